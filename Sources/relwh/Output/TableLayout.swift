/// An aligned table without boxes: two spaces between columns, a rule under the header.
///
/// Cells are text fit for a terminal already; nil is a value that is not there.
struct TableLayout {
    struct Column: Sendable {
        var title: String
        /// Numbers stand to the right.
        var isNumeric = false
    }

    /// The least that a column is cut down to.
    private static let leastWidth = 6
    private static let gap = "  "
    /// A cell wider than this stands out: every other row would be padded to it.
    private static let mostPadding = 1000

    private let columns: [Column]
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
    ///   - placeholder: What stands for nil.
    init(
        columns: [Column], rows: some Sequence<[String?]>, limit: Int?, style: Style = .plain,
        placeholder: String = "-"
    ) {
        var widths = TableLayout.widths(of: columns, rows: rows, placeholder: placeholder)
        if let limit { widths = TableLayout.fitted(widths, isNumeric: columns.map(\.isNumeric), to: limit) }
        self.columns = Array(columns.prefix(widths.count))
        self.widths = widths
        self.style = style
        self.placeholder = placeholder
        hasLimit = limit != nil
        hiddenColumns = columns.count - widths.count
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

    /// How wide a table is whose columns are.
    static func total(_ widths: some Collection<Int>) -> Int {
        widths.reduce(0, +) + gap.count * max(0, widths.count - 1)
    }

    func appendHeader(to buffer: inout [UInt8]) {
        append(columns.map(\.title), to: &buffer) { style.bold($0) }
        append(widths.map { String(repeating: style.rule, count: $0) }, to: &buffer) { style.muted($0) }
    }

    func append(_ row: [String?], to buffer: inout [UInt8]) {
        append(row, to: &buffer) { $0 }
    }

    private func append(_ cells: [String?], to buffer: inout [UInt8], dressed: (String) -> String) {
        var pending = 0
        for (index, column) in columns.enumerated() {
            let cell = cells[index]
            var text = cell ?? placeholder
            var width = DisplayWidth.of(text)
            if width > widths[index], hasLimit {
                text = DisplayWidth.truncated(text, to: widths[index], ellipsis: style.ellipsis)
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

    /// Widths that fit in `limit` columns: the widest give way first, numbers last; where even the least is too
    /// much, columns are left out from the end.
    private static func fitted(_ widths: [Int], isNumeric: [Bool], to limit: Int) -> [Int] {
        let least = zip(widths, isNumeric).map { $1 ? $0 : min($0, leastWidth) }
        var count = widths.count
        while count > 1, total(least.prefix(count)) > limit { count -= 1 }
        let available = limit - gap.count * (count - 1)
        var cap = widths.prefix(count).max() ?? 0
        var result = Array(widths.prefix(count))
        while cap > leastWidth, result.reduce(0, +) > available {
            cap -= 1
            for index in result.indices where !isNumeric[index] { result[index] = min(result[index], cap) }
        }
        return result
    }
}
