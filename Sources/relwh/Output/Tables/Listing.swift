import Warehouse

/// A list of things in the warehouse: one renderer for every format, fed by one description.
struct Listing {
    struct Column {
        /// The key in JSON and the header of delimited formats.
        var key: String
        /// The header of the table; nil where the column is too much for people.
        var title: String?
        var isNumeric = false
        /// Whether it is a time, of which people are shown day and minute.
        var isTime = false
        /// What happens to its texts where the terminal is too narrow.
        var narrowing: Narrowing

        init(
            _ key: String, title: String?, isNumeric: Bool = false, isTime: Bool = false,
            narrowing: Narrowing? = nil
        ) {
            self.key = key
            self.title = title
            self.isNumeric = isNumeric
            self.isTime = isTime
            self.narrowing = narrowing ?? Narrowing(column: key)
        }

        /// Whether its numbers count or measure something; an id or a position is written without separators.
        fileprivate var isQuantity: Bool {
            isNumeric && key != "id" && key != "position" && !key.hasSuffix("_id")
        }

        fileprivate var layout: TableLayout.Column {
            let leaves: Int? =
                switch key {
                case _ where isTime: 1
                case "task_type", "is_groundtruth", "color", "severity": 2
                default: nil
                }
            return .init(title: title ?? "", isNumeric: isNumeric, narrowing: narrowing, leaves: leaves)
        }
    }

    /// What it is a list of, in the plural: the word of its JSON schema and of the array's key.
    var name: String
    var columns: [Column]
    var rows: [[DocumentValue]]

    /// - Returns: How many columns a terminal had no room for.
    @discardableResult
    func write(to output: Output, format: RowFormat, color: ColorChoice) throws -> Int {
        switch format {
        case .table: return try writeTable(to: output, color: color)
        case .record:
            let writer = RecordRows(output: output, color: color)
            try writer.begin(names: columns.map(\.key))
            for row in rows { try writer.row(row.map(\.value)) }
        case .json: try document.write(to: output)
        case .ndjson:
            for object in objects {
                try output.write { buffer in
                    object.append(to: &buffer)
                    buffer.append(UInt8(ascii: "\n"))
                }
            }
        case .csv: try writeDelimited(.csv, to: output)
        case .excel: try writeDelimited(.excel, to: output)
        case .tsv: try writeDelimited(.tsv, to: output)
        case .markdown:
            try output.write {
                MarkdownText.append(
                    header: columns.map(\.key), isNumeric: columns.map(\.isNumeric), to: &$0)
            }
            for row in rows { try output.write { MarkdownText.append(row.map(\.value), to: &$0) } }
        }
        return 0
    }

    private var document: JSONDocument {
        JSONDocument(thing: name, members: [(name, .array(objects))])
    }

    private var objects: [DocumentValue] {
        rows.map { row in .members(zip(columns, row).map { ($0.key, $1) }) }
    }

    private func writeDelimited(_ format: DelimitedText, to output: Output) throws {
        try output.write { format.append(names: columns.map(\.key), to: &$0) }
        for row in rows { try output.write { format.append(row.map(\.value), to: &$0) } }
    }

    private func writeTable(to output: Output, color: ColorChoice) throws -> Int {
        let shown = columns.indices.filter { columns[$0].title != nil }
        let cells = rows.map { row in shown.map { row[$0].shown(in: columns[$0]) } }
        let layout = TableLayout(
            columns: shown.map { columns[$0].layout }, rows: cells,
            limit: output.isTerminal ? output.width : nil, style: output.style(color))
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in cells { layout.append(row, to: &buffer) }
        }
        return layout.hiddenColumns
    }
}

extension DocumentValue {
    /// The value as a field of a delimited format.
    var value: Value {
        switch self {
        case .null: .null
        case .bool(let flag): .text(flag ? "true" : "false")
        case .integer(let number): .integer(number)
        case .real(let number): .real(number)
        case .string(let text), .verbatim(let text): .text(text)
        case .array, .members: .text(compact)
        }
    }

    /// The value as a cell of a table for people.
    func shown(in column: Listing.Column) -> String? {
        switch self {
        case .string(let text) where column.isTime: SafeText.shown(TimeText.minute(of: text))
        case .null: nil
        case .bool(let flag): flag ? "yes" : "no"
        case .integer(let number): column.isQuantity ? NumberText.grouped(Int(number)) : number.description
        case .real(let number): RealText.of(number)
        case .string(let text), .verbatim(let text): SafeText.shown(text)
        case .array, .members: SafeText.shown(compact)
        }
    }

    private var compact: String {
        var buffer: [UInt8] = []
        append(to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }
}
