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
        _ format: RowFormat, query: SearchQuery, columns: [String] = [], output: Output, color: ColorChoice
    ) -> any SampleWriter {
        switch format {
        case .json: SampleDocument(output: output, query: query, columns: columns)
        case .ndjson: SampleLines(output: output, columns: columns)
        case .table, .record, .csv, .excel, .tsv, .markdown:
            SampleRows(
                rows: RowWriters.writer(format, output: output, color: color), columns: columns,
                isForPeople: format == .table)
        }
    }
}

extension FoundSample {
    /// - Parameter columns: those that were asked for; none for all that there is.
    func document(_ columns: [String]) -> DocumentValue {
        columns.isEmpty
            ? document : .members(zip(columns, values).map { ($0, $1.map { .verbatim($0.text) } ?? .null) })
    }

    private var document: DocumentValue {
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

/// One JSON document, whose samples are written as they come; their total comes after them.
final class SampleDocument: SampleWriter {
    private let output: Output
    private let query: SearchQuery
    private let columns: [String]
    private var isFirst = true

    init(output: Output, query: SearchQuery, columns: [String]) {
        self.output = output
        self.query = query
        self.columns = columns
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
            sample.document(columns).append(to: &buffer)
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

/// One JSON object a line, a sample each.
struct SampleLines: SampleWriter {
    let output: Output
    let columns: [String]

    var hiddenColumns: Int { 0 }

    func begin(_ release: SearchedRelease) {}

    func sample(_ sample: FoundSample) throws {
        try output.write { buffer in
            sample.document(columns).append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ outcome: SearchOutcome) {}
}
