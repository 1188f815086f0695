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
