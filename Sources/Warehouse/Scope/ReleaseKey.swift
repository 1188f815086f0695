import SQLite

/// The ids of a release and of what it shares with others.
struct ReleaseKey: Sendable, Hashable {
    let id: Int64
    let taxonomyID: Int64

    /// - Throws: ``WarehouseError``: `notFound` for a release that was removed since it was listed.
    init(_ connection: Connection, ref: String) throws {
        let row = try connection.first(
            "SELECT id, taxonomy_id FROM release WHERE ref = ?", Value(ref)
        ) { ($0.int64(at: 0), $0.int64(at: 1)) }
        guard let row else {
            throw WarehouseError(kind: .notFound, message: "there is no release \(ref) any more")
        }
        (id, taxonomyID) = row
    }
}
