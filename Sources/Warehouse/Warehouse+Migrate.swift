import SQLite
import Schema

extension Warehouse {
    /// Brings a warehouse up to date.
    ///
    /// - Throws: ``WarehouseError``: `notFound` when there is none, `unusable` for a newer or foreign file.
    public static func migrate(path: String) throws -> MigrationReport {
        do {
            try checkKind(of: path)
            let before = try Connection(path: path, access: .readOnly)
            try before.harden()
            let version: Int
            switch try Migrator(before).state() {
            case .warehouse(let number): version = number
            case .empty: throw SchemaError.emptyFile
            case .foreign: throw SchemaError.foreignFile
            }
            try before.close()
            let warehouse = try Warehouse(path: path, access: .write)
            try warehouse.close()
            return MigrationReport(path: path, from: version, to: Migrator.newestVersion)
        } catch let error as SQLiteError where error.isCannotOpen {
            throw missing(path)
        } catch {
            throw WarehouseError.from(error, path: path)
        }
    }

    static func missing(_ path: String) -> WarehouseError {
        WarehouseError(
            kind: .notFound, message: "there is no warehouse at \(path)",
            hint: "import a release to make one, or name another file with --db")
    }
}
