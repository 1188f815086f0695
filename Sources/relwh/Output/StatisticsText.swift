import Warehouse

/// Statistics of one release for people.
struct StatisticsText {
    let output: Output
    let color: ColorChoice
    /// What filters leave; nil for all.
    var filters: String?

    private var style: Style { output.style(color) }
    private var limit: Int? { output.isTerminal ? output.width : nil }

    /// `acme/flowers@v1  vector  2024-01-04 08:15`, then what it holds in a line.
    func writeHeader(_ release: ReleaseSummary) throws {
        var line = style.bold(SafeText.shown(release.ref))
        if let type = release.taskType, !type.isEmpty { line += "  " + SafeText.shown(type) }
        if let created = release.createdAt {
            line += "  " + style.muted(SafeText.shown(TimeText.minute(of: created)))
        }
        try output.write(line: line)
        if let filters { try output.write(line: style.muted(filters)) }
    }

    /// - Returns: whether anything was left out that other formats show.
    func write(_ report: StatisticReport) throws -> Bool {
        var hasMore = false
        for (place, table) in report.tables.enumerated() {
            // The first table answers; others that have nothing to add are left out.
            if place > 0, table.rows.isEmpty { continue }
            try output.write(line: "")
            hasMore = try write(table, title: title(of: table, in: report)) || hasMore
        }
        return hasMore
    }

    private func title(of table: FigureTable, in report: StatisticReport) -> String {
        let statistic = report.statistic.name
        let name = table.name.replacing("_", with: "-")
        return name == statistic ? statistic : "\(statistic): \(name)"
    }

    func write(_ table: FigureTable, title: String) throws -> Bool {
        if let unknown = table.unknown {
            try output.write(line: "\(style.bold(title))  unknown (\(unknown))")
            return false
        }
        let text = FigureTableText(table, style: style)
        let labelset = text.labelset.map { style.muted("  \($0)") } ?? ""
        try output.write(line: style.bold(title) + labelset + (text.rows.isEmpty ? "  none" : ""))
        guard !text.rows.isEmpty else { return false }
        let layout = TableLayout(columns: text.columns, rows: text.rows, limit: limit, style: style)
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in text.rows { layout.append(row, to: &buffer) }
        }
        for reason in text.reasons {
            try output.write(line: style.muted("unknown (\(SafeText.shown(reason)))"))
        }
        if text.hiddenRows > 0 {
            try output.write(line: style.muted("and \(NumberText.counted(text.hiddenRows, "more row"))"))
        }
        return text.hasDetails || text.hiddenRows > 0 || layout.hiddenColumns > 0
    }
}
