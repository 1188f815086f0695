/// What was measured, for people and for programs.
struct Report {
    let options: Options
    var version = ""
    var rows: [Row] = []
    var queries: [Query] = []

    init(options: Options) { self.options = options }

    var table: String {
        let cells = [["", "figure", "target", "", ""]] + rows.map(cells)
        let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
        var text =
            "\(options.samples) samples, medians of \(options.runs)\(options.isQuick ? ", quick" : "")\n\n"
        for line in cells {
            var padded = Self.padded(line[0], widths[0])
            padded += "  " + Self.padded(line[1], widths[1], right: true)
            padded += "  " + Self.padded(line[2], widths[2], right: true)
            padded += "  " + Self.padded(line[3], widths[3]) + "  " + line[4]
            text += Self.trimmed(padded) + "\n"
        }
        if !queries.isEmpty {
            text +=
                "\nsql on a warehouse of \(GrownWarehouse.releases) releases, the start of the command included\n"
            for query in queries { text += "\n" + query.text }
        }
        return text
    }

    var json: JSONText {
        .object([
            ("schema", .text("relwh.bench/1")), ("version", .text(Self.trimmed(version))),
            ("samples", .integer(options.samples)), ("runs", .integer(options.runs)),
            ("quick", .bool(options.isQuick)), ("rows", .array(rows.map(\.json))),
            ("queries", .array(queries.map(\.json))),
        ])
    }

    private func cells(_ row: Row) -> [String] {
        let figure = row.figure.map { "\(Decimal.text($0)) \(row.unit)" } ?? "-"
        return [row.title, figure, row.target?.text(unit: row.unit) ?? "", row.verdict.rawValue, row.note]
    }

    private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return right ? space + text : text + space
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
