import Warehouse

/// One JSON document, whose samples are written as they come; their total stands behind them.
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
