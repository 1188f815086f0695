/// An aligned table without boxes: two spaces between columns, a rule under the header.
///
/// Cells are text fit for a terminal already; nil is a value that is missing.
struct TableLayout {
    struct Column: Sendable {
        var title: String
        /// Numbers are aligned to the right, and never cut.
        var isNumeric = false
        /// What happens to its texts where the terminal is too narrow.
        var narrowing = Narrowing.cutsEnd
        /// Its turn to be left out before a name is cut, the lowest first; nil for a column that stays while it can.
        var leaves: Int?

        /// A bar or a sparkline, which repeats what a number says: it is left out first.
        var isDecoration: Bool { title.isEmpty && !isNumeric }
    }

    static let gap = "  "
    /// A cell wider than this is not padded to: every other row would become as wide.
    private static let mostPadding = 1000

    private let columns: [Column]
    /// Which cells of a row are shown.
    private let places: [Int]
    private let widths: [Int]
    private let style: Style
    private let placeholder: String
    private let hasLimit: Bool

    /// How many columns had no room and are left out.
    let hiddenColumns: Int

    /// Fits columns to what `rows` hold.
    ///
    /// - Parameters:
    ///   - rows: The rows to measure, all or the first of them.
    ///   - limit: The columns of the terminal; nil where nothing is to be cut.
    ///   - placeholder: What is shown for nil.
    init(
        columns: [Column], rows: some Sequence<[String?]>, limit: Int?, style: Style = .plain,
        placeholder: String = "-"
    ) {
        var widths = TableLayout.widths(of: columns, rows: rows, placeholder: placeholder)
        var places = Array(columns.indices)
        if let limit, TableFit.total(widths) > limit {
            var fit = TableFit(columns: columns, widths: widths, limit: limit, ellipsis: style.ellipsis) {
                place in
                Set(rows.lazy.compactMap { $0.indices.contains(place) ? $0[place] : nil })
            }
            fit.narrow()
            (places, widths) = (fit.places, fit.widths)
        }
        self.places = places
        self.columns = places.map { columns[$0] }
        self.widths = widths
        self.style = style
        self.placeholder = placeholder
        hasLimit = limit != nil
        let shown = Set(places)
        hiddenColumns = columns.indices.count { !shown.contains($0) && !columns[$0].isDecoration }
    }

    /// The widths of columns that nothing is cut of.
    static func widths(
        of columns: [Column], rows: some Sequence<[String?]>, placeholder: String = "-"
    ) -> [Int] {
        var widths = columns.map { DisplayWidth.of($0.title) }
        for row in rows {
            for (index, cell) in row.enumerated() where index < widths.count {
                widths[index] = max(
                    widths[index], min(DisplayWidth.of(cell ?? placeholder), TableLayout.mostPadding))
            }
        }
        return widths
    }

    func appendHeader(to buffer: inout [UInt8]) {
        appendLine(columns.map(\.title), to: &buffer) { style.bold($0) }
        appendLine(widths.map { String(repeating: style.rule, count: $0) }, to: &buffer) { style.muted($0) }
    }

    func append(_ row: [String?], to buffer: inout [UInt8]) {
        let cells = places.map { row[$0] }
        guard hasLimit, columns.contains(where: { $0.narrowing == .wraps }) else {
            return appendLine(cells, to: &buffer) { $0 }
        }
        let blocks = columns.indices.map { index -> [String?] in
            guard columns[index].narrowing == .wraps, let cell = cells[index] else { return [cells[index]] }
            return WrappedText.lines(of: cell, width: widths[index])
        }
        for line in 0..<(blocks.map(\.count).max() ?? 0) {
            appendLine(blocks.map { line < $0.count ? $0[line] : "" }, to: &buffer) { $0 }
        }
    }

    private func appendLine(_ cells: [String?], to buffer: inout [UInt8], dressed: (String) -> String) {
        var pending = 0
        for (index, column) in columns.enumerated() {
            let cell = cells[index]
            var text = cell ?? placeholder
            var width = DisplayWidth.of(text)
            if width > widths[index], hasLimit {
                text = column.narrowing.cut(text, to: widths[index], ellipsis: style.ellipsis)
                width = DisplayWidth.of(text)
            }
            let padding = max(0, widths[index] - width)
            if column.isNumeric { pending += padding }
            if !text.isEmpty {
                buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: pending))
                pending = 0
                buffer.append(contentsOf: (cell == nil ? style.muted(text) : dressed(text)).utf8)
            }
            if !column.isNumeric { pending += padding }
            pending += TableLayout.gap.count
        }
        buffer.append(UInt8(ascii: "\n"))
    }
}
