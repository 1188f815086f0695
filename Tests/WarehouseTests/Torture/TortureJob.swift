import ReleaseFormat
import SQLite
import Schema
import TestSupport
import Testing

@testable import Warehouse

/// Something that changes a warehouse, and that may go wrong on the way.
enum TortureJob: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case firstImport = "first import"
    case firstImportSpilling = "first import, spilling"
    case furtherImport = "further import"
    case furtherImportSpilling = "further import, spilling"
    case importWithoutLog = "import, rollback journal"
    case importWithoutLogSpilling = "import, rollback, spilling"
    case successor = "import of a successor"
    case replacement = "import --replace"
    case removal = "rm"
    case removalSpilling = "rm, spilling"
    case removalWithoutLog = "rm, rollback journal"
    case garbageCollection = "gc"
    case backup = "backup"
    case migration = "migrate"
    case migrationWithoutLog = "migrate, rollback journal"

    var testDescription: String { rawValue }

    /// Whether it writes pages before its transaction ends, as a job does that is larger than its page cache.
    private var isSpilling: Bool { rawValue.hasSuffix("spilling") }

    /// Whether it has to do without a write-ahead log, as where none could be switched on.
    private var isWithoutLog: Bool { rawValue.contains("rollback") }

    /// What the job writes.
    var changedFile: String { self == .backup ? "backup.db" : "w.db" }

    /// What there is when the job is done.
    var namesAfterwards: [String] { self == .backup ? ["backup.db", "w.db"] : ["w.db"] }

    /// What a connection is to be prepared with, in the middle of a job.
    typealias Arming = (Connection) throws -> Void

    /// Does it.
    ///
    /// - Parameters:
    ///   - folder: holds the warehouse, `w.db`.
    ///   - source: the release to import.
    ///   - preparing: is handed what makes the job's circumstances and is no part of it.
    ///   - arm: prepares the connection that does the work, before it begins.
    ///   - reported: is called when the job says that it is done, before the warehouse is closed.
    func perform(
        in folder: ScratchFolder, source: String,
        preparing: (() throws -> Void) throws -> Void = { try $0() },
        arm: Arming? = nil, reported: () -> Void = {}
    ) throws {
        let path = folder("w.db")
        switch self {
        case .backup:
            let warehouse = try Warehouse(path: path, access: .read, busyTimeout: .zero)
            defer { try? warehouse.close() }
            try arm?(warehouse.connection)
            _ = try warehouse.backup(to: folder("backup.db"), overwrite: true)
            reported()
        case .migration, .migrationWithoutLog:
            guard let arm else {
                _ = try Warehouse.migrate(path: path)
                return reported()
            }
            do {
                let connection = try Connection(path: path)
                defer { try? connection.close() }
                try arm(connection)
                try Migrator(connection).migrate()
                reported()
            } catch {
                throw WarehouseError.from(error, path: path, waited: .zero)
            }
        default:
            let warehouse = try Warehouse(path: path, access: .write, busyTimeout: .zero)
            defer { try? warehouse.close() }
            do {
                try preparing {
                    if isWithoutLog { try warehouse.connection.execute("PRAGMA journal_mode = DELETE") }
                    if isSpilling { try warehouse.connection.execute("PRAGMA cache_size = 4") }
                }
            } catch {
                throw WarehouseError.from(error, path: path, waited: .zero)
            }
            try arm?(warehouse.connection)
            switch self {
            case .removal, .removalSpilling, .removalWithoutLog:
                _ = try warehouse.remove("acme/flowers@v2")
            case .garbageCollection:
                var options = GarbageOptions()
                options.compaction = .always
                _ = try warehouse.collectGarbage(options: options)
            default:
                var options = ImportOptions(decodesAhead: false)
                options.replace = self == .replacement
                _ = try warehouse.importRelease(from: .file(source), options: options)
            }
            reported()
        }
    }
}
