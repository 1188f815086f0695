import SQLite

/// Looks up the names and ids that the file gives to samples and annotations: for the few that a table names.
final class SelectedNames {
    struct Sample {
        var uuid: String
        var name: String?
        var assetURL: String?
        var position: Int
    }

    private let releaseID: Int64
    private let samples: Statement
    private let annotations: Statement

    convenience init(_ selection: Selection) throws {
        try self.init(selection.connection, releaseID: selection.releaseID)
    }

    init(_ connection: Connection, releaseID: Int64) throws {
        self.releaseID = releaseID
        samples = try connection.prepare(
            """
            SELECT s.uuid, v.name, v.asset_url, rs.position
            FROM release_sample AS rs
            JOIN sample AS s ON s.id = rs.sample_id
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND rs.sample_id = ?
            """)
        annotations = try connection.prepare(
            "SELECT annotation_id FROM annotation WHERE id = ?")
    }

    func sample(_ id: Int64) throws -> Sample {
        samples.bind(releaseID, at: 1)
        samples.bind(id, at: 2)
        defer { samples.reset() }
        guard try samples.step() else { return Sample(uuid: "", position: 0) }
        return Sample(
            uuid: samples.row.text(0), name: samples.row.string(at: 1), assetURL: samples.row.string(at: 2),
            position: samples.row.int(3))
    }

    /// The id that the file gives an annotation; nil when it gives none.
    func annotationID(_ id: Int64) throws -> Int64? {
        annotations.bind(id, at: 1)
        defer { annotations.reset() }
        return try annotations.step() ? annotations.row.optionalInt64(0) : nil
    }
}
