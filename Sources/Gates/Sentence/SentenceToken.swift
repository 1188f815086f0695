import Warehouse

/// A word of a sentence.
struct SentenceToken: Hashable {
    /// As it was written, without quotes.
    var text: String
    var isQuoted = false

    /// The word for comparing; nil for what is in quotes.
    var keyword: String? { isQuoted ? nil : text.lowercased() }

    /// Cuts a sentence at white space; `"…"` and `'…'` are one word each, and a `%` is one by itself.
    static func tokens(of sentence: String) throws(SentenceMistake) -> [SentenceToken] {
        var tokens: [SentenceToken] = []
        var rest = sentence[...]
        while true {
            rest = rest.drop { $0.isWhitespace }
            guard let first = rest.first else { return tokens }
            if first == "\"" || first == "'" {
                tokens.append(
                    SentenceToken(text: try quoted(&rest, by: first, after: tokens), isQuoted: true))
                continue
            }
            let word = rest.prefix { !$0.isWhitespace }
            rest = rest[word.endIndex...]
            if word.count > 1, word.hasSuffix("%") {
                tokens += [SentenceToken(text: String(word.dropLast())), SentenceToken(text: "%")]
            } else {
                tokens.append(SentenceToken(text: String(word)))
            }
        }
    }

    /// Reads to the closing quote; a backslash goes before a quote or a backslash that is meant.
    private static func quoted(
        _ rest: inout Substring, by quote: Character, after tokens: [SentenceToken]
    ) throws(SentenceMistake) -> String {
        var text = ""
        rest.removeFirst()
        while let character = rest.popFirst() {
            if character == quote { return text }
            if character == "\\", let next = rest.first, next == quote || next == "\\" {
                text.append(rest.removeFirst())
            } else {
                text.append(character)
            }
        }
        throw SentenceMistake(at: tokens.count, expected: "a closing quote")
    }
}

/// Where a sentence cannot be read on.
struct SentenceMistake: Error {
    /// The word at which it is, counted from 0.
    var at: Int
    var expected: String
    /// What to do, where that is known.
    var hint: String?
    var remedy: WarehouseError.Remedy?

    init(at: Int, expected: String, hint: String? = nil, remedy: WarehouseError.Remedy? = nil) {
        self.at = at
        self.expected = expected
        self.hint = hint
        self.remedy = remedy
    }
}
