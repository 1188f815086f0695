/// A question about the samples of a release, in the labelling platform's search syntax and beyond.
///
/// ```swift
/// let query = try SearchQuery("weather:rain (ground-truth.car:>2 OR object(category:bus area:>5000))")
/// try warehouse.search(query, in: "flowers@v1") { sample in print(sample.name ?? "") }
/// ```
///
/// `Documentation/search.md` has the whole language. Two queries are equal when they ask the same in the same words,
/// however they are spaced, quoted and put in parentheses.
public struct SearchQuery: Sendable, Hashable {
    /// The query as it was written.
    public let text: String

    let root: SearchNode<SampleTerm>

    /// Reads a query; an empty one finds all samples.
    ///
    /// - Throws: ``SearchError`` for one that makes no sense, whatever the release.
    public init(_ text: String) throws(SearchError) {
        self.text = text
        root = try SearchParser.parse(text)
    }

    public static func == (one: SearchQuery, other: SearchQuery) -> Bool { one.root == other.root }

    public func hash(into hasher: inout Hasher) { hasher.combine(root) }

    /// A query that finds the samples whose name contains a text, whatever the text is.
    public static func word(_ text: String) -> String { SearchText(text).written(as: .word) }

    /// The one release that samples must be in for the query to find them, if it names one on its own.
    var onlyRelease: SearchText? {
        var found: [SearchText] = []
        switch root {
        case .term(.release(let reference)): found = [reference]
        case .all(let nodes):
            for case .term(.release(let reference)) in nodes { found.append(reference) }
        case .term, .any, .not: break
        }
        return found.count == 1 ? found.first : nil
    }
}

extension SearchQuery {
    /// All releases that it names.
    var releases: [SearchText] {
        Self.terms(of: root).compactMap { if case .release(let reference) = $0 { reference } else { nil } }
    }

    /// All rules, groups of rules and severities that it names.
    var findings: [SearchText] {
        Self.terms(of: root).compactMap { if case .finding(let rules) = $0 { rules } else { nil } }
    }

    /// The text of a query that is one word, which is looked for in names.
    public var onlyWord: String? {
        if case .term(.word(let word)) = root { word.text } else { nil }
    }

    private static func terms(of node: SearchNode<SampleTerm>) -> [SampleTerm] {
        switch node {
        case .all(let nodes), .any(let nodes): nodes.flatMap { terms(of: $0) }
        case .not(let node): terms(of: node)
        case .term(let term): [term]
        }
    }
}

extension SearchQuery: CustomStringConvertible {
    /// The query in its plainest spelling; it reads as an equal query.
    public var description: String { root.written }
}
