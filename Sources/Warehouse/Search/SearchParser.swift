/// Reads a query by recursive descent:
///
/// ```text
/// query = [any]
/// any = all {OR all}
/// all = not {[AND] not}
/// not = {NOT} ( "(" any ")" | "object(" any ")" | term )
/// ```
struct SearchParser {
    /// How deep parentheses and NOT may nest.
    static let maximumDepth = 100
    /// How many terms a query may have: SQLite takes expressions of no more than 1000 levels.
    static let maximumTerms = 500

    private let query: String
    private let tokens: [SearchToken]
    private var at = 0
    private var terms = 0

    private init(_ query: String) throws(SearchError) {
        self.query = query
        tokens = try SearchTokenizer.tokens(of: query)
    }

    static func parse(_ query: String) throws(SearchError) -> SearchNode<SampleTerm> {
        var parser = try SearchParser(query)
        if parser.tokens.isEmpty { return .all([]) }
        let root = try parser.any(depth: 0) { (parser, depth) throws(SearchError) in
            try parser.sampleTerm(depth: depth)
        }
        guard parser.token == nil else {
            throw parser.mistake(expected: "the end", hint: "it closes nothing")
        }
        return root
    }

    // MARK: Joining

    /// Reads one term.
    private typealias Reader<Term: SearchTerm> = (inout SearchParser, _ depth: Int) throws(SearchError) ->
        Term

    private mutating func any<Term>(
        depth: Int, _ reader: Reader<Term>
    ) throws(SearchError) -> SearchNode<Term> {
        var nodes = [try all(depth: depth, reader)]
        while case .keyword(.or) = token?.kind {
            at += 1
            nodes.append(try all(depth: depth, reader))
        }
        return .any(flattening: nodes)
    }

    private mutating func all<Term>(
        depth: Int, _ reader: Reader<Term>
    ) throws(SearchError) -> SearchNode<Term> {
        var nodes = [try not(depth: depth, reader)]
        while let token {
            switch token.kind {
            case .keyword(.or), .close: return .all(flattening: nodes)
            case .keyword(.and):
                at += 1
                nodes.append(try not(depth: depth, reader))
            case .keyword(.not), .open, .object, .reference, .term:
                nodes.append(try not(depth: depth, reader))
            }
        }
        return .all(flattening: nodes)
    }

    private mutating func not<Term>(
        depth: Int, _ reader: Reader<Term>
    ) throws(SearchError) -> SearchNode<Term> {
        try checkDepth(depth)
        switch token?.kind {
        case .keyword(.not):
            at += 1
            return .not(try not(depth: depth + 1, reader))
        case .open:
            at += 1
            let node = try any(depth: depth + 1, reader)
            try close()
            return node
        default: return .term(try reader(&self, depth))
        }
    }

    private mutating func sampleTerm(depth: Int) throws(SearchError) -> SampleTerm {
        guard let token else { throw mistake(expected: "a word, key:value or a parenthesis") }
        switch token.kind {
        case .object:
            at += 1
            let node = try any(depth: depth + 1) { (parser, _) throws(SearchError) in try parser.objectTerm()
            }
            try close()
            return .object(node)
        case .reference(let runs):
            try countTerm()
            guard !runs.isEmpty else {
                throw mistake(at: token.range.upperBound, expected: "a release's name", found: "nothing")
            }
            at += 1
            return .release(runs.text(at: token.range.lowerBound))
        case .term(let key, let value):
            try countTerm()
            at += 1
            return try SearchTermReader(query, token, key, value).sampleTerm()
        case .open, .close, .keyword: throw mistake(expected: "a word, key:value or a parenthesis")
        }
    }

    private mutating func objectTerm() throws(SearchError) -> ObjectTerm {
        guard let token, case .term(let key, let value) = token.kind else {
            throw mistake(expected: "a condition on the object, such as category:person")
        }
        try countTerm()
        at += 1
        return try SearchTermReader(query, token, key, value).objectTerm()
    }

    // MARK: Tokens

    private var token: SearchToken? { at < tokens.count ? tokens[at] : nil }

    private mutating func close() throws(SearchError) {
        guard case .close = token?.kind else { throw mistake(expected: "a closing parenthesis") }
        at += 1
    }

    // MARK: Mistakes

    private func checkDepth(_ depth: Int) throws(SearchError) {
        guard depth <= Self.maximumDepth else {
            throw mistake(
                expected: "at most \(Self.maximumDepth) levels of parentheses and NOT", found: "another")
        }
    }

    private mutating func countTerm() throws(SearchError) {
        terms += 1
        guard terms <= Self.maximumTerms else {
            throw mistake(
                expected: "at most \(Self.maximumTerms) words and conditions", found: "another",
                hint: "search in several steps, or write SQL")
        }
    }

    /// A mistake at the next token.
    private func mistake(expected: String, found: String? = nil, hint: String? = nil) -> SearchError {
        guard let token else {
            return mistake(
                at: query.utf8.count, expected: expected, found: found ?? "the end of the query", hint: hint)
        }
        return mistake(
            at: token.range.lowerBound, expected: expected,
            found: found ?? SearchTermReader.excerpt(query, token.range), hint: hint)
    }

    private func mistake(at offset: Int, expected: String, found: String, hint: String? = nil) -> SearchError
    {
        SearchError(query: query, offset: offset, expected: expected, found: found, hint: hint)
    }
}
