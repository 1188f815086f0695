import SQLite

/// How many labels and annotations of a release pass the filters: those that did not change are unchanged.
struct UnchangedTotals {
    private(set) var labels = 0
    private(set) var annotations = 0

    init(release: DiffRelease, filter: DiffFilter) throws {
        let labelsets = release.labelsets.filter { filter.isLabelset($0.name) }
        guard !filter.statuses.keepsAll || filter.isOfAnnotations else {
            labels = labelsets.reduce(0) { $0 + $1.labels }
            annotations = labelsets.reduce(0) { $0 + $1.annotations }
            return
        }
        let connection = release.connection
        for labelset in labelsets {
            var found: [(id: Int64, annotations: Int)] = []
            try connection.query(
                """
                SELECT l.id, l.annotations, l.label_status
                FROM release_sample AS rs
                JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = ?2
                JOIN label AS l ON l.id = sl.label_id
                WHERE rs.release_id = ?1
                """, Value(release.id), Value(labelset.id)
            ) { row in
                if filter.isStatus(row.string(at: 2)) { found.append((row.int64(at: 0), row.int(1))) }
            }
            labels += found.count
            for label in found {
                annotations +=
                    filter.isOfAnnotations
                    ? try Self.annotations(ofLabel: label.id, connection, filter) : label.annotations
            }
        }
    }

    /// The annotations of a label that pass the filters on sensors and categories.
    static func annotations(
        ofLabel label: Int64, _ connection: Connection, _ filter: DiffFilter
    ) throws -> Int {
        var count = 0
        try connection.query(
            """
            SELECT f.sensor, a.category_id
            FROM label AS l
            JOIN frame AS f ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
            JOIN annotation AS a ON a.id >= f.first_annotation_id
                AND a.id < f.first_annotation_id + f.annotations
            WHERE l.id = ?
            """, Value(label)
        ) { row in
            if filter.isSensor(row.string(at: 0)), filter.isNewCategory(row.optionalInt64(1)) { count += 1 }
        }
        return count
    }
}
