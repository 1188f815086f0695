/// The part of a sample that no release changes.
struct Sample {
    let index: Int
    let uuid: UUID
    let asset: UUID
    let prefix: Int
    let city: Int
    let robot: Int
    let tags: Int
    let groundTruth: Presence
    let predictions: Presence
    /// In tenths of a kilometre an hour.
    let speed: Int
    let weather: Int

    enum Presence { case label, null, absent }

    init(index: Int, recipe: Recipe) {
        var random = RandomSource(recipe.seed, .sample, index)
        self.index = index
        uuid = UUID(from: &random)
        asset = UUID(from: &random)
        prefix = random.below(Vocabulary.namePrefixes.count)
        city = random.below(Vocabulary.cities.count)
        robot = random.within(1...40)
        tags = random.below(Vocabulary.tags.count)
        switch recipe.density {
        case .dense:
            groundTruth = random.chance(4) ? .null : .label
            predictions =
                switch random.below(100) {
                case ..<75: .label
                case ..<88: .null
                default: .absent
                }
        case .sparse:
            groundTruth = random.chance(60) ? .null : .label
            predictions = .absent
        case .cuboids:
            groundTruth = .label
            predictions = .absent
        }
        speed = random.below(1300)
        weather = random.below(Vocabulary.weathers.count)
    }

    func presence(in labelset: Labelset) -> Presence {
        labelset == .groundTruth ? groundTruth : predictions
    }
}

extension Recipe {
    /// A sample that each release of the series holds, with a label, to be asked for in queries.
    public var witness: (name: String, uuid: String) {
        var last = self
        last.version = max(version, 100)
        for index in 0..<samples {
            let sample = Sample(index: index, recipe: self)
            guard last.holds(index), sample.groundTruth == .label else { continue }
            guard sample.prefix < Vocabulary.plainPrefixes else { continue }
            let digits = String(index)
            let padding = String(repeating: "0", count: max(0, 7 - digits.utf8.count))
            return ("\(Vocabulary.namePrefixes[sample.prefix])_\(padding)\(digits).jpg", sample.uuid.text)
        }
        return ("", "")
    }
}
