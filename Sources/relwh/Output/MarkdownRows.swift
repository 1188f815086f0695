import Warehouse

/// Rows as a Markdown table.
struct MarkdownRows: RowWriter {
    let output: Output

    func begin(_ columns: [QueryColumn]) throws {
        try output.write { MarkdownText.append(header: ColumnNames.unique(columns.map(\.name)), to: &$0) }
    }

    func row(_ values: [Value]) throws {
        try output.write { MarkdownText.append(values, to: &$0) }
    }

    func end() {}
}
