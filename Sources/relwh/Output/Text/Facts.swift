/// Text for people in parts: lines of `name  value`, and small tables under a heading.
struct Facts {
    private let output: Output
    private let style: Style
    private let limit: Int?
    private var isFirst = true

    init(output: Output, color: ColorChoice) {
        self.output = output
        style = output.style(color)
        limit = output.isTerminal ? output.width : nil
    }

    /// Names in one column, values in the next, over several lines where they are long; what has no value is left out.
    mutating func write(_ facts: [(String, String?)]) throws {
        try separate()
        let known = facts.filter { $0.1 != nil }
        let width = known.map { DisplayWidth.of($0.0) }.max() ?? 0
        for (name, value) in known {
            let padding = String(repeating: " ", count: width - DisplayWidth.of(name) + 2)
            let shown = SafeText.shown(value ?? "")
            let lines = limit.map { WrappedText.lines(of: shown, width: $0 - width - 2) } ?? [shown]
            for (index, line) in lines.enumerated() {
                let indent = String(repeating: " ", count: width + 2)
                try output.write(line: (index == 0 ? style.bold(name) + padding : indent) + line)
            }
        }
    }

    /// A heading of the facts or the table that come next.
    mutating func write(heading: String) throws {
        try separate()
        try output.write(line: style.bold(heading))
        isFirst = true
    }

    /// A line below a table or facts, about what they leave out.
    func write(note: String) throws { try output.write(line: style.muted(note)) }

    /// A table, set off by an empty line; none where there are no rows.
    mutating func write(_ columns: [TableLayout.Column], rows: [[String?]]) throws {
        guard !rows.isEmpty else { return }
        try separate()
        let layout = TableLayout(columns: columns, rows: rows, limit: limit, style: style)
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in rows { layout.append(row, to: &buffer) }
        }
    }

    private mutating func separate() throws {
        if !isFirst { try output.write(line: "") }
        isFirst = false
    }
}
