/// A mistake in a query, and its location.
public struct SearchError: Error, Sendable, Hashable {
    /// The query as it was written.
    public var query: String
    /// The location, in bytes of UTF-8 from the query's beginning.
    public var offset: Int
    /// What was expected there, such as `a number`.
    public var expected: String
    /// What is there.
    public var found: String
    /// The nearest names, where a name is unknown.
    public var candidates: [String]
    /// What to write instead.
    public var hint: String?

    public init(
        query: String, offset: Int, expected: String, found: String, candidates: [String] = [],
        hint: String? = nil
    ) {
        self.query = query
        self.offset = offset
        self.expected = expected
        self.found = found
        self.candidates = candidates
        self.hint = hint
    }

    /// The location in characters, from 1.
    public var column: Int {
        String(decoding: query.utf8.prefix(offset), as: UTF8.self).count + 1
    }
}

extension SearchError: CustomStringConvertible {
    public var description: String {
        var text = "expected \(expected), found \(found), in column \(column) of the query"
        if !candidates.isEmpty { text += ": " + candidates.joined(separator: ", ") }
        if let hint { text += "\n  " + hint }
        return text
    }
}
