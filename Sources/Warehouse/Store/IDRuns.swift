import SQLite

/// Neighbouring ids that belong to one owner.
struct IDSpan {
    var first: Int64
    var count: Int
    /// The owner's index, wherever owners are kept.
    var owner: Int32

    /// The id after the last; a number even if the file is damaged.
    var end: Int64 {
        let (sum, isTooLarge) = first.addingReportingOverflow(Int64(count))
        return isTooLarge ? .max : sum
    }
}

/// Reads the rows of many spans by as few range scans as may be.
struct IDRuns {
    /// Skipping this many ids is cheaper than starting another scan.
    private static let gap: Int64 = 24

    private let spans: [IDSpan]

    /// - Parameter spans: of which no two overlap; empty ones are fine.
    init(_ spans: [IDSpan]) {
        let filled = spans.filter { $0.count > 0 }
        // What one import wrote comes in order already.
        let isSorted = zip(filled, filled.dropFirst()).allSatisfy { $0.first <= $1.first }
        self.spans = isSorted ? filled : filled.sorted { $0.first < $1.first }
    }

    /// Calls `body` with each row and its owner, in the order of the ids.
    ///
    /// - Parameter sql: whose first column is the id, with `id >= ?1 AND id < ?2` among its conditions and rows in
    ///   the order of ids.
    func forEach(
        _ connection: Connection, _ sql: String, _ body: (Int32, borrowing Row) throws -> Void
    ) throws {
        try connection.withStatement(sql) { statement in
            var start = 0
            while start < spans.count {
                var end = start + 1
                var bound = spans[start].end
                while end < spans.count, spans[end].first <= max(bound, bound &+ Self.gap) {
                    bound = max(bound, spans[end].end)
                    end += 1
                }
                try scan(start..<end, to: bound, statement, body)
                start = end
            }
        }
    }

    private func scan(
        _ run: Range<Int>, to bound: Int64, _ statement: Statement,
        _ body: (Int32, borrowing Row) throws -> Void
    ) throws {
        statement.bind(spans[run.lowerBound].first, at: 1)
        statement.bind(bound, at: 2)
        defer { statement.reset() }
        var index = run.lowerBound
        var last = spans[index].end
        while try statement.step() {
            let id = statement.row.int64(at: 0)
            while id >= last, index + 1 < run.upperBound {
                index += 1
                last = spans[index].end
            }
            if id >= spans[index].first, id < last { try body(spans[index].owner, statement.row) }
        }
    }
}
