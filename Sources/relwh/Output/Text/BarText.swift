/// A horizontal bar: `███▌`, in ASCII `####`.
enum BarText {
    /// From an eighth of a column to a whole one.
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// A bar as long as `fraction` of `width` columns, not padded.
    ///
    /// What is more than nothing is seen: the shortest bar has an eighth of a column, in ASCII a whole one.
    ///
    /// - Parameter fraction: From 0 to 1; what is less, or no number, has no bar, what is more a full one.
    static func of(_ fraction: Double, width: Int, style: Style) -> String {
        guard fraction > 0, width > 0 else { return "" }
        let steps = style.isUnicode ? 8 : 1
        let length = max(1, Int((min(fraction, 1) * Double(width * steps)).rounded()))
        let whole = String(repeating: style.isUnicode ? "█" : "#", count: length / steps)
        let rest = length % steps
        return rest == 0 ? whole : whole + String(eighths[rest - 1])
    }

    /// Shorter bars are hard to distinguish.
    private static let leastWidth = 4

    /// How long bars may be beside the other columns of a table; 0 where there is no room for any.
    static func width(most: Int, beside columns: [TableLayout.Column], rows: [[String?]], limit: Int?) -> Int
    {
        guard let limit else { return most }
        // One more column, for its gap.
        let others = TableFit.total(TableLayout.widths(of: columns, rows: rows) + [0])
        return limit - others < leastWidth ? 0 : min(most, limit - others)
    }
}
