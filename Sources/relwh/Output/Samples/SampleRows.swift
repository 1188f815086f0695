import ReleaseFormat
import Warehouse

/// One row per sample, with its labelsets side by side.
struct SampleRows: SampleWriter {
    let rows: any RowWriter
    /// Those that were asked for; none for what matters.
    let columns: [String]
    /// Whether positions and URLs are left out, and a labelset is one column.
    let isForPeople: Bool

    var hiddenColumns: Int { (rows as? TableRows)?.hiddenColumns ?? 0 }

    func begin(_ release: SearchedRelease) throws {
        let names =
            !columns.isEmpty
            ? columns
            : isForPeople
                ? ["sample", "sample_uuid", "frames"] + release.labelsets
                : ["position", "sample_uuid", "sample", "frames", "asset_url"]
                    + release.labelsets.flatMap { ["\($0).label_status", "\($0).annotations"] }
        try rows.begin(names.map { QueryColumn(name: $0, isJSON: false) })
    }

    func sample(_ sample: FoundSample) throws {
        if !columns.isEmpty { return try rows.row(sample.values.map(SampleRows.value)) }
        try rows.row(isForPeople ? SampleRows.shown(sample) : SampleRows.values(sample))
    }

    func end(_ outcome: SearchOutcome) throws {
        // No table is better than one without rows.
        if !isForPeople || outcome.total > 0 { try rows.end() }
    }

    private static func values(_ sample: FoundSample) -> [Value] {
        let own: [Value] = [
            .integer(Int64(sample.position)), .text(sample.uuid), value(sample.name), value(sample.frames),
            value(sample.assetURL),
        ]
        return own + sample.labels.flatMap { [value($0.status), value($0.annotations)] }
    }

    /// Labels as `REVIEWED 4`: the status, and how many annotations there are.
    private static func shown(_ sample: FoundSample) -> [Value] {
        let labels = sample.labels.map { label in
            // A label that says UNLABELED is another thing.
            guard let annotations = label.annotations else { return "no label" }
            return [label.status, "\(annotations)"].compactMap { $0 }.joined(separator: " ")
        }
        return [value(sample.name), .text(sample.uuid), value(sample.frames)] + labels.map { .text($0) }
    }

    /// Booleans, lists and objects as JSON.
    private static func value(_ value: JSONValue?) -> Value {
        switch value {
        case nil, .null: .null
        case .string(let text): .text(text)
        case .number(let literal)?:
            value?.integer.map { .integer($0) } ?? value?.real.map { .real($0) } ?? .text(literal)
        case let value?: .text(value.text)
        }
    }

    private static func value(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    private static func value(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .null }
}
