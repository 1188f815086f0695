import Warehouse

/// A figure of several releases for people.
struct SeriesText {
    let output: Output
    let color: ColorChoice

    /// How many series a trend shows, unless another number is asked for.
    private static let seriesShown = 6
    private static let sparklineWidth = 40

    private var style: Style { output.style(color) }
    private var limit: Int? { output.isTerminal ? output.width : nil }

    // MARK: Side by side

    /// A row per series, a column per release; of several figures, each has its rows.
    func writeSideBySide(_ figures: [FigureSeries], title: String) throws {
        guard let first = figures.first else { return }
        let isOne = figures.count == 1
        try output.write(line: style.bold(title) + (isOne ? "  " + FigureText.title(first.figure) : ""))
        let isOneDataset = Set(first.releases.map(\.dataset)).count == 1
        let names = first.releases.map { SafeText.shown(isOneDataset ? $0.release : $0.ref) }
        var columns = [TableLayout.Column(title: keyTitle(first), narrowing: .cutsMiddle)]
        columns += names.map { .init(title: $0, isNumeric: true) }
        columns += [style.isUnicode ? "Δ" : "change", "%"].map { .init(title: $0, isNumeric: true) }
        if names.count > 2 { columns.append(.init(title: "")) }
        let rows = figures.flatMap { figure in
            let figure = Self.withoutZeros(figure)
            return zip(figure.series, labels(of: figure)).map { one, label in
                let words = [label, isOne ? "" : FigureText.title(figure.figure)].filter { !$0.isEmpty }
                return row(of: one, words.joined(separator: " / "), figure.figure)
            }
        }
        try write(columns, rows)
        try writeRenames(figures)
        try writeUnknown(first)
    }

    private func row(of one: FigureSeries.Series, _ label: String, _ figure: FigureColumn) -> [String?] {
        var ends = one
        ends.values = [one.values[0], one.values[one.values.count - 1]]
        var row = [label] + one.values.map(cell(figure))
        row += [
            FigureText.delta(ends.delta(at: 1), as: ends.values[1]),
            ends.change(at: 1).map(NumberText.signedPercent),
        ]
        if one.values.count > 2 { row.append(line(one)) }
        return row
    }

    // MARK: Trend

    /// A table per labelset: a row per release, oldest first; a column per series, and its line below.
    ///
    /// - Parameter top: how many series were asked for; nil for the usual number.
    func writeTrend(_ series: FigureSeries, title: String, top: Int?) throws {
        let series = Self.withoutZeros(series)
        let heading = style.bold(title) + "  " + FigureText.title(series.figure)
        let parts = Self.byLabelset(series)
        for (place, (labelset, part)) in parts.enumerated() {
            if place > 0 { try output.write(line: "") }
            try output.write(line: heading + (labelset.map { style.muted("  \($0)") } ?? ""))
            try writeTrend(part, most: top ?? Self.seriesShown)
        }
        if parts.isEmpty { try output.write(line: heading + "  none") }
        try writeUnknown(series)
    }

    private func writeTrend(_ series: FigureSeries, most: Int) throws {
        var count = min(most, series.series.count)
        var (columns, rows) = trendTable(series, count)
        // A series without its changes would look like one without any.
        while count > 1, let limit, TableFit.total(TableLayout.widths(of: columns, rows: rows)) > limit {
            count -= 1
            (columns, rows) = trendTable(series, count)
        }
        try write(columns, rows, most: .max)
        try writeRenames([series])
        let rest = series.series.count - count
        if rest > 0 {
            let way = count < most ? "a wider terminal" : "--top \(series.series.count)"
            try output.write(
                line: style.muted("and \(rest) more series: use \(way), or -f csv"))
        }
    }

    private func trendTable(
        _ series: FigureSeries, _ count: Int
    ) -> (columns: [TableLayout.Column], rows: [[String?]]) {
        let shown = Array(series.series.prefix(count))
        var columns: [TableLayout.Column] = [
            .init(title: "release", narrowing: .keeps), .init(title: "created", leaves: 1),
        ]
        for (label, _) in zip(labels(of: series), shown) {
            columns.append(
                .init(title: label.isEmpty ? FigureText.title(series.figure) : label, isNumeric: true))
            columns.append(.init(title: "", isNumeric: true))
        }
        var rows = series.releases.indices.map { place -> [String?] in
            let release = series.releases[place]
            let created = release.createdAt.map { SafeText.shown(TimeText.minute(of: $0)) } ?? ""
            return [SafeText.shown(release.release), created]
                + shown.flatMap { [cell(series.figure)($0.values[place]), change(of: $0, at: place)] }
        }
        if rows.count > 1 { rows.append(["", ""] + shown.flatMap { [line($0), ""] }) }
        return (columns, rows)
    }

    /// Series with nothing but zeros are not worth showing.
    private static func withoutZeros(_ series: FigureSeries) -> FigureSeries {
        var series = series
        series.series.removeAll { one in
            one.values.allSatisfy { $0 == nil || $0 == .some(.none) || $0?.number == 0 }
        }
        return series
    }

