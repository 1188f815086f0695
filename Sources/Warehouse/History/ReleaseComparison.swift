import SQLite

/// Counts how two releases differ, by their ids in the warehouse.
///
/// Content is stored once: the same state is the same sample with the same labels, the same label is the same label.
/// Numbers are compared, and only states that differ are opened.
struct ReleaseComparison {
    let connection: Connection
    let old: Int64
    let new: Int64

    /// What was counted of samples, and of labels by the id of their labelset.
    struct Counts {
        var samples = LogEntry.Samples()
        var labels: [Int64: LogEntry.Labels] = [:]
    }

    /// One row for the samples, whose labelset is NULL, and one for each labelset in which labels differ.
    ///
    /// A sample without any label keeps its empty `labels` in `extra`, and so among its own content; that alone does
    /// not make it another sample.
    static let sql = """
        WITH change (old, new) AS MATERIALIZED (
            SELECT o.sample_state_id, n.sample_state_id
            FROM release_sample AS n
            LEFT JOIN release_sample AS o ON o.release_id = ?1 AND o.sample_id = n.sample_id
            WHERE n.release_id = ?2 AND n.sample_state_id IS NOT o.sample_state_id
            UNION ALL
            SELECT o.sample_state_id, NULL
            FROM release_sample AS o
            WHERE o.release_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM release_sample AS n WHERE n.release_id = ?2 AND n.sample_id = o.sample_id)
        ), label_change (labelset_id, old, new) AS (
            SELECT nl.labelset_id, ol.label_id, nl.label_id
            FROM change AS c
            CROSS JOIN state_label AS nl ON nl.sample_state_id = c.new
            LEFT JOIN state_label AS ol ON ol.sample_state_id = c.old AND ol.labelset_id = nl.labelset_id
            WHERE nl.label_id IS NOT ol.label_id
            UNION ALL
            SELECT ol.labelset_id, ol.label_id, NULL
            FROM change AS c
            CROSS JOIN state_label AS ol ON ol.sample_state_id = c.old
            WHERE ol.label_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM state_label AS nl
                WHERE nl.sample_state_id = c.new AND nl.labelset_id = ol.labelset_id)
        )
        SELECT NULL, sum(c.old IS NULL), sum(c.new IS NULL),
            sum(iif(o.sample_version_id <> n.sample_version_id, NOT EXISTS (
                SELECT 1
                FROM sample_version AS ov
                JOIN sample_version AS nv ON nv.id = n.sample_version_id
                WHERE ov.id = o.sample_version_id AND ov.name IS nv.name AND ov.metadata IS nv.metadata
                    AND ov.attributes IS nv.attributes
                    AND nullif(json_remove(ov.extra, '$.labels'), '{}')
                        IS nullif(json_remove(nv.extra, '$.labels'), '{}')), FALSE)),
            0
        FROM change AS c
        LEFT JOIN sample_state AS o ON o.id = c.old
        LEFT JOIN sample_state AS n ON n.id = c.new
        UNION ALL
        SELECT c.labelset_id, sum(c.old IS NULL), sum(c.new IS NULL), sum(c.old <> c.new),
            sum(c.old <> c.new AND o.label_status IS NOT n.label_status)
        FROM label_change AS c
        LEFT JOIN label AS o ON o.id = c.old
        LEFT JOIN label AS n ON n.id = c.new
        GROUP BY c.labelset_id
        """

    func counts() throws -> Counts {
        var counts = Counts()
        try connection.query(Self.sql, Value(old), Value(new)) { row in
            if row.isNull(at: 0) {
                counts.samples = LogEntry.Samples(
                    added: row.int(1), removed: row.int(2), modified: row.int(3))
            } else {
                counts.labels[row.int64(at: 0)] = LogEntry.Labels(
                    added: row.int(1), removed: row.int(2), modified: row.int(3), statusChanged: row.int(4))
            }
        }
        return counts
    }

    /// Labels that both releases share and that use one of some category numbers, by labelset.
    static let recategorizedSQL = """
        SELECT nl.labelset_id, count(*)
        FROM release_sample AS n
        CROSS JOIN release_sample AS o ON o.release_id = ?1 AND o.sample_id = n.sample_id
        CROSS JOIN state_label AS nl ON nl.sample_state_id = n.sample_state_id
        CROSS JOIN state_label AS ol
            ON ol.sample_state_id = o.sample_state_id AND ol.labelset_id = nl.labelset_id
        CROSS JOIN label AS l ON l.id = nl.label_id
        WHERE n.release_id = ?2 AND ol.label_id = nl.label_id
            AND \(CategoryMeanings.usingReassigned("?3"))
        GROUP BY nl.labelset_id
        """

    /// Counts labels that both releases share, and in which a number means another category: they are modified.
    func countRecategorized(by numbers: CategoryMeanings, into counts: inout Counts) throws {
        guard !numbers.reassigned.isEmpty else { return }
        try connection.query(
            Self.recategorizedSQL, Value(old), Value(new), .text(numbers.reassignedList)
        ) { row in
            counts.labels[row.int64(at: 0), default: LogEntry.Labels()].modified += row.int(1)
        }
    }

    /// The labelsets of both releases: those of the newer in its order, then those that only the older has.
    func labelsets() throws -> [(id: Int64, name: String, annotations: LogEntry.Annotations)] {
        var labelsets: [(id: Int64, name: String, annotations: LogEntry.Annotations)] = []
        try connection.query(
            """
            SELECT ls.id, ls.name, rl.annotations, rl.release_id
            FROM release_labelset AS rl
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id IN (?1, ?2)
            ORDER BY rl.release_id = ?1, rl.position IS NULL, rl.position, ls.name
            """, Value(old), Value(new)
        ) { row in
            let id = row.int64(at: 0)
            var index = labelsets.count
            if let known = labelsets.firstIndex(where: { $0.id == id }) {
                index = known
            } else {
                labelsets.append((id, row.text(1), LogEntry.Annotations(before: 0, after: 0)))
            }
            if row.int64(at: 3) == old {
                labelsets[index].annotations.before = row.int(2)
            } else {
                labelsets[index].annotations.after = row.int(2)
            }
        }
        return labelsets
    }
}
