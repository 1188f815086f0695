/// What one labelset says of one sample in one release.
struct Label: Equatable {
    /// A place in the vocabulary.
    var status: Int
    var imageAttributes: Int?
    var annotations: [Annotation]
    private var lastID: Int
}

extension Label {
    /// The label as it was when its sample first appeared.
    init(labelset: Labelset, density: Density, random: inout RandomSource) {
        status = min(random.below(12), Vocabulary.statuses.count - 1)
        imageAttributes = random.chance(30) ? random.below(Vocabulary.imageAttributes.count) : nil
        let count = Self.count(labelset: labelset, density: density, random: &random)
        annotations = []
        annotations.reserveCapacity(count + 8)
        lastID = count
        for id in 1..<(count + 1) {
            annotations.append(Annotation(id: id, labelset: labelset, random: &random))
        }
        guard density == .sparse else { return }
        for place in annotations.indices { annotations[place].shape = .bbox }
    }

    private static func count(labelset: Labelset, density: Density, random: inout RandomSource) -> Int {
        if density == .sparse { return random.within(1...2) }
        if random.chance(2) { return 0 }
        return labelset == .groundTruth ? random.within(3...32) : random.within(2...24)
    }

    /// One round of work on the label. It never leaves the label as it was.
    mutating func edit(labelset: Labelset, random: inout RandomSource) {
        if random.chance(20) { status = Vocabulary.reviewed }
        if annotations.isEmpty {
            add(labelset: labelset, random: &random)
            return
        }
        switch random.below(100) {
        case ..<50:
            for _ in 0..<random.within(1...3) { move(random.below(annotations.count), random: &random) }
        case ..<75:
            let place = random.below(annotations.count)
            annotations[place].category = 1 + (annotations[place].category + random.below(11)) % 12
        case ..<88:
            add(labelset: labelset, random: &random)
        default:
            annotations.remove(at: random.below(annotations.count))
        }
    }

    private mutating func move(_ place: Int, random: inout RandomSource) {
        annotations[place].x += random.within(1000...20_000)
        annotations[place].y += random.within(-20_000...20_000)
    }

    private mutating func add(labelset: Labelset, random: inout RandomSource) {
        lastID += 1
        annotations.append(Annotation(id: lastID, labelset: labelset, random: &random))
    }
}
