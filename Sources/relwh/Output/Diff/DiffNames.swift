import Warehouse

/// The names of changed samples, one a line, in the order of the stream.
final class DiffNames: DiffWriter {
    private let output: Output
    private let tellsStatus: Bool
    private var grouping = SampleGrouping()

    init(output: Output, tellsStatus: Bool) {
        self.output = output
        self.tellsStatus = tellsStatus
    }

    func begin() {}

    func change(_ change: Change) throws {
        switch change.level {
        case .release, .category, .attributeDefinition, .labelset: break
        case .sample, .label, .annotation, .link: try write(grouping.add(change))
        }
    }

    func end(_ summary: DiffSummary) throws { try write(grouping.finish()) }

    /// A line break in a name would make two names of it: control characters are escaped.
    private func write(_ sample: ChangedSample?) throws {
        guard let sample else { return }
        let name = SafeText.shown(sample.title)
        try output.write(line: tellsStatus ? "\(Self.letter(sample.kind))\t\(name)" : name)
    }

    private static func letter(_ kind: Change.Kind) -> String {
        switch kind {
        case .added: "A"
        case .removed: "D"
        case .renamed: "R"
        case .modified, .renumbered: "M"
        }
    }
}