    private static func byLabelset(_ series: FigureSeries) -> [(String?, FigureSeries)] {
        guard let index = series.keys.firstIndex(where: { $0.name == "labelset" }) else {
            return series.series.isEmpty ? [] : [(nil, series)]
        }
        var parts: [(Figure, FigureSeries)] = []
        for one in series.series {
            if parts.last?.0 != one.key[index] {
                var part = series
                part.series = []
                parts.append((one.key[index], part))
            }
            parts[parts.count - 1].1.series.append(one)
        }
        return parts.map { labelset, part in
            if case .text(let name) = labelset { (SafeText.shown(name), part) } else { (nil, part) }
        }
    }

    /// `+12 +3.4%`; nothing where nothing changed, or there is nothing to compare with.
    private func change(of series: FigureSeries.Series, at place: Int) -> String {
        guard let delta = series.delta(at: place) else { return "" }
        if delta == 0 { return "=" }
        let share = series.change(at: place).map { " " + NumberText.signedPercent($0) } ?? ""
        return (FigureText.delta(delta, as: series.values[place]) ?? "") + share
    }

    // MARK: Pieces

    private func line(_ series: FigureSeries.Series) -> String {
        let line = SparklineText.of(
            series.values.map { $0?.number }, style: style, width: Self.sparklineWidth)
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private func cell(_ column: FigureColumn) -> (Figure?) -> String? {
        { $0.flatMap { FigureText.of($0, in: column) } }
    }

    private func keyTitle(_ series: FigureSeries) -> String {
        series.keys.filter { !$0.name.hasSuffix("category_id") && !isOnlyLabelset($0, series) }.map {
            FigureText.title($0)
        }.joined(separator: " / ")
    }

    private func isOnlyLabelset(_ column: FigureColumn, _ series: FigureSeries) -> Bool {
        guard column.name == "labelset", let index = series.keys.firstIndex(of: column) else { return false }
        return Set(series.series.map { $0.key[index] }).count <= 1
    }

    /// What each series is called: its keys, without what all share.
    private func labels(of series: FigureSeries) -> [String] {
        FigureTableKeys(series).labels()
    }

    private func write(
        _ columns: [TableLayout.Column], _ rows: [[String?]], most: Int = FigureTableText.rowsShown
    ) throws {
        guard !rows.isEmpty else { return try output.write(line: "none") }
        let shown = Array(rows.prefix(most))
        let layout = TableLayout(columns: columns, rows: shown, limit: limit, style: style)
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in shown { layout.append(row, to: &buffer) }
        }
        if rows.count > shown.count {
            try output.write(
                line: style.muted(
                    "and \(NumberText.counted(rows.count - shown.count, "more row")): see -f csv"))
        }
        if layout.hiddenColumns > 0 {
            try output.write(
                line: style.muted(
                    "\(NumberText.counted(layout.hiddenColumns, "more column")) would not fit here: see -f csv"
                ))
        }
    }

    private func writeUnknown(_ series: FigureSeries) throws {
        for (release, reason) in zip(series.releases, series.unknown) {
            if let reason {
                try output.write(
                    line: "\(SafeText.shown(release.release)): unknown (\(FigureText.reason(reason)))")
            }
        }
    }
}

/// The keys of series as words for a row or a column.
private struct FigureTableKeys {
    private let text: FigureTableText

    init(_ series: FigureSeries) {
        let table = FigureTable("series", series.keys, rows: series.series.map(\.key))
        text = FigureTableText(table, style: .plain, rowsShown: .max)
    }

    func labels() -> [String] {
        text.rows.map { $0.map { $0 ?? "-" }.joined(separator: " / ") }
    }
}

extension SeriesText {
    /// `person: renamed from pedestrian`: a line for each category that had other names before.
    func writeRenames(_ figures: [FigureSeries]) throws {
        var written: Set<[UInt8]> = []
        let lines = figures.flatMap { figure in
            figure.series.compactMap { one -> String? in
                var seen: Set<[UInt8]> = []
                let names = one.formerNames.compactMap { $0 }.filter {
                    seen.insert(Array($0.utf8)).inserted
                }
                guard !names.isEmpty else { return nil }
                let now = Self.category(of: one, figure.keys)
                return "\(now): renamed from \(names.map { SafeText.shown($0) }.joined(separator: ", "))"
            }
        }
        for line in lines where written.insert(Array(line.utf8)).inserted {
            try output.write(line: output.style(color).muted(line))
        }
    }

    private static func category(of series: FigureSeries.Series, _ keys: [FigureColumn]) -> String {
        zip(keys, series.key).filter { $0.0.name.hasSuffix("category") }.compactMap { _, cell in
            if case .text(let name) = cell { SafeText.shown(name) } else { nil }
        }.joined(separator: " / ")
    }
}
