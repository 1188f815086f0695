import ReleaseFormat
import SQLite

/// A sample's own content and its labels, unopened.
struct DiffSample {
    struct Label {
        var id: Int64
        var digest: [UInt8]
        var labelset: String
        var status: String?
        var annotations: Int
        var links: Int
    }

    var uuid: String
    var name: String?
    var versionID: Int64
    var versionDigest: [UInt8]
    /// Labels that are not null, by the ids of their labelsets.
    var labels: [Label]

    /// - Throws: ``WarehouseError``.
    init(state: Int64, in release: DiffRelease, isLabelset: (String) -> Bool) throws {
        let found = try release.connection.first(
            """
            SELECT s.uuid, v.name, v.id, v.digest
            FROM sample_state AS st
            JOIN sample AS s ON s.id = st.sample_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE st.id = ?
            """, Value(state)
        ) { row in
            (row.text(0), row.string(at: 1), row.int64(at: 2), row.blob(at: 3))
        }
        guard let found else {
            throw WarehouseError(
                kind: .unusable, message: "\(release.warehouse.path) has lost a sample's state")
        }
        (uuid, name, versionID, versionDigest) = found
        var labels: [Label] = []
        try release.connection.query(
            """
            SELECT l.id, l.digest, ls.name, l.label_status, l.annotations, coalesce(l.links, 0)
            FROM state_label AS sl
            JOIN label AS l ON l.id = sl.label_id
            JOIN labelset AS ls ON ls.id = sl.labelset_id
            WHERE sl.sample_state_id = ?
            ORDER BY sl.labelset_id
            """, Value(state)
        ) { row in
            let labelset = row.text(2)
            guard isLabelset(labelset) else { return }
            labels.append(
                Label(
                    id: row.int64(at: 0), digest: row.blob(at: 1), labelset: labelset,
                    status: row.string(at: 3), annotations: row.int(4), links: row.int(5)))
        }
        self.labels = labels
    }

    /// The sample without its labels, as its file has it.
    func document(in release: DiffRelease) throws -> JSONValue {
        let document = try release.connection.first(
            "SELECT name, attributes, metadata, extra FROM sample_version WHERE id = ?", Value(versionID)
        ) { row in
            StoredSample(
                uuid: uuid, name: row.string(at: 0), attributes: row.string(at: 1),
                metadata: row.string(at: 2), extra: row.string(at: 3), labels: []
            ).document.members?.filter { !$0.key.isExactly("labels") }
        }
        return .object((document ?? nil) ?? [])
    }
}
