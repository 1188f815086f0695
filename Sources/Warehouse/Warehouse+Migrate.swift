import SQLite
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
    /// - Parameter busyTimeout: how long to wait for another process that writes.
    /// - Throws: ``WarehouseError``: `notFound` when there is none, `unusable` for a newer or foreign file.
    public static func migrate(path: String, busyTimeout: Duration = .seconds(5)) throws -> MigrationReport {
        do {
            try checkKind(of: path)
            let before = try Connection(path: path, access: .readOnly)
            before.setBusyTimeout(milliseconds: milliseconds(busyTimeout))
            try before.harden()
            let version: Int
            switch try Migrator(before).state() {
            case .warehouse(let number): version = number
            case .empty: throw SchemaError.emptyFile
            case .foreign: throw SchemaError.foreignFile
            }
            try before.close()
            let warehouse = try Warehouse(path: path, access: .write, busyTimeout: busyTimeout)
            try warehouse.close()
            return MigrationReport(path: path, from: version, to: Migrator.newestVersion)
        } catch let error as SQLiteError where error.isCannotOpen {
            throw missing(path)
        } catch {
            throw WarehouseError.from(error, path: path, waited: busyTimeout)
        }
    }

    static func missing(_ path: String) -> WarehouseError {
        WarehouseError(
            kind: .notFound, message: "there is no warehouse at \(path)",
            hint: "import a release to make one, or name another file with --db")
    }
}
