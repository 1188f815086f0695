/// The writers of rows, by format.
enum RowWriters {
    /// - Parameter embedsJSON: whether the JSON formats write JSON columns as the JSON they hold, not as strings.
    static func writer(
        _ format: RowFormat, output: Output, color: ColorChoice, embedsJSON: Bool = false
    ) -> any RowWriter {
        switch format {
        case .table: TableRows(output: output, color: color)
        case .record: RecordRows(output: output, color: color)
        case .json: JSONRows(output: output, isArray: true, embedsJSON: embedsJSON)
        case .ndjson: JSONRows(output: output, isArray: false, embedsJSON: embedsJSON)
        case .csv: DelimitedRows(output: output, format: .csv)
        case .excel: DelimitedRows(output: output, format: .excel)
        case .tsv: DelimitedRows(output: output, format: .tsv)
        case .markdown: MarkdownRows(output: output)
        }
    }
}
