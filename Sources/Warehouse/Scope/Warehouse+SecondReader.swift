extension Warehouse {
    /// Reads a release by a connection of its own, in one transaction: for a second thread.
    ///
    /// The content of a release never changes: the same release, imported at the same moment, is the same rows.
    ///
    /// - Parameters:
    ///   - path: of a warehouse that is a file; see ``isFile``.
    ///   - id: of the release, as the first connection sees it.
    /// - Returns: what `body` makes of it; nil where this connection sees another moment, at which the release is not
    ///   that one.
    /// - Throws: ``WarehouseError`` where the file cannot be opened once more; whatever `body` throws.
    static func readingAgain<R>(
        _ release: ReleaseSummary, id: Int64, at path: String, _ cancellation: Cancellation?,
        _ body: (Warehouse) throws -> R
    ) throws -> R? {
        let warehouse = try Warehouse(path: path, access: .read)
        return try warehouse.reading(cancellation) {
            guard try warehouse.release(release.ref) == release,
                try ReleaseKey(warehouse.connection, ref: release.ref).id == id
            else { return nil }
            return try body(warehouse)
        }
    }
}
