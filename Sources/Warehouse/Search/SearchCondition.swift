/// A condition of a query in SQL that is true or false, never NULL.
struct SearchCondition {
    /// The rough cost of finding out; cheaper conditions come first.
    enum Cost: Int, Comparable {
        case sample, metadata, label, frame, annotation

        static func < (one: Cost, other: Cost) -> Bool { one.rawValue < other.rawValue }
    }

    /// How much of the stack of SQLite's parser a condition takes at most: it has 100 entries before version 3.46, and
    /// the statement around a condition needs some of them.
    enum Stack {
        static let limit = 86
        /// The part around the conditions of an object.
        static let object = 17
        /// A term by itself.
        static let term = 18
        /// A term that looks into JSON of a label, or in a list.
        static let search = 36
        /// An attribute of an object.
        static let attribute = 40
    }

    private(set) var sql: SearchSQL
    private(set) var cost: Cost
    private(set) var stack: Int
    /// Its location in the query.
    private(set) var offset: Int

    /// A term's condition: `EXISTS (…)`.
    static func exists(
        _ select: SearchSQL, negated: Bool, cost: Cost, stack: Int = Stack.term, offset: Int
    ) -> SearchCondition {
        SearchCondition(
            sql: negated ? "NOT EXISTS (\(select))" : "EXISTS (\(select))", cost: cost, stack: stack,
            offset: offset)
    }

    /// A term's condition: an expression that may be NULL, which is not true.
    static func isTrue(
        _ expression: SearchSQL, negated: Bool, cost: Cost, stack: Int = Stack.term, offset: Int
    ) -> SearchCondition {
        SearchCondition(
            sql: negated ? "(\(expression)) IS NOT TRUE" : "(\(expression)) IS TRUE", cost: cost,
            stack: stack,
            offset: offset)
    }

    /// Several conditions joined: cheap ones first, but what is nested deeply before them, since the parser keeps all
    /// that is to the left of a parenthesis.
    static func joined(_ conditions: [SearchCondition], byAnd: Bool) -> SearchCondition {
        guard let first = conditions.first else {
            return SearchCondition(sql: byAnd ? "TRUE" : "FALSE", cost: .sample, stack: 1, offset: 0)
        }
        let isDeep = Stack.limit / 2
        let sorted = conditions.sorted { one, other in
            (-max(one.stack, isDeep), one.cost) < (-max(other.stack, isDeep), other.cost)
        }
        return SearchCondition(
            sql: "(\(SearchSQL(joining: sorted.map(\.sql), with: byAnd ? " AND " : " OR ")))",
            cost: conditions.map(\.cost).max() ?? first.cost,
            stack: sorted.enumerated().map { $1.stack + ($0 == 0 ? 1 : 3) }.max() ?? 0, offset: first.offset)
    }

    /// `EXISTS` around the conditions of one annotation.
    func inObject(_ select: (SearchSQL) -> SearchSQL, negated: Bool) -> SearchCondition {
        .exists(
            select(sql), negated: negated, cost: .annotation, stack: stack + Stack.object, offset: offset)
    }
}
