import SQLite

extension Warehouse {
    /// The sensors of a release, or of all, newest release first, in the order in which labels list them.
    ///
    /// - Parameter ref: see ``release(_:)``.
    /// - Throws: ``WarehouseError``.
    public func sensors(ref: String? = nil) throws -> [SensorSummary] {
        try translating {
            // Most warehouses have none, and know it without a look at their labels.
            guard try connection.first("SELECT 1 FROM sensor LIMIT 1", transform: { _ in true }) ?? false
            else { return [] }
            return try refs(of: ref).flatMap { try sensors(ofRef: $0) }
        }
    }

    private func sensors(ofRef ref: String) throws -> [SensorSummary] {
        var found: [SensorSummary] = []
        try connection.query(
            """
            WITH lists AS MATERIALIZED (
                SELECT rs.release_id, sl.labelset_id, l.first_sensor_id, l.sensors, l.first_frame_id, l.frame_rows
                FROM release AS r
                JOIN release_sample AS rs ON rs.release_id = r.id
                JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
                JOIN label AS l ON l.id = sl.label_id
                WHERE r.ref = ? AND l.first_sensor_id IS NOT NULL
            ),
            listed AS (
                SELECT release_id, labelset_id, n.name, count(*) AS samples, min(n.id - first_sensor_id) AS position,
                    iif(min(n.task_type) IS max(n.task_type) AND count(n.task_type) = count(*),
                        min(n.task_type), NULL) AS task_type
                FROM lists
                CROSS JOIN sensor AS n ON n.id >= first_sensor_id AND n.id < first_sensor_id + sensors
                GROUP BY labelset_id, n.name
            ),
            counted AS (
                SELECT labelset_id, f.sensor, count(*) AS frames, total(f.annotations) AS annotations
                FROM lists
                CROSS JOIN frame AS f NOT INDEXED ON f.id >= first_frame_id AND f.id < first_frame_id + frame_rows
                GROUP BY labelset_id, f.sensor
            )
            SELECT ls.name, s.name, s.task_type, s.samples, coalesce(c.frames, 0),
                CAST(coalesce(c.annotations, 0) AS INTEGER)
            FROM listed AS s
            JOIN labelset AS ls ON ls.id = s.labelset_id
            LEFT JOIN release_labelset AS rl ON rl.release_id = s.release_id AND rl.labelset_id = ls.id
            LEFT JOIN counted AS c ON c.labelset_id = s.labelset_id AND c.sensor IS s.name
            ORDER BY rl.position IS NULL, rl.position, ls.name, s.position, s.name
            """, Value(ref)
        ) { row in
            found.append(
                SensorSummary(
                    ref: ref, labelset: row.text(0), sensor: row.string(at: 1), taskType: row.string(at: 2),
                    samples: row.int(3), frames: row.int(4), annotations: row.int(5)))
        }
        return found
    }
}
