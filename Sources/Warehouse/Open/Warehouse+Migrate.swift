import Schema

/// What bringing a warehouse up to date did.
public struct MigrationReport: Sendable, Hashable {
    public var path: String
    /// Schema versions.
    public var from: Int
    public var to: Int

    public init(path: String, from: Int, to: Int) {
        self.path = path
        self.from = from
        self.to = to
    }
}

extension Warehouse {
    /// Brings a warehouse up to date.
    ///
    /// Of two that do it at once, one waits and then finds nothing left to do: its report says so.
    ///
    /// - Parameter busyTimeout: how long to wait for another process that writes.
    /// - Throws: ``WarehouseError``: `notFound` when there is none, `unusable` for a newer or foreign file.
    public static func migrate(path: String, busyTimeout: Duration = .seconds(5)) throws -> MigrationReport {
        guard inode(of: path) != nil else { throw missing(path) }
        let warehouse = try Warehouse(path: path, access: .write, busyTimeout: busyTimeout)
        guard let before = warehouse.versionAtOpening else {
            throw WarehouseError.from(SchemaError.emptyFile, path: path, waited: busyTimeout)
        }
        try warehouse.close()
        return MigrationReport(path: path, from: before, to: Migrator.newestVersion)
    }

    static func missing(_ path: String) -> WarehouseError {
        WarehouseError(
            kind: .notFound, message: "there is no warehouse at \(path)",
            remedy: .importOrNameAnotherFile)
    }
}
