import SQLite

/// A table of counts of releases, and how to count them again.
struct RollUp {
    /// The counts of a table's rows, by column, of one release.
    typealias Counts = [Row: [Int]]

    /// What a row counts by.
    struct Row: Hashable, Comparable {
        var labelset: ExactText?
        /// A status, a type, a category's id.
        var key: ExactText?

        static func < (one: Row, other: Row) -> Bool {
            let empty = ExactText("")
            return one.labelset == other.labelset
                ? one.key ?? empty < other.key ?? empty : one.labelset ?? empty < other.labelset ?? empty
        }
    }

    struct Difference {
        var column: String
        var row: Row
        /// nil where there is no row.
        var stored: Int?
        /// nil where there is nothing to count.
        var found: Int?
    }

    let table: String
    /// The columns that count.
    let columns: [String]
    /// What is stored of release `?1`: the `labelset`, the `key`, and the columns.
    let stored: String
    /// The same, counted from ``held``.
    let counted: String

    /// Tells of each count that is not as counted. No row is as good as one of zeros.
    func compare(_ stored: Counts, with counted: Counts, _ note: (Difference) throws -> Void) rethrows {
        if stored == counted { return }
        for row in Set(stored.keys).union(counted.keys).sorted() {
            for (index, column) in columns.enumerated() {
                let (one, other) = (stored[row]?[index], counted[row]?[index])
                guard (one ?? 0) != (other ?? 0) else { continue }
                try note(Difference(column: column, row: row, stored: one, found: other))
            }
        }
    }

    // MARK: Reading all of them

    /// The counts of a release by table, as they are stored.
    static func stored(of release: Int64, _ connection: Connection) throws -> [String: Counts] {
        try counts(storedSQL, release, connection)
    }

    /// The counts of a release by table, counted: in one pass over its labels.
    static func counted(of release: Int64, _ connection: Connection) throws -> [String: Counts] {
        try counts(countedSQL, release, connection)
    }

    private static let storedSQL = union(\.stored)
    static let countedSQL = "WITH \(held)\n" + union(\.counted)

    private static func union(_ sql: (RollUp) -> String) -> String {
        let width = all.map(\.columns.count).max() ?? 0
        return all.map { rollUp in
            let padding = repeatElement("NULL", count: width - rollUp.columns.count)
            let columns = (rollUp.columns + padding).joined(separator: ", ")
            return "SELECT '\(rollUp.table)', labelset, key, \(columns) FROM (\n\(sql(rollUp)))"
        }.joined(separator: "\nUNION ALL\n")
    }

    private static func counts(
        _ sql: String, _ release: Int64, _ connection: Connection
    ) throws -> [String: Counts] {
        var counts: [String: Counts] = [:]
        try connection.query(sql, Value(release)) { row in
            let place = Row(
                labelset: row.string(at: 1).map(ExactText.init), key: row.string(at: 2).map(ExactText.init))
            counts[row.text(0), default: [:]][place] = (3..<row.columnCount).map { row.int($0) }
        }
        return counts
    }
}
