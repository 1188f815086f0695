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

    /// Names in one column, values in the next; what has no value is left out.
    mutating func write(_ facts: [(String, String?)]) throws {
        try separate()
        let known = facts.filter { $0.1 != nil }
        let width = known.map { DisplayWidth.of($0.0) }.max() ?? 0
        for (name, value) in known {
            let padding = String(repeating: " ", count: width - DisplayWidth.of(name) + 2)
            var shown = SafeText.shown(value ?? "")
            if let limit {
                let room = max(1, limit - width - 2)
                shown = DisplayWidth.truncated(shown, to: room, ellipsis: style.ellipsis)
            }
            try output.write(line: style.bold(name) + padding + shown)
        }
    }

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
