import SQLite

/// Compiles a query to SQL, for one release.
///
/// The statement around its condition calls the tables `rs` (`release_sample`) and `v` (`sample_version`).
struct SearchCompiler {
    let query: SearchQuery
    let scope: ReleaseScope
    let ignoresCase: Bool
    /// The ids of the releases that the query names.
    let releases: [SearchText: Int64]
    /// The ids of the samples with findings that the query asks for.
    let findings: [SearchText: [Int64]]
    /// Whether the condition uses `v`.
    private(set) var needsVersion = false
    /// Whether it asks for the authors or reviewers of labels.
    private(set) var asksAuthors: Set<SampleTerm.Role> = []

    init(
        _ query: SearchQuery, scope: ReleaseScope, ignoresCase: Bool, releases: [SearchText: Int64],
        findings: [SearchText: [Int64]] = [:]
    ) {
        self.query = query
        self.scope = scope
        self.ignoresCase = ignoresCase
        self.releases = releases
        self.findings = findings
    }

    /// - Throws: ``SearchError`` for what the release does not know, and for what is nested too deeply.
    mutating func condition() throws(SearchError) -> SearchSQL {
        let condition = try compiled()
        guard condition.stack <= SearchCondition.Stack.limit else {
            throw mistake(
                at: condition.offset, expected: "fewer nested parentheses",
                found: "more than SQLite supports")
        }
        return condition.sql
    }

    mutating func compiled() throws(SearchError) -> SearchCondition {
        try condition(query.root, negated: false) { (compiler, term, negated) throws(SearchError) in
            try compiler.condition(term, negated: negated)
        }
    }

    typealias Compile<Term> = (inout SearchCompiler, Term, _ negated: Bool) throws(SearchError) ->
        SearchCondition

    /// NOT goes down to the terms: NOT (a OR b) is NOT a AND NOT b.
    mutating func condition<Term>(
        _ node: SearchNode<Term>, negated: Bool, _ compile: Compile<Term>
    ) throws(SearchError) -> SearchCondition {
        switch node {
        case .all(let nodes): return try condition(nodes, byAnd: !negated, negated: negated, compile)
        case .any(let nodes): return try condition(nodes, byAnd: negated, negated: negated, compile)
        case .not(let node): return try condition(node, negated: !negated, compile)
        case .term(let term): return try compile(&self, term, negated)
        }
    }

    private mutating func condition<Term>(
        _ nodes: [SearchNode<Term>], byAnd: Bool, negated: Bool, _ compile: Compile<Term>
    ) throws(SearchError) -> SearchCondition {
        var conditions: [SearchCondition] = []
        for node in nodes { conditions.append(try condition(node, negated: negated, compile)) }
        return .joined(conditions, byAnd: byAnd)
    }

    mutating func noteVersion() { needsVersion = true }
    mutating func note(author: SampleTerm.Role) { asksAuthors.insert(author) }

    func mistake(
        at offset: Int, expected: String, found: String, candidates: [String] = [], hint: String? = nil
    ) -> SearchError {
        SearchError(
            query: query.text, offset: offset, expected: expected, found: found, candidates: candidates,
            hint: hint)
    }
}
