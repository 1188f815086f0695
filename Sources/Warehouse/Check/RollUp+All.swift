// The tables, each with what it must hold.
extension RollUp {
    static let all = [release, labelsets, statuses, types, categories]

    /// What the labels of release `?1` count, null labels among the `entries` only: one row for all that agree.
    static let held = """
        held AS MATERIALIZED (
            SELECT (SELECT name FROM labelset WHERE id = sl.labelset_id) AS labelset, l.label_status,
                l.category_counts, l.type_counts, count(*) AS entries, count(sl.label_id) AS labels,
                coalesce(sum(l.frames), 0) AS frames, coalesce(sum(l.frame_rows), 0) AS frame_rows,
                coalesce(sum(l.annotations), 0) AS annotations
            FROM release_sample AS rs
            CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
            LEFT JOIN label AS l ON l.id = sl.label_id
            WHERE rs.release_id = ?1
            GROUP BY sl.labelset_id, l.label_status, l.category_counts, l.type_counts)
        """

    private static let release = RollUp(
        table: "release", columns: ["samples", "labels", "annotations"],
        stored: """
            SELECT NULL AS labelset, NULL AS key, samples, labels, annotations
            FROM release
            WHERE id = ?1
            """,
        counted: """
            SELECT NULL AS labelset, NULL AS key,
                (SELECT count(*) FROM release_sample WHERE release_id = ?1) AS samples,
                coalesce(sum(labels), 0) AS labels, coalesce(sum(annotations), 0) AS annotations
            FROM held
            """)

    private static let labelsets = RollUp(
        table: "release_labelset", columns: ["labels", "null_labels", "frames", "frame_rows", "annotations"],
        stored: """
            SELECT ls.name AS labelset, NULL AS key, rl.labels, rl.null_labels, rl.frames, rl.frame_rows,
                rl.annotations
            FROM release_labelset AS rl
            LEFT JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?1
            """,
        counted: """
            SELECT labelset, NULL AS key, sum(labels) AS labels, sum(entries - labels) AS null_labels,
                sum(frames) AS frames, sum(frame_rows) AS frame_rows, sum(annotations) AS annotations
            FROM held
            GROUP BY labelset
            """)

    private static let statuses = RollUp(
        table: "release_status", columns: ["labels"],
        stored: """
            SELECT ls.name AS labelset, s.label_status AS key, s.labels
            FROM release_status AS s
            LEFT JOIN labelset AS ls ON ls.id = s.labelset_id
            WHERE s.release_id = ?1
            """,
        counted: """
            SELECT labelset, label_status AS key, sum(labels) AS labels
            FROM held
            WHERE label_status IS NOT NULL
            GROUP BY labelset, label_status
            """)

    /// Annotations of which neither they nor their frames say a type are of the one that the release says, if any.
    private static let types = RollUp(
        table: "release_type", columns: ["annotations"],
        stored: """
            SELECT ls.name AS labelset, t.type AS key, t.annotations
            FROM release_type AS t
            LEFT JOIN labelset AS ls ON ls.id = t.labelset_id
            WHERE t.release_id = ?1
            """,
        counted: """
            WITH typed AS (
                SELECT h.labelset, n.key, sum(n.value * h.labels) AS annotations
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
            SELECT labelset, key, sum(annotations) AS annotations
            FROM (
                SELECT labelset, key, annotations FROM typed
                UNION ALL
                SELECT u.labelset, rl.untyped, u.annotations
                FROM untyped AS u
                JOIN labelset AS ls ON ls.name = u.labelset
                JOIN release_labelset AS rl ON rl.release_id = ?1 AND rl.labelset_id = ls.id
                WHERE rl.untyped IS NOT NULL)
            GROUP BY labelset, key
            """)

    private static let categories = RollUp(
        table: "release_category", columns: ["annotations", "samples"],
        stored: """
            SELECT ls.name AS labelset, CAST(c.category_id AS TEXT) AS key, c.annotations, c.samples
            FROM release_category AS c
            LEFT JOIN labelset AS ls ON ls.id = c.labelset_id
            WHERE c.release_id = ?1
            """,
        counted: """
            SELECT h.labelset, n.key, sum(n.value * h.labels) AS annotations, sum(h.labels) AS samples
            FROM held AS h
            CROSS JOIN json_each(iif(json_valid(h.category_counts), h.category_counts, NULL)) AS n
            GROUP BY h.labelset, n.key
            """)
}
