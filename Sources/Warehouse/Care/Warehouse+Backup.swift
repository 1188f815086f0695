import SQLite
import Schema

extension Warehouse {
    /// Copies the warehouse into a file that is a warehouse itself.
    ///
    /// The copy is a snapshot: others may read and write meanwhile, and what they commit is not in it. It is made
    /// under another name beside its target, checked, synced to the disk, and then given its name; if anything fails,
    /// nothing is left behind. The same warehouse gives the same bytes each time.
    ///
    /// - Parameters:
    ///   - target: a path; a file there is kept unless `overwrite`.
    ///   - cancellation: asked now and then.
    ///   - progress: called some hundred times a second at most.
    /// - Throws: ``WarehouseError``: `target` for a file that may not or cannot be written, `notFound` for a folder
    ///   that is not there, `limit` for a full disk, `unusable` for a damaged warehouse, `interrupted`.
    public func backup(
        to target: String, overwrite: Bool = false, cancellation: Cancellation? = nil,
        progress: ((BackupProgress) -> Void)? = nil
    ) throws -> BackupReport {
        try translating {
            try Backup(connection, path: path, cancellation: cancellation, progress: progress)
                .run(to: target, overwrite: overwrite)
        }
    }

    /// Copies a warehouse of any version of the schema, such as one that is to be migrated.
    ///
    /// - Throws: as ``backup(to:overwrite:cancellation:progress:)``; `notFound` where there is no warehouse.
    public static func backup(
        path: String, to target: String, overwrite: Bool = false, busyTimeout: Duration = .seconds(5),
        cancellation: Cancellation? = nil, progress: ((BackupProgress) -> Void)? = nil
    ) throws -> BackupReport {
        do {
            let connection = try openForReading(path, milliseconds(busyTimeout), isOfAnyVersion: true)
            return try Backup(connection, path: path, cancellation: cancellation, progress: progress)
                .run(to: target, overwrite: overwrite)
        } catch {
            throw WarehouseError.from(error, path: path, waited: busyTimeout)
        }
    }
}

/// One backup, from its beginning to its end.
private struct Backup {
    private let connection: Connection
    private let source: String
    private let cancellation: Cancellation?
    private let progress: ((BackupProgress) -> Void)?

    init(
        _ connection: Connection, path: String, cancellation: Cancellation?,
        progress: ((BackupProgress) -> Void)?
    ) {
        self.connection = connection
        source = path
        self.cancellation = cancellation
        self.progress = progress
    }

    func run(to target: String, overwrite: Bool) throws -> BackupReport {
        let start = ContinuousClock.now
        let file = try BackupFile(target: target, source: source, overwrites: overwrite)
        let pages: Int
        do {
            pages = try copy(to: file.path)
            try verify(file.path)
        } catch let error as SQLiteError where error.isFull || error.isIOError {
            throw BackupFile.isFull(target)
        }
        let (bytes, sha256) = try file.digest()
        if cancellation?.isCancelled == true { throw interrupted }
        try file.commit()
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return BackupReport(
            source: source, path: target, pages: pages, bytes: bytes, sha256: sha256,
            seconds: Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// Copies all pages; answers how many.
    private func copy(to path: String) throws -> Int {
        let copy = try Connection(path: path, access: .readWrite)
        // Nobody knows the file yet: what is written need neither be undone nor be safe before its end.
        try copy.execute(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        // While a transaction reads, the source cannot change during the copy, no matter what others commit.
        try connection.transaction(.deferred) {
            let pageSize = try connection.first("PRAGMA page_size") { $0.int(0) } ?? 0
            _ = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
            try connection.backup(to: copy, pagesPerStep: 64) { remaining, total in
                progress?(
                    BackupProgress(
                        bytesCopied: (total - remaining) * pageSize, bytesTotal: total * pageSize))
                return cancellation?.isCancelled != true
            }
        }
        let pages = try copy.first("PRAGMA page_count") { $0.int(0) } ?? 0
        try copy.close()
        return pages
    }

    /// Reads the copy once, as it is on the disk.
    private func verify(_ path: String) throws {
        let copy = try Connection(path: path, immutableURI: true)
        copy.onProgress(every: 20_000) { cancellation?.isCancelled == true }
        let damage: String?
        do {
            damage = try copy.first("PRAGMA quick_check(1)") { $0.text(0) }
        } catch let error as SQLiteError where error.isCorrupt || error.isNotADatabase {
            damage = error.message
        }
        guard damage == "ok", try copy.applicationID == Migrator.applicationID else {
            throw WarehouseError(
                kind: .unusable, message: "\(source) is damaged, and was not backed up: \(damage ?? "")",
                remedy: .check)
        }
        try copy.close()
    }

    private var interrupted: WarehouseError {
        WarehouseError(kind: .interrupted, message: "interrupted; no backup was made")
    }
}

/// A backup that was made.
public struct BackupReport: Sendable, Hashable {
    /// The warehouse.
    public var source: String
    /// The backup: a whole warehouse in one file.
    public var path: String
    public var pages: Int
    public var bytes: Int
    /// The SHA-256 of the file, in hexadecimal, as `sha256sum` shows it.
    public var sha256: String
    public var seconds: Double

    public init(
        source: String, path: String, pages: Int, bytes: Int, sha256: String, seconds: Double
    ) {
        self.source = source
        self.path = path
        self.pages = pages
        self.bytes = bytes
        self.sha256 = sha256
        self.seconds = seconds
    }
}

/// The progress of a backup.
public struct BackupProgress: Sendable, Hashable {
    public var bytesCopied: Int
    public var bytesTotal: Int

    public init(bytesCopied: Int, bytesTotal: Int) {
        self.bytesCopied = bytesCopied
        self.bytesTotal = bytesTotal
    }
}
