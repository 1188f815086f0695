import SQLite

/// Finds out which samples and releases have labels that something is wrong with.
enum LabelPlaces {
    /// The place of a finding in a label or what belongs to it, as far as it is known at first.
    static func unresolved(
        _ label: Int64, table: String, column: String?, row: Int64
    ) -> CheckFinding.Place {
        var place = CheckFinding.Place(table: table, column: column, row: row)
        place.label = label
        return place
    }

    /// Adds a sample, a labelset and a release that has it to each finding in a label.
    static func complete(_ findings: [CheckFinding], _ connection: Connection) throws -> [CheckFinding] {
        var places: [Int64: CheckFinding.Place] = [:]
        let labels = Set(findings.compactMap(\.place.label)).sorted().map { "\($0)" }.joined(separator: ",")
        // Nothing leads from a label to its sample but this: one pass, and only where something is wrong.
        try connection.query(
            """
            SELECT sl.label_id, ls.name, s.uuid, min(r.ref)
            FROM state_label AS sl
            JOIN sample_state AS st ON st.id = sl.sample_state_id
            LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN sample AS s ON s.id = st.sample_id
            LEFT JOIN release AS r ON EXISTS (
                SELECT 1
                FROM release_sample AS rs
                WHERE rs.release_id = r.id AND rs.sample_id = st.sample_id AND rs.sample_state_id = st.id)
            WHERE sl.label_id IN (SELECT value FROM json_each(?))
            GROUP BY sl.label_id
            """, .text("[\(labels)]")
        ) { row in
            places[row.int64(at: 0)] = CheckFinding.Place(
                ref: row.string(at: 3), labelset: row.string(at: 1), sampleUUID: row.string(at: 2))
        }
        return findings.map { finding in
            var finding = finding
            guard let label = finding.place.label, let place = places[label] else { return finding }
            (finding.place.ref, finding.place.labelset) = (place.ref, place.labelset)
            finding.place.sampleUUID = place.sampleUUID
            return finding
        }
    }
}
