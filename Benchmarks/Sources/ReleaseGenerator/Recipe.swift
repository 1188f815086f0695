/// Which release to make: everything in the file follows from these numbers.
///
/// Release k + 1 has another name and date than release k, other content in one label in `labelsPerEdit`, and
/// one sample in a thousand taken out and put in. No release is needed to make the next.
public struct Recipe: Sendable, Equatable {
    public var samples: Int
    public var version: Int
    /// One label in so many is edited from each release to the next.
    public var labelsPerEdit: Int
    public var density: Density
    public var seed: UInt64

    public init(
        samples: Int, version: Int = 1, labelsPerEdit: Int = 50, density: Density = .dense,
        seed: UInt64 = 20_250_301
    ) {
        self.samples = samples
        self.version = version
        self.labelsPerEdit = labelsPerEdit
        self.density = density
        self.seed = seed
    }

    public static let owner = "acme"
    public static let dataset = "street-bench"

    /// How a user of the warehouse names the release.
    public var ref: String { "\(Self.owner)/\(Self.dataset)@v\(version)" }

    /// What tells it from every other recipe, fit for the name of a file.
    public var key: String { "\(density.rawValue)-\(samples)-v\(version)-1in\(labelsPerEdit)-\(seed)" }
}

extension Recipe {
    /// Samples that each release after the first puts in at its end.
    private var addedPerRelease: Int { max(1, samples / 1000) }

    /// Every index that a sample of this release can have.
    var candidates: Range<Int> { 0..<(samples + (version - 1) * addedPerRelease) }

    /// The release in which sample `index` first appears.
    func birth(of index: Int) -> Int {
        index < samples ? 1 : 2 + (index - samples) / addedPerRelease
    }

    /// Whether sample `index` is still there.
    func holds(_ index: Int) -> Bool {
        var release = birth(of: index) + 1
        while release <= version {
            var random = RandomSource(seed, .removal, index, release)
            if random.below(1000) == 0 { return false }
            release += 1
        }
        return true
    }

    /// The label of sample `index`, with each release's edits made in turn.
    func label(of index: Int, in labelset: Labelset) -> Label {
        var random = RandomSource(seed, .label, index, labelset.rawValue)
        var label = Label(labelset: labelset, density: density, random: &random)
        var release = birth(of: index) + 1
        while release <= version {
            var random = RandomSource(seed, .edit, index, labelset.rawValue, release)
            if random.below(labelsPerEdit) == 0 { label.edit(labelset: labelset, random: &random) }
            release += 1
        }
        return label
    }
}
