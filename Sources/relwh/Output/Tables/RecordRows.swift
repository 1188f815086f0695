import Warehouse

/// Rows one below the other: a line for each column, an empty line between rows. Nothing is left out or cut.
final class RecordRows: RowWriter {
    private let output: Output
    private let style: Style
    /// The columns' names, padded to one width.
    private var names: [String] = []
    private var isFirst = true

    init(output: Output, color: ColorChoice) {
        self.output = output
        style = output.style(color)
    }

    func begin(_ columns: [QueryColumn]) throws {
        try begin(names: ColumnNames.unique(columns.map(\.name)))
    }

    /// - Parameter titles: The names of the columns, each one once.
    func begin(names titles: [String]) throws {
        let shown = titles.map { SafeText.shown($0) }
        let width = shown.map { DisplayWidth.of($0) }.max() ?? 0
        names = shown.map {
            style.bold($0) + String(repeating: " ", count: width - DisplayWidth.of($0) + 2)
        }
    }

    func row(_ values: [Value]) throws {
        try output.write { buffer in
            if !isFirst { buffer.append(UInt8(ascii: "\n")) }
            for (name, value) in zip(names, values) {
                let cell = TableRows.cell(value) ?? style.muted("NULL")
                buffer.append(contentsOf: (cell.isEmpty ? name.trimmingSpaces : name + cell).utf8)
                buffer.append(UInt8(ascii: "\n"))
            }
        }
        isFirst = false
    }

    func end() {}
}

extension String {
    /// Without the spaces at its end.
    fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
