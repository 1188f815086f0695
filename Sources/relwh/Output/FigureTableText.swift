import Warehouse

/// A table of figures for people: only what tells something, bars where parts of a whole are shown, and a line for
/// each histogram.
struct FigureTableText {
    /// More rows than anybody reads; the rest is said to be there.
    static let rowsShown = 40
    private static let barWidth = 20

    let columns: [TableLayout.Column]
    let rows: [[String?]]
    /// Rows that are not shown.
    let hiddenRows: Int
    /// The labelset that all rows are of, when it has no column.
    let labelset: String?
    /// Whether there are columns only other formats show.
    let hasDetails: Bool
    /// Why cells are unknown, each reason once.
    let reasons: [String]

    init(_ table: FigureTable, style: Style, rowsShown: Int = FigureTableText.rowsShown) {
        var table = HistogramLines.isHistogram(table) ? HistogramLines.lines(of: table) : table
        hasDetails = table.columns.contains(where: \.isDetail)
        labelset = Self.dropOnlyLabelset(from: &table)
        Self.mergeCategories(in: &table)
        if table.name == "status", let labels = table.index(of: "labels") {
            // All nine statuses stand in documents; people want to see those that there are.
            table.rows.removeAll { $0[labels] == .count(0) }
        }
        Self.keepColumns(of: &table) { column, cells in
            // A column of nothing tells nothing.
            !column.isDetail && (column.isKey || cells.isEmpty || cells.contains { $0 != .none })
        }
        let shown = table.rows.prefix(rowsShown)
        hiddenRows = table.rows.count - shown.count + table.omittedRows
        var reasons: [String] = []
        for reason in shown.joined().compactMap(\.reason) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        self.reasons = reasons
        var columns = table.columns.enumerated().map { index, column in
            TableLayout.Column(
                title: FigureText.title(column),
                isNumeric: column.name != "bar" && table.rows.contains { $0[index].number != nil },
                narrowing: Narrowing(column: column.name))
        }
        var rows = shown.map { row in
            zip(row, table.columns).map { figure, column in
                column.name == HistogramLines.column
                    ? HistogramLines.text(figure, style: style) : FigureText.of(figure, in: column)
            }
        }
        if let bars = Self.bars(of: table, style: style) {
            columns.insert(.init(title: ""), at: bars.column + 1)
            for index in rows.indices { rows[index].insert(bars.cells[index], at: bars.column + 1) }
        }
        self.columns = columns
        self.rows = rows
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

    /// Puts a category's name and id into one column: the id where names do not tell, or there is none.
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

    /// A bar for each row of a column whose rows are parts of one whole, the longest for the greatest.
    private static func bars(of table: FigureTable, style: Style) -> (column: Int, cells: [String])? {
        let column =
            table.columns.firstIndex { ["share", "jaccard"].contains($0.name) }
            ?? (table.columns.count <= 4 ? table.columns.firstIndex { $0.name == "count" } : nil)
        guard let column, table.rows.count > 1 else { return nil }
        let most = table.rows.compactMap { $0[column].number }.max() ?? 0
        guard most > 0 else { return nil }
        return (
            column,
            table.rows.map { BarText.of(($0[column].number ?? 0) / most, width: barWidth, style: style) }
        )
    }
}

/// Histograms as a line each: a sparkline from the smallest to the greatest.
enum HistogramLines {
    /// The column of the line.
    static let column = "histogram"
    /// So many histograms are shown bin by bin.
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
        // Numbers that are all the same have no shape to show.
        let shaped = runs(of: table).filter { run in
            table.rows[run].count { ($0[count].number ?? 0) > 0 } > 1
        }
        folded.rows = shaped.map { run in
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

    /// The rows of each histogram, which stand together.
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
