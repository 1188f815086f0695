import Platform
import ReleaseFormat
import SQLite
import Schema

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
        /// Makes the file when it is missing, brings an older one up to date, and replaces views that another version of
        /// the program wrote.
        case write
    }

    public let path: String
    /// How long another process that writes is waited for.
    public let busyTimeout: Duration
    let connection: Connection
    let access: Access
    /// Whether there was no file, and no release was imported since.
    private var isFresh = false
    /// Whether the schema is still to be written: with the first import, so that one that fails leaves nothing.
    private var lacksSchema = false
    /// The version of the schema when the file was opened; nil if it had none.
    private(set) var versionAtOpening: Int?
    /// What distinguishes this file from another at the same path.
    private var inode: UInt64?

    /// Opens a warehouse.
    ///
    /// - Parameter busyTimeout: how long to wait for another process that writes.
    /// - Throws: ``WarehouseError``: `notFound` for a missing file that is only read; `unusable` for one that is
    ///   locked, damaged, newer, or no warehouse.
    public init(path: String, access: Access, busyTimeout: Duration = .seconds(5)) throws {
        self.path = path
        self.access = access
        self.busyTimeout = busyTimeout
        let isMissing = Self.inode(of: path) == nil
        try Self.checkKind(of: path)
        do {
            let milliseconds = Self.milliseconds(busyTimeout)
            switch access {
            case .read: connection = try Self.openForReading(path, milliseconds)
            case .write: connection = try Self.open(path, .create, milliseconds)
            }
            inode = Self.inode(of: path)
            isFresh = isMissing && inode != nil
            if access == .write { try prepareForWriting() }
            try QueryFunctions.add(to: connection)
        } catch {
            throw WarehouseError.from(error, path: path, waited: busyTimeout)
        }
    }

    /// A warehouse that is gone when it is closed: for release files that are only looked at.
    public static func temporary() throws -> Warehouse {
        try Warehouse(path: "", access: .write)
    }

    private static func open(
        _ path: String, _ access: Connection.Access, _ milliseconds: Int32, isImmutable: Bool = false
    ) throws -> Connection {
        let connection = try Connection(path: path, access: access, immutableURI: isImmutable)
        connection.setBusyTimeout(milliseconds: milliseconds)
        try connection.harden()
        return connection
    }

    /// Opens a file that is only read.
    ///
    /// The connection itself may write, so that it can take the write-ahead log away again when it is the last to
    /// close: one that may not leaves the log's files lying about. What it is asked to do may not write. In a folder
    /// that cannot be written a log cannot even be made; without one there nobody writes, and the file is read as it
    /// is.
    ///
    /// - Parameter isOfAnyVersion: for what only copies the file.
    static func openForReading(
        _ path: String, _ milliseconds: Int32, isOfAnyVersion: Bool = false
    ) throws -> Connection {
        func check(_ connection: Connection) throws {
            if isOfAnyVersion, case .warehouse = try Migrator(connection).state() { return }
            let migrator = Migrator(connection)
            // A file that is only read keeps the views that another version of the program wrote.
            if try !migrator.check().isEmpty { try migrator.overlay() }
        }
        func checked(_ access: Connection.Access, isImmutable: Bool) throws -> Connection {
            let connection = try open(path, access, 0, isImmutable: isImmutable)
            defer { connection.setBusyTimeout(milliseconds: milliseconds) }
            do {
                try check(connection)
            } catch {
                // The first import may run for a long time: others get an answer at once.
                if NewFile.isBeingMade(path) { throw beingMade(path) }
                guard (error as? SQLiteError)?.isBusy == true else { throw error }
                connection.setBusyTimeout(milliseconds: milliseconds)
                try check(connection)
            }
            return connection
        }
        guard inode(of: path) != nil else { throw missing(path) }
        do {
            let connection = try checked(.readWrite, isImmutable: false)
            try connection.execute("PRAGMA query_only = ON")
            return connection
        } catch let error as SQLiteError where error.isCannotOpen || error.isReadOnly {
            var status = stat()
            guard stat(path + "-wal", &status) != 0 || status.st_size == 0 else { throw error }
            return try checked(.readOnly, isImmutable: true)
        }
    }

    private static func beingMade(_ path: String) -> WarehouseError {
        WarehouseError(
            kind: .unusable,
            message: "\(path) is being created: another process is importing its first release",
            hint: "try again when it is done")
    }

    /// As SQLite takes it.
    static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    private func prepareForWriting() throws {
        // What was reported as done is on the disk. Where a transaction ends with the deletion of a journal, that
        // takes a synced folder as well.
        try connection.execute("PRAGMA synchronous = EXTRA")
        let migrator = Migrator(connection)
        let state = try migrator.state()
        if state == .empty {
            // Larger pages than SQLite's own choice load a fifth faster. They are chosen before the first is written.
            try connection.execute("PRAGMA page_size = 16384")
            lacksSchema = true
        } else {
            versionAtOpening = try migrator.migrate()
            useLog()
        }
        try connection.execute(
            """
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -16384;
            PRAGMA journal_size_limit = 16777216;
            PRAGMA temp_store = MEMORY;
            """)
    }

    private func hasReleases() throws -> Bool {
        try connection.first("SELECT 1 FROM release") { _ in true } ?? false
    }

    /// Writes the schema of a warehouse that is looked at before anything was imported.
    func ensureSchema() throws {
        guard lacksSchema else { return }
        try Migrator(connection).migrate()
        lacksSchema = false
    }

    /// Makes sure, in an import's transaction, that there is a schema, and that the file is the one at its path.
    func prepareForImport() throws {
        try checkPresence()
        if lacksSchema { try Migrator(connection).migrateInTransaction() }
    }

    /// The secret that the digests of samples' bytes depend on.
    func contentKey() throws -> ContentKey {
        let key = try connection.first("SELECT key FROM content_key") { row in
            row.withBytes(at: 0) { ContentKey(bytes: $0) }
        }
        guard let key = key ?? nil else {
            throw WarehouseError(
                kind: .unusable, message: "\(path) has lost the key of its contents",
                hint: "the file is damaged: restore a backup, or import its releases into a new warehouse")
        }
        return key
    }

    deinit {
        discardIfFresh()
    }

    /// Closes the file. Later use of the warehouse throws.
    public func close() throws {
        do {
            discardIfFresh()
            try connection.close()
        } catch {
            throw WarehouseError.from(error, path: path, waited: busyTimeout)
        }
    }

    // MARK: The file

    /// Refuses what can be no database, before SQLite waits for it or writes into it.
    static func checkKind(of path: String) throws {
        var status = stat()
        guard !path.isEmpty, path != ":memory:", stat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFREG else { return }
        throw WarehouseError(
            kind: .unusable,
            message: "\(path) is \(kind == S_IFDIR ? "a folder" : "not a regular file"), not a warehouse",
            remedy: .nameFile)
    }

    static func inode(of path: String) -> UInt64? {
        var status = stat()
        guard !path.isEmpty, path != ":memory:", stat(path, &status) == 0 else { return nil }
        return UInt64(status.st_ino)
    }

    /// Checks, inside a transaction, that the file is still the one at its path: a process whose first import failed
    /// takes its file away again, and somebody may have waited for it.
    func checkPresence() throws {
        guard let inode, inode != Self.inode(of: path) else { return }
        throw WarehouseError(
            kind: .unusable, message: "\(path) was removed by another process", hint: "try again")
    }

    /// After an import: from now on others read while this one writes.
    ///
    /// The first import goes the shorter way, by a rollback journal: nobody can read what is not there yet.
    func settleAfterImport() {
        isFresh = false
        lacksSchema = false
        useLog()
        emptyLog()
    }

    /// Switches the write-ahead log on, where it is off and nothing is in the way.
    ///
    /// It is no error if that fails: the file is as good without, but readers wait. The next writer
    /// tries again.
    private func useLog() {
        if inode != nil { try? connection.execute("PRAGMA journal_mode = WAL") }
    }

    /// Moves the write-ahead log into the file, and empties it, as far as no reader needs it: it
    /// would only grow beside a reader that never closes. Nobody is waited for, and what fails is done the next time.
    func emptyLog() {
        guard inode != nil else { return }
        connection.setBusyTimeout(milliseconds: 0)
        defer { connection.setBusyTimeout(milliseconds: Self.milliseconds(busyTimeout)) }
        try? connection.checkpoint(truncate: true)
    }

    /// Whether other connections can open what this one has open; they cannot where it is in memory, or temporary.
    var isFile: Bool { inode != nil }

    /// What the file and its log take on the disk; for a warehouse in memory, what it takes there.
    var bytesOnDisk: Int {
        let sizes = ["", "-wal"].map { suffix in
            var status = stat()
            return inode != nil && stat(path + suffix, &status) == 0 ? Int(status.st_size) : 0
        }
        if sizes[0] > 0 { return sizes[0] + sizes[1] }
        let pages = try? connection.first("PRAGMA page_count") { $0.int(0) }
        let size = try? connection.first("PRAGMA page_size") { $0.int(0) }
        return (pages ?? 0) * (size ?? 0)
    }

    /// Removes a file that nothing was written to but the schema: a failed first import leaves nothing behind.
    private func discardIfFresh() {
        guard isFresh else { return }
        isFresh = false
        // Under the lock, and only if nobody else has imported something meanwhile.
        try? connection.transaction(.exclusive) {
            try checkPresence()
            let isEmpty = try Migrator(connection).state() == .empty
            if try isEmpty || !hasReleases() { unlink(Self.resolved(path)) }
        }
    }

    /// The file that a path leads to, over links.
    private static func resolved(_ path: String) -> String {
        guard let name = realpath(path, nil) else { return path }
        defer { free(name) }
        return String(cString: name)
    }

    /// Runs `body`, turning errors of the engine into the warehouse's own.
    ///
    /// - Parameter needsSchema: false for an import, which writes a missing schema itself.
    func translating<R>(needsSchema: Bool = true, _ body: () throws -> R) throws -> R {
        do {
            if needsSchema { try ensureSchema() }
            return try body()
        } catch {
            throw WarehouseError.from(error, path: path, waited: busyTimeout)
        }
    }
}
