import SQLite

extension Warehouse {
    /// What a release's file says beside its samples.
    ///
    /// - Throws: ``WarehouseError``.
    public func header(of release: ReleaseSummary) throws -> StoredHeader {
        try translating {
            let header = try connection.first(
                """
                SELECT r.header, t.task_attributes, t.tasks
                FROM release AS r
                JOIN taxonomy AS t ON t.id = r.taxonomy_id
                WHERE r.ref = ?
                """, Value(release.ref)
            ) { row in
                StoredHeader(header: row.text(0), taskAttributes: row.string(at: 1), tasks: row.string(at: 2))
            }
            guard let header else {
                throw WarehouseError(kind: .notFound, message: "there is no release \(release.ref) any more")
            }
            return header
        }
    }

    /// Calls `body` with each sample of a release, in the order of its file.
    ///
    /// All of them are read at one moment, even while another process writes. One sample is in memory at a time.
    /// - Throws: ``WarehouseError``; whatever `body` throws.
    public func forEachSample(of release: ReleaseSummary, _ body: (StoredSample) throws -> Void) throws {
        try translating {
            try connection.transaction(.deferred) {
                try connection.query(
                    """
                    SELECT s.uuid, v.name, v.attributes, v.metadata, v.extra, st.id
                    FROM release AS r
                    JOIN release_sample AS rs ON rs.release_id = r.id
                    JOIN sample AS s ON s.id = rs.sample_id
                    JOIN sample_state AS st ON st.id = rs.sample_state_id
                    JOIN sample_version AS v ON v.id = st.sample_version_id
                    WHERE r.ref = ?
                    ORDER BY rs.position
                    """, Value(release.ref)
                ) { row in
                    try body(
                        StoredSample(
                            uuid: row.text(0), name: row.string(at: 1), attributes: row.string(at: 2),
                            metadata: row.string(at: 3), extra: row.string(at: 4),
                            labels: try labels(ofState: row.int64(at: 5))))
                }
            }
        }
    }

    private func labels(ofState id: Int64) throws -> [StoredLabel] {
        var labels: [StoredLabel] = []
        try connection.query(
            """
            SELECT ls.name, \(Self.labelColumns)
            FROM state_label AS sl
            JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN label AS l ON l.id = sl.label_id
            WHERE sl.sample_state_id = ?
            ORDER BY sl.labelset_id
            """, Value(id)
        ) { row in
            var label = StoredLabel(labelset: row.text(0), content: nil)
            if !row.isNull(at: 1) { label.content = try content(row) }
            labels.append(label)
        }
        return labels
    }

    /// Calls `body` with the labels whose ids lie in a range, in their order, whichever releases have them.
    ///
    /// - Parameter mayBeDamaged: whether a label is read as far as it is there: what is lost is left out.
    func forEachLabel(
        _ ids: Range<Int64>, mayBeDamaged: Bool = false,
        _ body: (_ id: Int64, StoredLabel.Content) throws -> Void
    ) throws {
        try connection.query(
            """
            SELECT NULL, \(Self.labelColumns)
            FROM label AS l
            WHERE l.id >= ? AND l.id < ?
            ORDER BY l.id
            """, Value(ids.lowerBound), Value(ids.upperBound)
        ) { row in
            try body(row.int64(at: 1), try content(row, mayBeDamaged: mayBeDamaged))
        }
    }

    /// A label with all that it contains.
    ///
    /// - Throws: ``WarehouseError``: `unusable` if it is lost.
    func label(_ id: Int64) throws -> StoredLabel.Content {
        var label: StoredLabel.Content?
        try forEachLabel(id..<id + 1) { label = $1 }
        guard let label else {
            throw WarehouseError(kind: .unusable, message: "\(path) has lost label \(id)")
        }
        return label
    }

    /// What ``content(_:mayBeDamaged:)`` reads, behind one other.
    private static let labelColumns = """
        l.id, l.label_status, l.structure, l.format_version, l.image_attributes, l.label_type, l.score, l.created_at,
        l.created_by, l.updated_at, l.updated_by, l.reviewed_at, l.reviewed_by, l.extra, l.first_frame_id,
        l.frame_rows, l.first_sensor_id, l.sensors, l.first_link_id, l.links
        """

    private func content(_ row: borrowing Row, mayBeDamaged: Bool = false) throws -> StoredLabel.Content {
        StoredLabel.Content(
            status: row.string(at: 2), structure: row.string(at: 3), formatVersion: row.value(at: 4),
            imageAttributes: row.string(at: 5), labelType: row.string(at: 6), score: row.optionalDouble(7),
            createdAt: row.string(at: 8), createdBy: row.string(at: 9), updatedAt: row.string(at: 10),
            updatedBy: row.string(at: 11), reviewedAt: row.string(at: 12), reviewedBy: row.string(at: 13),
            extra: row.string(at: 14),
            frames: try frames(row.int64(at: 15), row.int64(at: 16), mayBeDamaged: mayBeDamaged),
            sensors: row.isNull(at: 17) ? nil : try sensors(row.int64(at: 17), row.int64(at: 18)),
            links: row.isNull(at: 19) ? nil : try links(row.int64(at: 19), row.int64(at: 20)))
    }

