import Warehouse

/// Takes the samples that a search found and writes them in one format, as they come.
protocol SampleWriter {
    func begin(_ release: SearchedRelease) throws
    func sample(_ sample: FoundSample) throws
    func end(_ outcome: SearchOutcome) throws
    /// How many columns the terminal had no room for, known at the end.
    var hiddenColumns: Int { get }
}

enum SampleWriters {
    static func writer(
        _ format: RowFormat, query: SearchQuery, output: Output, color: ColorChoice
    ) -> any SampleWriter {
        switch format {
        case .json: SampleDocument(output: output, query: query)
        case .ndjson: SampleLines(output: output)
        case .table, .csv, .tsv, .markdown:
            SampleRows(
                rows: RowWriters.writer(format, output: output, color: color), isForPeople: format == .table)
        }
    }
}

extension FoundSample {
    var document: DocumentValue {
        .members([
            ("position", .count(position)), ("sample_uuid", .string(uuid)), ("sample", .optional(name)),
            ("frames", .optional(frames)), ("asset_url", .optional(assetURL)),
            (
                "labels",
                .array(
                    labels.map { label in
                        .members([
                            ("labelset", .string(label.labelset)), ("label_status", .optional(label.status)),
                            ("annotations", .optional(label.annotations)),
                        ])
                    })
            ),
        ])
    }
}

/// One JSON object a line, a sample each.
struct SampleLines: SampleWriter {
    let output: Output

    var hiddenColumns: Int { 0 }

    func begin(_ release: SearchedRelease) {}

    func sample(_ sample: FoundSample) throws {
        try output.write { buffer in
            sample.document.append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ outcome: SearchOutcome) {}
}

/// One JSON document, whose samples are written as they come; their total stands behind them.
final class SampleDocument: SampleWriter {
    private let output: Output
    private let query: SearchQuery
    private var isFirst = true

    init(output: Output, query: SearchQuery) {
        self.output = output
        self.query = query
    }

    /// The document without samples.
    static func head(ref: String, query: SearchQuery, total: Int) -> JSONDocument {
        JSONDocument(
            thing: "samples",
            members: [("ref", .string(ref)), ("query", .string(query.text)), ("total", .count(total))])
    }

    var hiddenColumns: Int { 0 }

    func begin(_ release: SearchedRelease) throws {
        try output.write { buffer in
            JSONText.append(verbatim: "{\n  \"schema\": \"relwh.samples/1\",\n  \"ref\": ", to: &buffer)
            JSONText.append(release.ref, to: &buffer)
            JSONText.append(verbatim: ",\n  \"query\": ", to: &buffer)
            JSONText.append(query.text, to: &buffer)
            JSONText.append(verbatim: ",\n  \"samples\": [", to: &buffer)
        }
    }

    func sample(_ sample: FoundSample) throws {
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "\n    " : ",\n    ", to: &buffer)
            sample.document.append(to: &buffer)
        }
        isFirst = false
    }

    func end(_ outcome: SearchOutcome) throws {
        try output.write { buffer in
            let close = isFirst ? "]" : "\n  ]"
            JSONText.append(verbatim: "\(close),\n  \"total\": \(outcome.total)\n}\n", to: &buffer)
        }
    }
}

/// A row a sample: what its labelsets say stands side by side.
struct SampleRows: SampleWriter {
    let rows: any RowWriter
    /// Whether places and addresses are left out, and a labelset is one column.
    let isForPeople: Bool

    var hiddenColumns: Int { (rows as? TableRows)?.hiddenColumns ?? 0 }

    func begin(_ release: SearchedRelease) throws {
        let names =
            isForPeople
            ? ["sample", "sample_uuid", "frames"] + release.labelsets
            : ["position", "sample_uuid", "sample", "frames", "asset_url"]
                + release.labelsets.flatMap { ["\($0).label_status", "\($0).annotations"] }
        try rows.begin(names.map { QueryColumn(name: $0, isJSON: false) })
    }

    func sample(_ sample: FoundSample) throws {
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
            [label.status, label.annotations.map { "\($0)" }].compactMap { $0 }.joined(separator: " ")
        }
        return [value(sample.name), .text(sample.uuid), value(sample.frames)] + labels.map { .text($0) }
    }

    private static func value(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    private static func value(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .null }
}
