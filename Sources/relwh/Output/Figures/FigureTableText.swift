import Warehouse

/// A table of figures for people: what matters, and as much of the rest as a terminal has room for; bars where parts of
/// a whole are shown, and a line for each histogram.
struct FigureTableText {
    /// More rows than anybody reads; the rest is counted.
    static let rowsShown = 40
    private static let barWidth = 20

    private(set) var columns: [TableLayout.Column] = []
    private(set) var rows: [[String?]] = []
    /// Rows that are not shown.
    let hiddenRows: Int
    /// Columns that are not shown.
    private(set) var hiddenColumns = 0
    /// The labelset that all rows are of, when it has no column.
    let labelset: String?
    /// Why cells are unknown, each reason once.
    let reasons: [String]

    /// - Parameter limit: the columns of the terminal; nil where there is none.
    init(
        _ table: FigureTable, style: Style, limit: Int? = nil, rowsShown: Int = FigureTableText.rowsShown
    ) {
        var table = HistogramLines.isHistogram(table) ? HistogramLines.lines(of: table) : table
        labelset = Self.dropOnlyLabelset(from: &table)
        Self.mergeCategories(in: &table)
        if table.name == "status", let labels = table.index(of: "labels") {
            // Documents list all nine statuses; people want to see those that there are.
            table.rows.removeAll { $0[labels] == .count(0) }
        }
        Self.keepColumns(of: &table) { column, cells in
            // An empty column is not worth showing.
            column.isKey && !column.isDetail || cells.isEmpty || cells.contains { $0 != .none }
        }
        let shown = table.rows.prefix(rowsShown)
        hiddenRows = table.rows.count - shown.count + table.omittedRows
        var reasons: [String] = []
        for reason in shown.joined().compactMap(\.reason) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        self.reasons = reasons
        columns = table.columns.enumerated().map { index, column in
            TableLayout.Column(
                title: FigureText.title(column),
                isNumeric: Self.isNumeric(column, table.rows.map { $0[index] }),
                narrowing: Narrowing(column: column.name))
        }
        rows = shown.map { row in
            zip(row, table.columns).map { figure, column in
                column.name == HistogramLines.column
                    ? HistogramLines.text(figure, style: style) : FigureText.of(figure, in: column)
            }
        }
        lay(out: table, style, limit)
    }

    /// Values are numbers only where all of them are.
    private static func isNumeric(_ column: FigureColumn, _ cells: [Figure]) -> Bool {
        column.holdsValues
            ? cells.allSatisfy { $0.number != nil || $0 == .none } : cells.contains { $0.number != nil }
    }

    /// Leaves out the details that there is no room for, and adds bars.
    private mutating func lay(out table: FigureTable, _ style: Style, _ limit: Int?) {
        let bars = Self.bars(of: table)
        let widths = TableLayout.widths(of: columns, rows: rows)
        let details = table.columns.indices.filter { table.columns[$0].isDetail }
        var shown = Set(table.columns.indices).subtracting(details)
        if let limit {
            let bar = bars == nil ? [] : [Self.barWidth]
            for detail in details.sorted(by: { Self.rank(table.columns[$0]) < Self.rank(table.columns[$1]) })
            {
                let wanted = shown.union([detail])
                if TableFit.total(wanted.map { widths[$0] } + bar) <= limit { shown = wanted }
            }
        }
        hiddenColumns = table.columns.count - shown.count
        let kept = shown.sorted()
        columns = kept.map { columns[$0] }
        for index in rows.indices { rows[index] = kept.map { [row = rows[index]] in row[$0] } }
        guard let bars, let place = kept.firstIndex(of: bars.column).map({ $0 + 1 }) else { return }
        let width = BarText.width(most: Self.barWidth, beside: columns, rows: rows, limit: limit)
        guard width > 0 else { return }
        columns.insert(.init(title: ""), at: place)
        for index in rows.indices {
            rows[index].insert(BarText.of(bars.fractions[index], width: width, style: style), at: place)
        }
    }

    /// The order in which details are shown where there is room: spread before extremes, ids last.
    private static func rank(_ column: FigureColumn) -> Int {
        let suffixes = ["_std", "_p5", "_p95", "_min", "_max", "_p25", "_p75"]
        if column.isKey { return suffixes.count + 1 }
        return suffixes.firstIndex { column.name.hasSuffix($0) || column.name == $0.dropFirst() }.map {
            $0 + 1
        }
            ?? 0
    }

    // MARK: What is left out

    private static func dropOnlyLabelset(from table: inout FigureTable) -> String? {
        guard let index = table.index(of: "labelset"), let first = table.rows.first,
            table.rows.allSatisfy({ $0[index] == first[index] }), case .text(let name) = first[index]
        else { return nil }
        table.columns.remove(at: index)
        for row in table.rows.indices { table.rows[row].remove(at: index) }
        return SafeText.shown(name)
    }

