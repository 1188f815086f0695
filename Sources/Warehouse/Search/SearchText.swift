/// A piece of a query: what it says, and where it stands.
///
/// Two are equal when they say the same, character by character, wherever they stand.
struct SearchText: Hashable, Sendable {
    var text: String
    /// In bytes of UTF-8 from the query's beginning.
    var offset: Int

    init(_ text: String, offset: Int = 0) {
        self.text = text
        self.offset = offset
    }

    static func == (one: SearchText, other: SearchText) -> Bool { one.text.isExactly(other.text) }

    func hash(into hasher: inout Hasher) { ExactText(text).hash(into: &hasher) }
}

extension SearchText {
    /// Where a text stands in a query, which decides what would be taken for something else there.
    enum Role {
        case word, reference, key, value, attributeName
    }

    /// The text as a query writes it: in quotes where it must be.
    func written(as role: Role) -> String { needsQuotes(as: role) ? quoted : text }

    /// The text in quotes.
    var quoted: String {
        // By bytes: a quote and a combining mark behind it are one character to Swift, two to the tokenizer.
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if "\"\\".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return "\"\(String(decoding: bytes, as: UTF8.self))\""
    }

    private func needsQuotes(as role: Role) -> Bool {
        guard let first = text.utf8.first else { return true }
        let marks: String.UTF8View
        switch role {
        case .word:
            if first == UInt8(ascii: "@") || SearchKeyword(text) != nil { return true }
            marks = ":".utf8
        case .key:
            if first == UInt8(ascii: "@") { return true }
            marks = ":.".utf8
        case .value:
            if "<>=|".utf8.contains(first) { return true }
            marks = "".utf8
        case .attributeName:
            if "<>|".utf8.contains(first) { return true }
            marks = "=".utf8
        case .reference: marks = "".utf8
        }
        return text.utf8.contains { byte in
            SearchTokenizer.isSpace(byte) || "\"()".utf8.contains(byte) || marks.contains(byte)
        }
    }
}

/// The words that join terms.
enum SearchKeyword: String, Sendable {
    case and = "AND"
    case or = "OR"
    case not = "NOT"

    init?(_ text: String) { self.init(rawValue: text) }
}
