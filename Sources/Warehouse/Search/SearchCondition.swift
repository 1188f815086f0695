/// A condition of a query in SQL that is true or false, never NULL.
struct SearchCondition {
    /// What it takes to find out, roughly; less is asked first.
    enum Cost: Int, Comparable {
        case sample, metadata, label, frame, annotation

        static func < (one: Cost, other: Cost) -> Bool { one.rawValue < other.rawValue }
    }

    /// How much of its stack SQLite's parser may use: it has 100 places before version 3.46, and the statement around
    /// a condition takes some.
    static let maximumStack = 84
    /// More than any term's own condition takes.
    private static let termStack = 36
    /// The same for what stands around the conditions of an object.
    private static let objectStack = 14

    private(set) var sql: SearchSQL
    private(set) var cost: Cost
    private(set) var stack: Int
    /// Where the query speaks of it.
    private(set) var offset: Int

    /// A term's condition: `EXISTS (…)`.
    static func exists(_ select: SearchSQL, negated: Bool, cost: Cost, offset: Int) -> SearchCondition {
        SearchCondition(
            sql: negated ? "NOT EXISTS (\(select))" : "EXISTS (\(select))", cost: cost, stack: termStack,
            offset: offset)
    }

    /// A term's condition: an expression that may be NULL, which is not true.
    static func isTrue(_ expression: SearchSQL, negated: Bool, cost: Cost, offset: Int) -> SearchCondition {
        SearchCondition(
            sql: negated ? "(\(expression)) IS NOT TRUE" : "(\(expression)) IS TRUE", cost: cost,
            stack: termStack, offset: offset)
    }

    /// Several conditions joined: cheap ones first, but what is nested deeply before them, since SQLite's parser
    /// keeps all that stands to the left of a parenthesis.
    static func joined(_ conditions: [SearchCondition], byAnd: Bool) -> SearchCondition {
        guard let first = conditions.first else {
            return SearchCondition(sql: byAnd ? "TRUE" : "FALSE", cost: .sample, stack: 1, offset: 0)
        }
        let sorted = conditions.sorted { one, other in
            let (deep, deeper) = (max(one.stack, termStack + 8), max(other.stack, termStack + 8))
            return (-deep, one.cost) < (-deeper, other.cost)
        }
        return SearchCondition(
            sql: "(\(SearchSQL(joining: sorted.map(\.sql), with: byAnd ? " AND " : " OR ")))",
            cost: conditions.map(\.cost).max() ?? first.cost,
            stack: sorted.enumerated().map { $1.stack + ($0 == 0 ? 1 : 3) }.max() ?? 0, offset: first.offset)
    }

    /// `EXISTS` around the conditions of one annotation.
    func inObject(_ select: (SearchSQL) -> SearchSQL, negated: Bool) -> SearchCondition {
        let inner = select(sql)
        return SearchCondition(
            sql: negated ? "NOT EXISTS (\(inner))" : "EXISTS (\(inner))", cost: .annotation,
            stack: stack + Self.objectStack, offset: offset)
    }
}
