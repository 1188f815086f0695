import Warehouse

/// Rows as CSV or TSV with a header line.
struct DelimitedRows: RowWriter {
    let output: Output
    let format: DelimitedText

    func begin(_ columns: [QueryColumn]) throws {
        try output.write { format.append(names: ColumnNames.unique(columns.map(\.name)), to: &$0) }
    }

    func row(_ values: [Value]) throws {
        try output.write { format.append(values, to: &$0) }
    }

    func end() {}
}