    private static func keepColumns(
        of table: inout FigureTable, where isKept: (FigureColumn, [Figure]) -> Bool
    ) {
        let kept = table.columns.indices.filter { index in
            isKept(table.columns[index], table.rows.map { $0[index] })
        }
        table.columns = kept.map { table.columns[$0] }
        table.rows = table.rows.map { row in kept.map { row[$0] } }
    }

    /// Puts a category's name and id into one column: the id where the name is not unique, or there is none.
    private static func mergeCategories(in table: inout FigureTable) {
        while let id = table.columns.firstIndex(where: { isCategoryID($0.name) }) {
            guard id + 1 < table.columns.count,
                table.columns[id + 1].name == nameColumn(of: table.columns[id].name)
            else { return }
            var ids: [ExactKey: Set<Figure>] = [:]
            for row in table.rows { ids[ExactKey(row[id + 1]), default: []].insert(row[id]) }
            for index in table.rows.indices {
                let (number, name) = (table.rows[index][id], table.rows[index][id + 1])
                let isUnique = ids[ExactKey(name)]?.count == 1
                table.rows[index][id + 1] = category(number, name, isUnique: isUnique)
                table.rows[index].remove(at: id)
            }
            table.columns.remove(at: id)
        }
    }

    private static func isCategoryID(_ name: String) -> Bool {
        name.hasSuffix("_id") && name.contains("category")
    }

    /// `category_id` belongs to `category`, `category_a_id` to `category_a`.
    private static func nameColumn(of id: String) -> String { String(id.dropLast(3)) }

    private static func category(_ number: Figure, _ name: Figure, isUnique: Bool) -> Figure {
        switch (number, name) {
        case (.count(let id), .text(let text)): .text(isUnique ? text : "\(text) #\(id)")
        case (.count(let id), _): .text("#\(id) (undefined)")
        case (_, .text): name
        default: .text("(none)")
        }
    }

    /// A name as it is spelled.
    private struct ExactKey: Hashable {
        var bytes: [UInt8]
        init(_ figure: Figure) {
            if case .text(let text) = figure { bytes = Array(text.utf8) } else { bytes = [] }
        }
    }

    // MARK: Bars

    /// How long the bar of each row is, of a column whose rows are parts of one whole: the longest for the greatest.
    private static func bars(of table: FigureTable) -> (column: Int, fractions: [Double])? {
        let isSmall = table.columns.count { !$0.isDetail } <= 4
        let column =
            table.columns.firstIndex { ["share", "jaccard"].contains($0.name) }
            ?? (isSmall ? table.columns.firstIndex { $0.name == "count" } : nil)
        guard let column, table.rows.count > 1 else { return nil }
        let most = table.rows.compactMap { $0[column].number }.max() ?? 0
        guard most > 0 else { return nil }
        return (column, table.rows.map { ($0[column].number ?? 0) / most })
    }
}

/// Histograms as a line each: a sparkline from the smallest to the greatest.
enum HistogramLines {
    /// The column of the line.
    static let column = "histogram"
    /// Up to this many histograms are shown bin by bin.
    private static let fewest = 1

    static func isHistogram(_ table: FigureTable) -> Bool {
        guard table.index(of: "bin") != nil, table.index(of: "count") != nil, table.index(of: "from") != nil,
            table.index(of: "to") != nil
        else { return false }
        return runs(of: table).count > fewest
    }

    /// The table with its bins folded: keys, the least, the line, the greatest.
    static func lines(of table: FigureTable) -> FigureTable {
        guard let bin = table.index(of: "bin"), let count = table.index(of: "count"),
            let from = table.index(of: "from"), let to = table.index(of: "to")
        else { return table }
        let keys = table.columns.indices.filter { table.columns[$0].isKey && $0 != bin }
        var folded = table
        folded.columns =
            keys.map { table.columns[$0] } + [table.columns[from], table.columns[count], table.columns[to]]
        folded.columns[keys.count + 1].name = column
        // They are bins, of which none is a row here.
        folded.omittedRows = 0
        folded.rows = runs(of: table).map { run in
            let rows = table.rows[run]
            let counts = rows.map { row in row[count].number.map { "\(Int($0))" } ?? "0" }.joined(
                separator: ",")
            let (first, last) = (rows[run.lowerBound], rows[run.upperBound - 1])
            return keys.map { first[$0] } + [first[from], .text(counts), last[to]]
        }
        return folded
    }

    /// The line of counts that ``lines(of:)`` wrote into a cell.
    static func text(_ figure: Figure, style: Style) -> String? {
        guard case .text(let counts) = figure else { return nil }
        return SparklineText.of(counts.split(separator: ",").map { Double($0) }, style: style)
    }

    /// The rows of each histogram, which follow each other.
    private static func runs(of table: FigureTable) -> [Range<Int>] {
        let bin = table.index(of: "bin")
        let keys = table.columns.indices.filter { table.columns[$0].isKey && $0 != bin }
        var runs: [Range<Int>] = []
        for index in table.rows.indices {
            if let last = runs.last,
                keys.allSatisfy({ table.rows[last.lowerBound][$0] == table.rows[index][$0] })
            {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
