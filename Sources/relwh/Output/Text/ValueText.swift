import ReleaseFormat
import Warehouse

/// Values of the data as they are spelled beside each other: what differs looks different.
enum ValueText {
    /// `true`, `1.5`, `red`; a text that looks like another value is in quotes, as in JSON: `"true"`, `"1.5"`, `""`.
    ///
    /// - Returns: nil where there is no value.
    static func of(_ figure: Figure) -> String? {
        switch figure {
        case .none, .unknown: nil
        case .count(let count): "\(count)"
        case .measure(let value), .share(let value): RealText.of(value)
        case .flag(let flag): "\(flag)"
        case .json(let text): text
        case .text(let text): isMistakable(text) ? quoted(text) : text
        case .list(let figures): figures.map { of($0) ?? "null" }.joined(separator: ", ")
        }
    }

    /// Whether a text might be taken for a number, a list, no value at all, or for another text in quotes.
    private static func isMistakable(_ text: String) -> Bool {
        text.isEmpty || text == "-" || text.utf8.first == UInt8(ascii: "\"") || JSONValue.isValid(text)
    }

    private static func quoted(_ text: String) -> String {
        var buffer: [UInt8] = []
        JSONText.append(text, to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }
}
