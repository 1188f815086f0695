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
        case .table, .record, .csv, .excel, .tsv, .markdown:
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
