import SQLite

/// The result of removing a release.
public struct RemovalReport: Sendable, Hashable {
    public var ref: String
    /// Content that no other release has, and that is gone now.
    public var samples: Int
    public var labels: Int
    public var annotations: Int

    public init(ref: String, samples: Int, labels: Int, annotations: Int) {
        self.ref = ref
        self.samples = samples
        self.labels = labels
        self.annotations = annotations
    }
}

extension Warehouse {
    /// Removes a release, and the content that no other release has.
    ///
    /// - Parameter reference: see ``release(_:)``.
    /// - Throws: ``WarehouseError``: `notFound`, `ambiguous`, `unusable`.
    public func remove(_ reference: String) throws -> RemovalReport {
        let reports = try remove([reference])
        return reports[0]
    }

    /// Removes releases, all of them or none, and the content that no other release has.
    ///
    /// Content that only they share is counted with the last of them.
    ///
    /// - Parameters:
    ///   - references: see ``release(_:)``; a release that is named twice is removed once.
    ///   - dryRun: whether to report what would be freed, and change nothing.
    /// - Returns: a report for each release, in order.
    /// - Throws: as ``remove(_:)``.
    public func remove(_ references: [String], dryRun: Bool = false) throws -> [RemovalReport] {
        try translating {
            do {
                let reports = try withoutForeignKeys {
                    try connection.transaction(.immediate) {
                        var seen: Set<ExactText> = []
                        let refs = try releases(references).map(\.ref).filter {
                            seen.insert(ExactText($0)).inserted
                        }
                        let reports = try refs.map { ref in
                            let states = try detach(release: ReleaseKey(connection, ref: ref).id)
                            var report = try reclaim(states: states)
                            report.ref = ref
                            return report
                        }
                        if dryRun { throw NothingRemoved(reports: reports) }
                        return reports
                    }
                }
                emptyLog()
                return reports
            } catch let nothing as NothingRemoved {
                return nothing.reports
            }
        }
    }

    /// Rolls the transaction back, with its result.
    private struct NothingRemoved: Error {
        var reports: [RemovalReport]
    }

    /// Removes a release from the list; returns the states of its samples.
    func detach(release id: Int64) throws -> [Int64] {
        var states: [Int64] = []
        try connection.query("SELECT sample_state_id FROM release_sample WHERE release_id = ?", Value(id)) {
            states.append($0.int64(at: 0))
        }
        for table in [
            "release_sample", "release_labelset", "release_status", "release_type", "release_category",
        ] {
            try connection.run("DELETE FROM \(table) WHERE release_id = ?", Value(id))
        }
        let shared = try connection.first(
            "SELECT dataset_id, taxonomy_id FROM release WHERE id = ?", Value(id)
        ) { (dataset: $0.int64(at: 0), taxonomy: $0.int64(at: 1)) }
        try connection.run("DELETE FROM release WHERE id = ?", Value(id))
        if let shared { try reclaim(dataset: shared.dataset, taxonomy: shared.taxonomy) }
        return states
    }

    private func reclaim(dataset: Int64, taxonomy: Int64) throws {
        let isUsed = try connection.first(
            "SELECT 1 FROM release WHERE taxonomy_id = ?", Value(taxonomy)
        ) { _ in true }
        if isUsed == nil {
            for table in ["category", "category_name", "attribute_definition"] {
                try connection.run("DELETE FROM \(table) WHERE taxonomy_id = ?", Value(taxonomy))
            }
            try connection.run("DELETE FROM taxonomy WHERE id = ?", Value(taxonomy))
        }
        try connection.run(
            "DELETE FROM dataset WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM release WHERE dataset_id = ?1)",
            Value(dataset))
    }

    /// Deletes those of some states that no release uses, and what only they held.
    ///
    /// A sample's states share versions and labels only with each other, so that each sample is handled separately.
    func reclaim(states: [Int64]) throws -> RemovalReport {
        var report = RemovalReport(ref: "", samples: 0, labels: 0, annotations: 0)
        for state in states {
            let orphan = try connection.first(
                """
                SELECT st.sample_id, st.sample_version_id
                FROM sample_state AS st
                WHERE st.id = ? AND NOT EXISTS (
                    SELECT 1
                    FROM release AS r
                    CROSS JOIN release_sample AS rs ON rs.release_id = r.id AND rs.sample_id = st.sample_id
                    WHERE rs.sample_state_id = st.id)
                """, Value(state)
            ) { (sample: $0.int64(at: 0), version: $0.int64(at: 1)) }
            guard let orphan else { continue }
            try reclaim(state: state, sample: orphan.sample, version: orphan.version, &report)
        }
        return report
    }

    private func reclaim(
        state: Int64, sample: Int64, version: Int64, _ report: inout RemovalReport
    ) throws {
        var labels: [Int64] = []
        try connection.query(
            "SELECT label_id FROM state_label WHERE sample_state_id = ? AND label_id IS NOT NULL",
            Value(state)
        ) { labels.append($0.int64(at: 0)) }
        try connection.run("DELETE FROM state_label WHERE sample_state_id = ?", Value(state))
        try connection.run("DELETE FROM sample_state WHERE id = ?", Value(state))
        for label in labels {
            let isUsed = try connection.first(
                """
                SELECT 1
                FROM sample_state AS st
                JOIN state_label AS sl ON sl.sample_state_id = st.id
                WHERE st.sample_id = ? AND sl.label_id = ?
                """, Value(sample), Value(label)
            ) { _ in true }
            if isUsed == nil { try reclaim(label: label, &report) }
        }
        let others = try connection.first(
            """
            SELECT count(*), sum(sample_version_id = ?)
            FROM sample_state
            WHERE sample_id = ?
            """, Value(version), Value(sample)
        ) { (states: $0.int64(at: 0), ofVersion: $0.int64(at: 1)) }
        if others?.ofVersion == 0 {
            try connection.run("DELETE FROM sample_version WHERE id = ?", Value(version))
            report.samples += 1
        }
        if others?.states == 0 { try connection.run("DELETE FROM sample WHERE id = ?", Value(sample)) }
    }

    private func reclaim(label: Int64, _ report: inout RemovalReport) throws {
        try connection.run(
            """
            DELETE FROM point_label WHERE frame_id IN (
                SELECT f.id
                FROM label AS l
                JOIN frame AS f ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
                WHERE l.id = ?)
            """, Value(label))
        let range = try connection.first(
            """
            SELECT min(f.first_annotation_id), max(f.first_annotation_id + coalesce(f.annotations, 0))
            FROM label AS l
            JOIN frame AS f ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
            WHERE l.id = ?
            """, Value(label)
        ) { (first: $0.int64(at: 0), end: $0.int64(at: 1)) }
        if let range, range.end > range.first {
            for table in ["annotation", "geometry", "cuboid"] {
                try connection.run(
                    "DELETE FROM \(table) WHERE id >= ? AND id < ?", Value(range.first), Value(range.end))
            }
            report.annotations &+= Int(range.end &- range.first)
        }
        let children = [
            ("frame", "first_frame_id", "frame_rows"), ("track", "first_track_id", "tracks"),
            ("link", "first_link_id", "links"), ("sensor", "first_sensor_id", "sensors"),
        ]
        for (table, first, count) in children {
            try connection.run(
                """
                DELETE FROM \(table)
                WHERE id >= (SELECT \(first) FROM label WHERE id = ?1)
                    AND id < (SELECT \(first) + \(count) FROM label WHERE id = ?1)
                """, Value(label))
        }
        try connection.run("DELETE FROM label WHERE id = ?", Value(label))
        report.labels += 1
    }
}
