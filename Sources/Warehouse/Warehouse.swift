import SQLite
import Schema

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A warehouse of releases: one SQLite file.
///
/// ```swift
/// let warehouse = try Warehouse(path: "relwh.db", access: .write)
/// let report = try warehouse.importRelease(from: .file("flowers-v1.json"))
/// print(report.ref, report.annotations.total)
/// let sql = "SELECT category, count(*) FROM annotations WHERE ref = :ref GROUP BY 1"
/// try warehouse.query(sql, parameters: [QueryParameter(name: "ref", value: .text(report.ref))]) { row in
///     print(row)
/// }
/// ```
///
/// A warehouse is used by one thread. Other processes may read the file while one writes; they see what was last
/// committed.
public final class Warehouse {
    public enum Access: Sendable {
        /// Nothing is changed; there must be a warehouse.
        case read
        /// Makes the file when it is missing, and brings an older one up to date.
        case write
    }

    public let path: String
    let connection: Connection
    let access: Access
    /// Whether the file was made by this opening, and holds no release yet.
    var isNew = false

    /// Opens a warehouse.
    ///
    /// - Parameter busyTimeout: how long to wait for another process that writes.
    /// - Throws: ``WarehouseError``: `notFound` for a missing file that is only read; `unusable` for one that is
    ///   locked, damaged, newer, or no warehouse.
    public init(path: String, access: Access, busyTimeout: Duration = .seconds(5)) throws {
        self.path = path
        self.access = access
        do {
            connection = try Self.open(path, access)
            let (seconds, attoseconds) = busyTimeout.components
            connection.setBusyTimeout(
                milliseconds: Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
            try connection.harden()
            switch access {
            case .read: try Migrator(connection).check()
            case .write: try prepareForWriting()
            }
        } catch {
            throw WarehouseError.from(error, path: path)
        }
    }

    /// A warehouse that is gone when it is closed: for release files that are only looked at.
    public static func temporary() throws -> Warehouse {
        try Warehouse(path: "", access: .write)
    }

    private static func open(_ path: String, _ access: Access) throws -> Connection {
        if access == .write || path.isEmpty {
            return try Connection(path: path, access: .create)
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw WarehouseError(
                kind: .notFound, message: "there is no warehouse at \(path)",
                hint: "import a release to make one, or name another file with --db")
        }
        return try Connection(path: path, access: .readOnly)
    }

    private func prepareForWriting() throws {
        let migrator = Migrator(connection)
        let state = try migrator.state()
        if state == .empty {
            isNew = true
            // Larger pages than SQLite's own choice load a fifth faster. They are chosen before the first is written.
            try connection.execute("PRAGMA page_size = 16384")
        }
        // What was reported as done is on the disk.
        try connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384")
        try migrator.migrate()
    }

    /// Closes the file. Later use of the warehouse throws.
    public func close() throws {
        do {
            try connection.close()
        } catch {
            throw WarehouseError.from(error, path: path)
        }
    }

    /// Runs `body`, turning errors of the engine into the warehouse's own.
    func translating<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            throw WarehouseError.from(error, path: path)
        }
    }
}