    private func frames(_ first: Int64, _ count: Int64, mayBeDamaged: Bool) throws -> [StoredFrame] {
        var frames: [StoredFrame] = []
        var runs: [Range<Int64>?] = []
        guard count > 0 else { return frames }
        try connection.query(
            """
            SELECT f.sensor, f.frame, f.timestamp, f.format_version, f.segmentation_bitmap_url, f.image_attributes,
                f.extra, f.first_annotation_id, f.annotations, p.runs, f.points
            FROM frame AS f
            LEFT JOIN point_label AS p ON p.frame_id = f.id
            WHERE f.id >= ?1 AND f.id < ?1 + ?2
            ORDER BY f.id
            """, Value(first), Value(count)
        ) { row in
            frames.append(
                StoredFrame(
                    sensor: row.string(at: 0), number: row.int(1), timestamp: row.value(at: 2),
                    formatVersion: row.value(at: 3), segmentationBitmapURL: row.string(at: 4),
                    pointRuns: row.isNull(at: 10) ? nil : row.blob(at: 9), points: row.optionalInt64(10),
                    imageAttributes: row.string(at: 5), extra: row.string(at: 6),
                    annotations: row.isNull(at: 8) ? nil : []))
            let (first, count) = (row.int64(at: 7), row.int(8))
            let (end, isBeyond) = first.addingReportingOverflow(Int64(count))
            runs.append(count > 0 && !isBeyond ? first..<end : nil)
        }
        try readAnnotations(of: runs, into: &frames, mayBeDamaged: mayBeDamaged)
        return frames
    }

    /// Reads the annotations of a label's frames: one run of ids, frame after frame.
    private func readAnnotations(
        of runs: [Range<Int64>?], into frames: inout [StoredFrame], mayBeDamaged: Bool
    ) throws {
        var index = 0
        while index < runs.count {
            guard let run = runs[index] else {
                index += 1
                continue
            }
            // In a damaged file each frame may point anywhere.
            var end = index + 1
            var bounds = run
            while end < runs.count, runs[end].map({ $0.lowerBound == bounds.upperBound }) ?? true {
                bounds = bounds.lowerBound..<(runs[end]?.upperBound ?? bounds.upperBound)
                end += 1
            }
            var frame = index
            try connection.query(
                StoredAnnotation.sql, Value(bounds.lowerBound), Value(bounds.upperBound)
            ) { row in
                let id = row.int64(at: 0)
                while runs[frame].map({ $0.upperBound <= id }) ?? true { frame += 1 }
                frames[frame].annotations?.append(StoredAnnotation(row))
            }
            if !mayBeDamaged {
                for frame in index..<end
                where frames[frame].annotations?.count ?? 0 != runs[frame]?.count ?? 0 {
                    throw WarehouseError(kind: .unusable, message: "\(path) has lost annotations")
                }
            }
            index = end
        }
    }

    func sensors(_ first: Int64, _ count: Int64) throws -> [StoredSensor] {
        var sensors: [StoredSensor] = []
        try connection.query(
            """
            SELECT name, task_type, structure, format_version, frames
            FROM sensor
            WHERE id >= ?1 AND id < ?1 + ?2
            ORDER BY id
            """, Value(first), Value(count)
        ) { row in
            sensors.append(
                StoredSensor(
                    name: row.string(at: 0), taskType: row.string(at: 1), structure: row.string(at: 2),
                    formatVersion: row.value(at: 3), frames: row.int(4)))
        }
        return sensors
    }

    func links(_ first: Int64, _ count: Int64) throws -> [StoredLink] {
        var links: [StoredLink] = []
        try connection.query(
            """
            SELECT from_id, to_id, attributes, extra
            FROM link
            WHERE id >= ?1 AND id < ?1 + ?2
            ORDER BY id
            """, Value(first), Value(count)
        ) { row in
            links.append(
                StoredLink(
                    fromID: row.optionalInt64(0), toID: row.optionalInt64(1), attributes: row.string(at: 2),
                    extra: row.string(at: 3)))
        }
        return links
    }
}

extension StoredAnnotation {
    static let sql = """
        SELECT a.id, a.annotation_id, a.track_id, a.category_id, a.type, a.is_keyframe,
            iif(typeof(a.attributes) = 'integer', t.attributes, a.attributes), a.extra,
            a.vertices, g.points, a.x_min, a.y_min, a.x_max, a.y_max, a.z_min, k.id,
            k.center_x, k.center_y, k.center_z, k.size_x, k.size_y, k.size_z, k.yaw, k.qx, k.qy, k.qz, k.qw
        FROM annotation AS a
        LEFT JOIN attribute_set AS t ON t.id = a.attributes AND typeof(a.attributes) = 'integer'
        LEFT JOIN geometry AS g ON g.id = a.id
        LEFT JOIN cuboid AS k ON k.id = a.id
        WHERE a.id >= ?1 AND a.id < ?2
        ORDER BY a.id
        """

    init(_ row: borrowing Row) {
        id = row.optionalInt64(1)
        trackID = row.optionalInt64(2)
        categoryID = row.optionalInt64(3)
        type = row.string(at: 4)
        isKeyframe = row.optionalInt(5).map { $0 != 0 }
        attributes = row.string(at: 6)
        extra = row.string(at: 7)
        vertices = row.optionalInt(8)
        geometry = row.string(at: 9)
        if vertices != nil, !row.isNull(at: 10) {
            hull = SIMD4(row.double(at: 10), row.double(at: 11), row.double(at: 12), row.double(at: 13))
            z = row.optionalDouble(14)
        }
        guard !row.isNull(at: 15) else { return }
        func number(_ index: Int, _ row: borrowing Row) -> Double { row.optionalDouble(index) ?? .nan }
        cuboid = CuboidPose(
            center: SIMD3(number(16, row), number(17, row), number(18, row)),
            size: SIMD3(number(19, row), number(20, row), number(21, row)), yaw: number(22, row),
            rotation: SIMD4(number(23, row), number(24, row), number(25, row), number(26, row)))
    }
}
