import Warehouse

/// What people are shown of a diff: collected from its stream, and bounded however long that is.
struct DiffFindings {
    /// Changes of one level beside the samples.
    struct Part {
        private static let mostKept = 50

        private(set) var changes: [Change] = []
        private(set) var omitted = 0

        var isEmpty: Bool { changes.isEmpty }

        mutating func add(_ change: Change) {
            if changes.count < Part.mostKept { changes.append(change) } else { omitted += 1 }
        }
    }

    private(set) var release = Part()
    /// With their attributes' definitions.
    private(set) var categories = Part()
    private(set) var labelsets = Part()
    private(set) var samples: Foremost<ChangedSample>
    private(set) var summary = DiffSummary()
    private var grouping: SampleGrouping

    init(_ frame: DiffFrame) {
        samples = Foremost(limit: frame.samplesShown)
        grouping = SampleGrouping(isPerFrame: frame.isPerFrame)
    }

    mutating func add(_ change: Change) {
        switch change.level {
        case .release: add(ofRelease: change)
        case .category, .attributeDefinition: categories.add(change)
        case .labelset: labelsets.add(change)
        case .sample, .label, .annotation, .link: keep(grouping.add(change))
        }
    }

    /// A changed name or time is shown above everything else already.
    private mutating func add(ofRelease change: Change) {
        var change = change
        change.fields.removeAll { ["name", "created_at"].contains($0.field) }
        if !change.fields.isEmpty || change.kind != .modified { release.add(change) }
    }

    mutating func finish(_ summary: DiffSummary) {
        keep(grouping.finish())
        self.summary = summary
    }

    private mutating func keep(_ sample: ChangedSample?) {
        if let sample { samples.add(sample, weight: Double(sample.weight)) }
    }

    /// Whether nothing differs but what every release has of its own.
    var isSameContent: Bool {
        summary.isEmpty && categories.isEmpty && labelsets.isEmpty && samples.total == 0
            && !release.changes.contains { $0.changesContent }
    }
}
