import Warehouse

/// One line a finding, with commas or tabs.
final class FindingRows: FindingWriter {
    private static let names = [
        "ref", "rule", "severity", "sample_uuid", "sample", "labelset", "sensor", "frame", "annotation_id",
        "track_id",
        "category_id", "category", "field", "expected", "found", "count", "fingerprint",
    ]

    private let output: Output
    private let format: DelimitedText
    private var ref = ""

    init(output: Output, format: DelimitedText) {
        self.output = output
        self.format = format
    }

    func begin() throws {
        try output.write { format.append(names: Self.names, to: &$0) }
    }

    func begin(_ frame: ValidationFrame) { ref = frame.ref }

    func finding(_ finding: Finding, isKnown: Bool) throws {
        guard !isKnown else { return }
        func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
        func number(_ number: Int64?) -> Value { number.map(Value.integer) ?? .null }
        let place = finding.place
        let row = [
            .text(ref), .text(finding.rule), .text(finding.severity.rawValue), text(place.sampleUUID),
            text(place.sample), text(place.labelset), text(place.sensor), number(place.frame.map(Int64.init)),
            number(place.annotationID), number(place.trackID), number(place.categoryID), text(place.category),
            text(finding.field), text(finding.expected), text(finding.found), .integer(Int64(finding.count)),
            .text(finding.fingerprint),
        ]
        try output.write { format.append(row, to: &$0) }
    }

    func end(_ report: ValidationReport) {}
}
