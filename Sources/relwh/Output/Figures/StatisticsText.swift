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

    /// - Parameter isAskedFor: whether its tables were asked for by name, details too.
    /// - Returns: what was left out that other formats show; nil for nothing.
    func write(_ report: StatisticReport, isAskedFor: Bool) throws -> LeftOut? {
        var leftOut = LeftOut(statistic: report.statistic.name)
        for (index, table) in report.tables.enumerated() {
            // The first table answers; others that have nothing to add are left out.
            if index > 0, table.rows.isEmpty { continue }
            if table.isDetail, !isAskedFor {
                leftOut.tables.append(table.name)
                continue
            }
            try output.write(line: "")
            if let rest = try write(table, title: title(of: table, in: report)) {
                leftOut.parts.append((table.name, index == 0 && !isAskedFor, rest))
            }
        }
        return leftOut.isEmpty ? nil : leftOut
    }

    private func title(of table: FigureTable, in report: StatisticReport) -> String {
        let statistic = report.statistic.name
        let name = table.name.replacing("_", with: "-")
        return name == statistic ? statistic : "\(statistic): \(name)"
    }

    /// - Returns: the number of columns and rows that were left out; nil for none.
    private func write(_ table: FigureTable, title: String) throws -> LeftOut.Rest? {
        if let unknown = table.unknown {
            try output.write(line: "\(style.bold(title))  unknown (\(FigureText.reason(unknown)))")
            return nil
        }
        let text = FigureTableText(table, style: style, limit: limit)
        let labelset = text.labelset.map { style.muted("  \($0)") } ?? ""
        try output.write(line: style.bold(title) + labelset + (text.rows.isEmpty ? "  none" : ""))
        guard !text.rows.isEmpty else { return nil }
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
        let rest = LeftOut.Rest(
            columns: text.hiddenColumns + layout.hiddenColumns, rows: text.hiddenRows - table.omittedRows)
        return rest.columns > 0 || rest.rows > 0 ? rest : nil
    }
}

/// What a statistic has beside what was shown of it, and how to see it.
struct LeftOut {
    /// Of one table.
    struct Rest {
        var columns: Int
        var rows: Int

        fileprivate var text: String {
            [
                columns > 0 ? NumberText.counted(columns, "column") : nil,
                rows > 0 ? NumberText.counted(rows, "row") : nil,
            ].compactMap { $0 }.joined(separator: " and ")
        }
    }

    var statistic: String
    /// Tables of which a part was shown, and whether it is the one that csv holds.
    var parts: [(table: String, isMain: Bool, rest: Rest)] = []
    /// Tables of which nothing was shown.
    var tables: [String] = []

    var isEmpty: Bool { parts.isEmpty && tables.isEmpty }

    /// `boxes has more: 28 columns (-f csv), table histogram (--table histogram)`.
    var text: String {
        let parts = parts.map { part in
            part.isMain
                ? "\(part.rest.text) (-f csv)"
                : "\(part.rest.text) of \(part.table) (--table \(part.table) -f csv)"
        }
        let tables = tables.map { "the table \($0) (--table \($0))" }
        return "\(statistic) has more: " + (parts + tables).joined(separator: ", ")
    }
}
