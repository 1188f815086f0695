import SQLite

/// Finds samples of the release by their positions, which is what rules keep that report at the end: they are small.
final class SampleLocator {
    private let connection: Connection
    private let context: RuleContext
    private var sampleIDs: [Int32: Int64]?

    init(_ connection: Connection, _ context: RuleContext) {
        self.connection = connection
        self.context = context
    }

    /// The sample at a position of the release's list, with the URL of its asset.
    ///
    /// - Throws: ``WarehouseError``: `unusable` when there is none.
    func sample(at position: Int32) throws -> CheckedSample {
        let ids = try sampleIDs ?? readIDs()
        sampleIDs = ids
        guard let id = ids[position] else { throw lost() }
        let found = try connection.first(
            """
            SELECT s.uuid, v.name, v.frames, v.asset_url, v.id
            FROM release_sample AS rs
            JOIN sample AS s ON s.id = rs.sample_id
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND rs.sample_id = ?
            """, Value(context.releaseID), Value(id)
        ) { row in
            CheckedSample(
                id: id, position: Int(position), uuid: row.text(0), name: row.string(at: 1),
                frames: row.optionalInt(2), assetURL: row.string(at: 3), versionID: row.int64(at: 4))
        }
        guard let found else { throw lost() }
        return found
    }

    /// The location of a sample, or of its label in a labelset.
    ///
    /// - Parameter labelset: in ``RuleContext/labelsets``.
    func place(at position: Int32, labelset: Int? = nil) throws -> Finding.Place {
        let sample = try sample(at: position)
        var place = Finding.Place()
        place.sampleUUID = sample.uuid
        place.sample = sample.name
        place.labelset = labelset.map { context.labelsets[$0].name }
        return place
    }

    private func readIDs() throws -> [Int32: Int64] {
        var ids: [Int32: Int64] = [:]
        ids.reserveCapacity(context.release.samples)
        try connection.query(
            "SELECT position, sample_id FROM release_sample WHERE release_id = ?", Value(context.releaseID)
        ) { row in
            ids[Int32(clamping: row.int64(at: 0))] = row.int64(at: 1)
        }
        return ids
    }

    private func lost() -> WarehouseError {
        WarehouseError(kind: .unusable, message: "the warehouse has lost a sample of \(context.release.ref)")
    }
}
