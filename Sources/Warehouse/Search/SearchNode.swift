/// Terms joined by AND, OR and NOT.
///
/// A list in a list of the same kind is one list, and a list of one is that one.
indirect enum SearchNode<Term: SearchTerm>: Hashable, Sendable {
    /// All of them; none is everything.
    case all([SearchNode])
    /// Any of them.
    case any([SearchNode])
    case not(SearchNode)
    case term(Term)

    static func all(flattening nodes: [SearchNode]) -> SearchNode {
        let flat = nodes.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    static func any(flattening nodes: [SearchNode]) -> SearchNode {
        let flat = nodes.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } }
        return flat.count == 1 ? flat[0] : .any(flat)
    }
}

/// What a query is made of.
protocol SearchTerm: Hashable, Sendable {
    /// The term as a query writes it.
    var written: String { get }
}

extension SearchNode {
    /// The node as a query writes it, with no more parentheses than needed.
    var written: String {
        switch self {
        case .all(let nodes):
            nodes.map { if case .any = $0 { "(\($0.written))" } else { $0.written } }.joined(separator: " ")
        case .any(let nodes): nodes.map(\.written).joined(separator: " OR ")
        case .not(let node):
            switch node {
            case .all, .any: "NOT (\(node.written))"
            case .not, .term: "NOT \(node.written)"
            }
        case .term(let term): term.written
        }
    }
}
