/// The line of a query that an error points into, with a caret under the place.
struct SQLExcerpt: Sendable {
    private static let width = 96

    private let line: String
    private let caret: Int
    /// Counted from 1; nil where the query has one line only.
    private let number: Int?

    /// - Parameter offset: The place, in bytes of UTF-8.
    init?(sql: String, offset: Int) {
        let bytes = Array(sql.utf8)
        guard (0...bytes.count).contains(offset) else { return nil }
        let feed = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: feed).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: feed) ?? bytes.count
        let before = SQLExcerpt.shown(bytes[start..<offset])
        let after = SQLExcerpt.shown(bytes[offset..<end])

        // A long line is shown from a little before the place on.
        var lead = before
        if DisplayWidth.of(before) > SQLExcerpt.width / 2 {
            lead = "… " + String(before.suffix(SQLExcerpt.width / 4))
        }
        line = DisplayWidth.truncated(lead + after, to: SQLExcerpt.width, ellipsis: "…")
        caret = DisplayWidth.of(lead)
        number = bytes.contains(feed) ? bytes[..<offset].count { $0 == feed } + 1 : nil
    }

    /// Two lines, without a line break at the end.
    var text: String {
        let margin = number.map { "\($0) | " } ?? ""
        return "\(margin)\(line)\n\(String(repeating: " ", count: DisplayWidth.of(margin) + caret))^"
    }

    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        SafeText.shown(
            String(decoding: bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }, as: UTF8.self))
    }
}
