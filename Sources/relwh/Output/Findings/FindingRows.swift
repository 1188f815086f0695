import Warehouse

/// One line per finding, with commas or tabs.
final class FindingRows: FindingWriter {
    private struct Column: Sendable {
        let name: String
        let cell: @Sendable (Finding) -> Value

        init(_ name: String, text: @escaping @Sendable (Finding) -> String?) {
            self.name = name
            cell = { text($0).map(Value.text) ?? .null }
        }

        init(_ name: String, number: @escaping @Sendable (Finding) -> Int64?) {
            self.name = name
            cell = { number($0).map(Value.integer) ?? .null }
        }
    }

    /// After the release's reference.
    private static let columns = [
        Column("rule", text: { $0.rule }),
        Column("severity", text: { $0.severity.rawValue }),
        Column("sample_uuid", text: { $0.place.sampleUUID }),
        Column("sample", text: { $0.place.sample }),
        Column("labelset", text: { $0.place.labelset }),
        Column("sensor", text: { $0.place.sensor }),
        Column("frame", number: { $0.place.frame.map(Int64.init) }),
        Column("annotation_id", number: { $0.place.annotationID }),
        Column("track_id", number: { $0.place.trackID }),
        Column("category_id", number: { $0.place.categoryID }),
        Column("category", text: { $0.place.category }),
        Column("field", text: { $0.field }),
        Column("expected", text: { $0.expected }),
        Column("found", text: { $0.found }),
        Column("count", number: { Int64($0.count) }),
        Column("fingerprint", text: { $0.fingerprint }),
    ]

    private let output: Output
    private let format: DelimitedText
    private var ref = ""

    init(output: Output, format: DelimitedText) {
        self.output = output
        self.format = format
    }

    func begin() throws {
        try output.write { format.append(names: ["ref"] + Self.columns.map(\.name), to: &$0) }
    }

    func begin(_ frame: ValidationFrame) { ref = frame.ref }

    func finding(_ finding: Finding, isKnown: Bool) throws {
        guard !isKnown else { return }
        try output.write { format.append([.text(ref)] + Self.columns.map { $0.cell(finding) }, to: &$0) }
    }

    func end(_ report: ValidationReport) {}
}
