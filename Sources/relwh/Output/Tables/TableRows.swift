import Warehouse

/// Rows as a table for people.
///
/// Column widths are those of the first rows, up to some megabytes of them; what comes later is streamed and may stand
/// out, so that memory stays bounded at any number of rows.
final class TableRows: RowWriter {
    private static let heldBytes = 8 << 20

    private let output: Output
    private let style: Style
    private let limit: Int?
    private let heldBytes: Int
    private var names: [String] = []
    private var isNumeric: [Bool] = []
    private var kept: [[String?]] = []
    private var heldSize = 0
    private var layout: TableLayout?

    init(output: Output, color: ColorChoice, heldBytes: Int = TableRows.heldBytes) {
        self.output = output
        style = output.style(color)
        limit = output.isTerminal ? output.width : nil
        self.heldBytes = heldBytes
    }

    /// How many columns the terminal had no room for, known after `end()`.
    var hiddenColumns: Int { layout?.hiddenColumns ?? 0 }

    func begin(_ columns: [QueryColumn]) throws {
        names = ColumnNames.unique(columns.map(\.name))
        isNumeric = names.map { _ in true }
    }

    func row(_ values: [Value]) throws {
        let cells = values.map(TableRows.cell)
        if let layout { return try output.write { layout.append(cells, to: &$0) } }
        for (index, value) in values.enumerated() where !TableRows.canBeNumber(value) {
            isNumeric[index] = false
        }
        heldSize += cells.reduce(64) { $0 + 16 + ($1?.utf8.count ?? 0) }
        kept.append(cells)
        if heldSize >= heldBytes { try layOut() }
    }

    func end() throws {
        if layout == nil, !names.isEmpty { try layOut() }
    }

    private func layOut() throws {
        let columns = zip(names, isNumeric).map {
            TableLayout.Column(
                title: SafeText.shown($0), isNumeric: $1 && !kept.isEmpty, narrowing: Narrowing(column: $0))
        }
        let layout = TableLayout(
            columns: columns, rows: kept, limit: limit, style: style, placeholder: "NULL")
        try output.write { layout.appendHeader(to: &$0) }
        for row in kept { try output.write { layout.append(row, to: &$0) } }
        kept = []
        self.layout = layout
    }

    /// The value for people; nil for NULL.
    static func cell(_ value: Value) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): number.description
        case .real(let number): RealText.of(number)
        case .text(let text): SafeText.shown(text)
        case .blob(let bytes): Base64.text(bytes)
        }
    }

    private static func canBeNumber(_ value: Value) -> Bool {
        switch value {
        case .null, .integer, .real: true
        case .text, .blob: false
        }
    }
}
