import Warehouse

/// A figure of several releases for people.
struct SeriesText {
    let output: Output
    let color: ColorChoice

    /// So many series find room in a row of a trend.
    private static let seriesShown = 6
    private static let sparklineWidth = 40

    private var style: Style { output.style(color) }
    private var limit: Int? { output.isTerminal ? output.width : nil }

    // MARK: Side by side

    /// A row a series, a column a release.
    func writeSideBySide(_ series: FigureSeries, title: String) throws {
        try output.write(line: style.bold(title) + "  " + FigureText.title(series.figure))
        let isOneDataset = Set(series.releases.map(\.dataset)).count == 1
        let names = series.releases.map { SafeText.shown(isOneDataset ? $0.release : $0.ref) }
        var columns =
            [TableLayout.Column(title: keyTitle(series))] + names.map { .init(title: $0, isNumeric: true) }
        columns += [
            .init(title: "Δ".inASCII(unless: style, "change"), isNumeric: true),
            .init(title: "%", isNumeric: true),
        ]
        let hasLine = series.releases.count > 2
        if hasLine { columns.append(.init(title: "")) }
        let last = series.releases.count - 1
        let labels = self.labels(of: series)
        let rows = zip(series.series, labels).map { one, label -> [String?] in
            var ends = one
            ends.values = [one.values[0], one.values[last]]
            var row = [label] + one.values.map(cell(series.figure))
            row += [
                FigureText.delta(ends.delta(at: 1), as: ends.values[1]),
                ends.change(at: 1).map(NumberText.signedPercent),
            ]
            if hasLine { row.append(line(one)) }
            return row
        }
        try write(columns, Array(rows.prefix(FigureTableText.rowsShown)), of: rows.count)
        try writeUnknown(series)
    }

    // MARK: Trend

    /// A row a release, oldest first; a column a series, and its line below.
    func writeTrend(_ series: FigureSeries, title: String) throws {
        try output.write(line: style.bold(title) + "  " + FigureText.title(series.figure))
        let shown = Array(series.series.prefix(Self.seriesShown))
        let labels = self.labels(of: series)
        var columns: [TableLayout.Column] = [.init(title: "release"), .init(title: "created")]
        for (index, _) in shown.enumerated() {
            columns.append(
                .init(
                    title: shown.count == 1 && labels[index].isEmpty
                        ? FigureText.title(series.figure) : labels[index], isNumeric: true))
            columns.append(.init(title: "", isNumeric: true))
        }
        var rows = series.releases.indices.map { place -> [String?] in
            let release = series.releases[place]
            var row: [String?] = [
                SafeText.shown(release.release),
                release.createdAt.map { SafeText.shown(TimeText.minute(of: $0)) } ?? "",
            ]
            for one in shown {
                row.append(cell(series.figure)(one.values[place]))
                row.append(change(of: one, at: place))
            }
            return row
        }
        rows.append(["", ""] + shown.flatMap { [line($0), ""] })
        try write(columns, rows, of: rows.count)
        if series.series.count > shown.count {
            let rest = NumberText.counted(series.series.count - shown.count, "more series").replacing(
                "seriess", with: "series")
            try output.write(line: style.muted("and \(rest)"))
        }
        try writeUnknown(series)
    }

    /// `+12 +3.4 %`; nothing where nothing changed, or there is nothing to compare with.
    private func change(of series: FigureSeries.Series, at place: Int) -> String {
        guard let delta = series.delta(at: place) else { return "" }
        if delta == 0 { return "=" }
        let share = series.change(at: place).map { " " + NumberText.signedPercent($0) } ?? ""
        return (FigureText.delta(delta, as: series.values[place]) ?? "") + share
    }

    // MARK: Pieces

    private func line(_ series: FigureSeries.Series) -> String {
        SparklineText.of(series.values.map { $0?.number }, style: style, width: Self.sparklineWidth)
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

    private func write(_ columns: [TableLayout.Column], _ rows: [[String?]], of count: Int) throws {
        guard !rows.isEmpty else { return try output.write(line: "none") }
        let layout = TableLayout(columns: columns, rows: rows, limit: limit, style: style)
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in rows { layout.append(row, to: &buffer) }
        }
        if count > rows.count {
            try output.write(line: style.muted("and \(NumberText.counted(count - rows.count, "more row"))"))
        }
    }

    private func writeUnknown(_ series: FigureSeries) throws {
        for (release, reason) in zip(series.releases, series.unknown) {
            if let reason {
                try output.write(line: "\(SafeText.shown(release.release)): unknown (\(reason))")
            }
        }
    }
}

extension String {
    /// The text itself where Unicode can be shown, else another.
    fileprivate func inASCII(unless style: Style, _ other: String) -> String {
        style.isUnicode ? self : other
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
