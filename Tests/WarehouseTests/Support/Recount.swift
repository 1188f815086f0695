import SQLite
import Testing

@testable import Warehouse

/// Compares a release's roll-ups with what its views count.
enum Recount {
    /// Pairs of queries that must answer the same, of the release whose id is `r.id`.
    private static let pairs = [
        (
            "SELECT samples, labels, annotations FROM release WHERE id = ID",
            """
            SELECT (SELECT count(*) FROM samples WHERE ref = REF),
                (SELECT count(*) FROM labels WHERE ref = REF AND annotations IS NOT NULL),
                (SELECT count(*) FROM annotations WHERE ref = REF)
            """
        ),
        (
            """
            SELECT ls.name, rl.labels, rl.null_labels, rl.frames, rl.annotations, rl.frame_rows
            FROM release_labelset AS rl JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ID AND (rl.position IS NULL OR rl.labels + rl.null_labels > 0) ORDER BY 1
            """,
            """
            SELECT l.labelset, count(l.annotations), sum(l.annotations IS NULL), coalesce(sum(l.frames), 0),
                (SELECT count(*) FROM annotations AS a WHERE a.ref = l.ref AND a.labelset = l.labelset),
                (SELECT count(*) FROM frames AS f WHERE f.ref = l.ref AND f.labelset = l.labelset)
            FROM labels AS l WHERE l.ref = REF GROUP BY 1 ORDER BY 1
            """
        ),
        (
            """
            SELECT ls.name, s.label_status, s.labels
            FROM release_status AS s JOIN labelset AS ls ON ls.id = s.labelset_id
            WHERE s.release_id = ID ORDER BY 1, 2
            """,
            """
            SELECT labelset, label_status, count(*)
            FROM labels WHERE ref = REF AND annotations IS NOT NULL AND label_status IS NOT NULL
            GROUP BY 1, 2 ORDER BY 1, 2
            """
        ),
        (
            """
            SELECT ls.name, t.type, t.annotations
            FROM release_type AS t JOIN labelset AS ls ON ls.id = t.labelset_id
            WHERE t.release_id = ID ORDER BY 1, 2
            """,
            """
            SELECT labelset, type, count(*) FROM annotations WHERE ref = REF AND type IS NOT NULL
            GROUP BY 1, 2 ORDER BY 1, 2
            """
        ),
        (
            """
            SELECT ls.name, c.category_id, c.annotations, c.samples
            FROM release_category AS c JOIN labelset AS ls ON ls.id = c.labelset_id
            WHERE c.release_id = ID ORDER BY 1, 2
            """,
            """
            SELECT labelset, category_id, count(*), count(DISTINCT sample_uuid)
            FROM annotations WHERE ref = REF AND category_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
            """
        ),
        (
            """
            SELECT labelset, sample_uuid, category_id, annotations FROM category_counts WHERE ref = REF
            ORDER BY 1, 2, 3
            """,
            """
            SELECT labelset, sample_uuid, category_id, count(*) FROM annotations
            WHERE ref = REF GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """
        ),
        (
            """
            SELECT labelset, category_id, annotations, samples FROM category_totals WHERE ref = REF
            ORDER BY 1, 2
            """,
            """
            SELECT labelset, category_id, count(*), count(DISTINCT sample_uuid) FROM annotations
            WHERE ref = REF GROUP BY 1, 2 ORDER BY 1, 2
            """
        ),
    ]

    static func check(_ shelf: Shelf, _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        for line in try shelf.lines("SELECT id, ref FROM release") {
            let parts = line.split(separator: "|", maxSplits: 1)
            for (rollUp, views) in pairs {
                let stored = try shelf.lines(fill(rollUp, parts[0], parts[1]))
                let counted = try shelf.lines(fill(views, parts[0], parts[1]))
                #expect(
                    stored == counted, "\(note) \(parts[1])\n\(Views.difference(stored, counted))\n\(rollUp)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    private static func fill(_ sql: String, _ id: Substring, _ ref: Substring) -> String {
        let text = ref.dropFirst().dropLast().replacing("'", with: "''")
        return sql.replacing("ID", with: id).replacing("REF", with: "'\(text)'")
    }
}
