/// A token of a query.
struct SearchToken: Sendable {
    enum Kind: Sendable {
        case open, close
        case keyword(SearchKeyword)
        /// `object(`
        case object
        /// `@ref`
        case reference([Run])
        /// A word, or a key with its colon and what follows it.
        case term(key: [Run]?, value: [Run])
    }

    /// Consecutive bytes, all in quotes or none.
    struct Run: Sendable {
        var bytes: [UInt8]
        var isQuoted: Bool
        var offset: Int
    }

    var kind: Kind
    /// In bytes of the query.
    var range: Range<Int>
}

extension [SearchToken.Run] {
    var isQuoted: Bool { contains { $0.isQuoted } }

    /// All of it as one text; an empty one is at `offset`.
    func text(at offset: Int) -> SearchText {
        SearchText(String(decoding: flatMap(\.bytes), as: UTF8.self), offset: first?.offset ?? offset)
    }

    /// The pieces between the marks that are outside quotes.
    ///
    /// - Parameter most: how many marks split it; all by default.
    func split(_ mark: UInt8, at offset: Int, most: Int = .max) -> [(runs: Self, offset: Int)] {
        var pieces: [(runs: Self, offset: Int)] = [([], offset)]
        for run in self {
            guard !run.isQuoted else {
                pieces[pieces.count - 1].runs.append(run)
                continue
            }
            var start = 0
            for (index, byte) in run.bytes.enumerated() where byte == mark && pieces.count <= most {
                pieces[pieces.count - 1].runs.append(run, start..<index)
                start = index + 1
                pieces.append(([], run.offset + start))
            }
            pieces[pieces.count - 1].runs.append(run, start..<run.bytes.count)
        }
        return pieces
    }

    /// Adds a part of a run that is not in quotes, if it is any.
    private mutating func append(_ run: SearchToken.Run, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        append(
            SearchToken.Run(
                bytes: [UInt8](run.bytes[range]), isQuoted: false, offset: run.offset + range.lowerBound))
    }
}

/// A piece of a query: its text, and its location.
///
/// Two are equal if their texts are, character by character, wherever they are.
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
    /// The role of a text in a query, which decides what would be taken for something else there.
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
