import SQLite

/// Samples of a labelset that are alike in their label's status and number of annotations.
public struct AnnotatedSamples: Sendable, Hashable {
    /// The label's word, `UNLABELED` for a null or missing label; nil where the label states none.
    public var status: String?
    /// Whether there is a label: a null or missing one does not count, whatever its status.
    public var hasLabel: Bool
    /// 0 for a null or missing label.
    public var annotations: Int
    public var samples: Int
    /// The name of the first of them, or its uuid.
    public var first: String

    public init(status: String?, hasLabel: Bool, annotations: Int, samples: Int, first: String) {
        self.status = status
        self.hasLabel = hasLabel
        self.annotations = annotations
        self.samples = samples
        self.first = first
    }
}

extension Warehouse {
    /// How many samples have how many annotations in a labelset, by the status of their label.
    ///
    /// - Parameters:
    ///   - reference: see ``release(_:)``.
    ///   - labelset: one that the release does not have gives nothing.
    /// - Returns: each status and number once, in the order of the statuses' names and of the numbers.
    /// - Throws: ``WarehouseError``.
    public func annotatedSamples(of reference: String, labelset: String) throws -> [AnnotatedSamples] {
        try translating {
            let release = try self.release(reference)
            var found: [AnnotatedSamples] = []
            try connection.query(
                """
                SELECT iif(sl.label_id IS NULL, 'UNLABELED', l.label_status) AS status,
                    coalesce(l.annotations, 0) AS annotations, count(*), min(rs.position),
                    coalesce(v.name, s.uuid), sl.label_id IS NOT NULL AS has_label
                FROM release AS r
                JOIN labelset AS ls ON ls.name = ?2
                JOIN release_labelset AS rl ON rl.release_id = r.id AND rl.labelset_id = ls.id
                JOIN release_sample AS rs ON rs.release_id = r.id
                JOIN sample AS s ON s.id = rs.sample_id
                JOIN sample_state AS st ON st.id = rs.sample_state_id
                JOIN sample_version AS v ON v.id = st.sample_version_id
                LEFT JOIN state_label AS sl
                    ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = ls.id
                LEFT JOIN label AS l ON l.id = sl.label_id
                WHERE r.ref = ?1
                GROUP BY 1, has_label, 2
                ORDER BY status IS NULL, 1, has_label, 2
                """, Value(release.ref), Value(labelset)
            ) { row in
                found.append(
                    AnnotatedSamples(
                        status: row.string(at: 0), hasLabel: row.int(5) != 0, annotations: row.int(1),
                        samples: row.int(2), first: row.text(4)))
            }
            return found
        }
    }
}
