import Warehouse

/// Takes the rows of a result and writes them in one format, as they come.
protocol RowWriter {
    func begin(_ columns: [QueryColumn]) throws
    func row(_ values: [Value]) throws
    func end() throws
}

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

/// Names for the columns of a result, each one once.
enum ColumnNames {
    /// `names` with `_2`, `_3` … added where one repeats. A name that is in the query itself is never given to another column.
    static func unique(_ names: [String]) -> [String] {
        var taken = Set<String>()
        let literal = Set(names)
        return names.map { name in
            if taken.insert(name).inserted { return name }
            var number = 2
            while literal.contains("\(name)_\(number)") || !taken.insert("\(name)_\(number)").inserted {
                number += 1
            }
            return "\(name)_\(number)"
        }
    }
}
