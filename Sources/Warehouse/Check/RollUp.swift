import SQLite

/// A table of counts of releases, and how to count them again.
struct RollUp {
    let table: String
    /// The columns that count.
    let columns: [String]
    /// What is stored of release `?1`: a row's labelset and key, or NULL, then its counts.
    let stored: String
    /// The same, counted.
    let counted: String

    struct Difference {
        var column: String
        var labelset: String?
        var key: String?
        /// nil where there is no row.
        var stored: Int?
        /// nil where there is nothing to count.
        var found: Int?
    }

    private struct Row: Hashable, Comparable {
        var labelset: ExactText?
        var key: ExactText?

        static func < (one: Row, other: Row) -> Bool {
            let empty = ExactText("")
            return one.labelset == other.labelset
                ? one.key ?? empty < other.key ?? empty : one.labelset ?? empty < other.labelset ?? empty
        }
    }

    /// Tells of each count that is not as counted. No row is as good as one of zeros.
    func compare(_ release: Int64, _ connection: Connection, _ note: (Difference) throws -> Void) throws {
        let stored = try rows(stored, release, connection)
        let counted = try rows(counted, release, connection)
        if stored == counted { return }
        for row in Set(stored.keys).union(counted.keys).sorted() {
            for (index, column) in columns.enumerated() {
                let (one, other) = (stored[row]?[index], counted[row]?[index])
                guard (one ?? 0) != (other ?? 0) else { continue }
                try note(
                    Difference(
                        column: column, labelset: row.labelset?.text, key: row.key?.text, stored: one,
                        found: other))
            }
        }
    }

    private func rows(_ sql: String, _ release: Int64, _ connection: Connection) throws -> [Row: [Int]] {
        var rows: [Row: [Int]] = [:]
        try connection.query(sql, Value(release)) { row in
            let place = Row(
                labelset: row.string(at: 0).map(ExactText.init), key: row.string(at: 1).map(ExactText.init))
            rows[place] = columns.indices.map { row.int($0 + 2) }
        }
        return rows
    }
}

extension RollUp {
    static let all = [release, labelsets, statuses, types, categories]

    /// The release's samples with each labelset and its label, a null one too.
    private static let held = """
        held AS (
            SELECT ls.name AS labelset, sl.label_id, l.label_status, l.frames, l.annotations, l.category_counts,
                l.type_counts
            FROM release_sample AS rs
            CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
            LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN label AS l ON l.id = sl.label_id
            WHERE rs.release_id = ?1)
        """

    private static let release = RollUp(
        table: "release", columns: ["samples", "labels", "annotations"],
        stored: "SELECT NULL, NULL, samples, labels, annotations FROM release WHERE id = ?1",
        counted: """
            WITH \(held)
            SELECT NULL, NULL, (SELECT count(*) FROM release_sample WHERE release_id = ?1), count(label_id),
                coalesce(sum(annotations), 0)
            FROM held
            """)

    private static let labelsets = RollUp(
        table: "release_labelset", columns: ["labels", "null_labels", "frames", "annotations"],
        stored: """
            SELECT ls.name, NULL, rl.labels, rl.null_labels, rl.frames, rl.annotations
            FROM release_labelset AS rl
            LEFT JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?1
            """,
        counted: """
            WITH \(held)
            SELECT labelset, NULL, count(label_id), count(*) - count(label_id), coalesce(sum(frames), 0),
                coalesce(sum(annotations), 0)
            FROM held
            GROUP BY labelset
            """)

    private static let statuses = RollUp(
        table: "release_status", columns: ["labels"],
        stored: """
            SELECT ls.name, s.label_status, s.labels
            FROM release_status AS s
            LEFT JOIN labelset AS ls ON ls.id = s.labelset_id
            WHERE s.release_id = ?1
            """,
        counted: """
            WITH \(held)
            SELECT labelset, label_status, count(*)
            FROM held
            WHERE label_status IS NOT NULL
            GROUP BY labelset, label_status
            """)

    /// Annotations of which neither they nor their frames say a type are of the one that the release says, if any.
    private static let types = RollUp(
        table: "release_type", columns: ["annotations"],
        stored: """
            SELECT ls.name, t.type, t.annotations
            FROM release_type AS t
            LEFT JOIN labelset AS ls ON ls.id = t.labelset_id
            WHERE t.release_id = ?1
            """,
        counted: """
            WITH \(held), typed AS (
                SELECT h.labelset, n.key AS type, sum(n.value) AS annotations
                FROM held AS h
                CROSS JOIN json_each(iif(json_valid(h.type_counts), h.type_counts, NULL)) AS n
                GROUP BY h.labelset, n.key
            ), untyped AS (
                SELECT labelset, sum(annotations) AS annotations
                FROM (
                    SELECT labelset, annotations FROM held
                    UNION ALL
                    SELECT labelset, -annotations FROM typed)
                GROUP BY labelset
            )
            SELECT labelset, type, sum(annotations)
            FROM (
                SELECT labelset, type, annotations FROM typed
                UNION ALL
                SELECT u.labelset, rl.untyped, u.annotations
                FROM untyped AS u
                JOIN labelset AS ls ON ls.name = u.labelset
                JOIN release_labelset AS rl ON rl.release_id = ?1 AND rl.labelset_id = ls.id
                WHERE rl.untyped IS NOT NULL)
            GROUP BY labelset, type
            """)

    private static let categories = RollUp(
        table: "release_category", columns: ["annotations", "samples"],
        stored: """
            SELECT ls.name, CAST(c.category_id AS TEXT), c.annotations, c.samples
            FROM release_category AS c
            LEFT JOIN labelset AS ls ON ls.id = c.labelset_id
            WHERE c.release_id = ?1
            """,
        counted: """
            WITH \(held)
            SELECT h.labelset, n.key, sum(n.value), count(*)
            FROM held AS h
            CROSS JOIN json_each(iif(json_valid(h.category_counts), h.category_counts, NULL)) AS n
            GROUP BY h.labelset, n.key
            """)
}
