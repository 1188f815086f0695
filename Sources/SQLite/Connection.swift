import CSQLite

/// A connection to a database: the one owner of its file handle, its transaction and its statements.
///
/// Use it from one thread at a time; only ``Interrupter`` may be called from others. Statements are cached by
/// their text. It closes when it goes, or with ``close()`` where errors matter.
///
/// ```swift
/// let connection = try Connection(path: "cats.db", access: .create)
/// try connection.execute("CREATE TABLE cat (id INTEGER PRIMARY KEY, name TEXT) STRICT")
/// try connection.transaction {
///     try connection.run("INSERT INTO cat (name) VALUES (?)", "Minka")
/// }
/// try connection.query("SELECT id, name FROM cat WHERE name LIKE ?", "M%") { row in
///     print(row.int64(at: 0), row.string(at: 1) ?? "")
/// }
/// ```
public final class Connection {
    /// The path it was opened with.
    public let path: String

    let handle: Handle
    var cache = StatementCache()

    /// Opens a database file.
    ///
    /// The path `:memory:` makes a database in memory, an empty path a temporary one on disk. SQLite reads
    /// the file only when first asked to: a file that is no database is found out by the first statement.
    ///
    /// - Parameters:
    ///   - immutableURI: promise that nobody changes the file, so that it is read without locks and
    ///     without files beside it, even from a read-only medium. Access is read-only then.
    /// - Throws: `SQLiteError`, mostly ``ResultCode/cannotOpen``; ``Misuse/oldLibrary(_:)`` where the SQLite library
    ///   that is installed is too old.
    ///
    /// <https://www.sqlite.org/c3ref/open.html>
    public init(
        path: String, access: Access = .readWrite, immutableURI: Bool = false
    ) throws(SQLiteError) {
        try Connection.checkLibrary()
        guard !path.utf8.contains(0) else { throw SQLiteError(.invalidPath) }
        self.path = path
        let flags = immutableURI ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : access.flags
        let name = immutableURI ? immutableURIString(path) : plainName(path)
        var pointer: OpaquePointer?
        let code = sqlite3_open_v2(
            name, &pointer, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let pointer else { throw SQLiteError(code: code) }
        handle = Handle(pointer: pointer)
        guard code == SQLITE_OK else { throw handle.error(code).doing("opening \(path)") }
    }

    /// Closes now, and says if that failed.
    ///
    /// An open transaction is rolled back; statements that are still around report an error when used; closing
    /// again does nothing.
    ///
    /// - Throws: `SQLiteError` with ``Misuse/closedWhileInUse`` when called while a statement is on a
    ///   row, or from a callback; the connection stays open then.
    ///
    /// <https://www.sqlite.org/c3ref/close.html>
    public func close() throws(SQLiteError) {
        try handle.close()
        cache.removeAll()
    }
}

// MARK: State

extension Connection {
    /// Whether a transaction is open.
    ///
    /// <https://www.sqlite.org/c3ref/get_autocommit.html>
    public var isInTransaction: Bool {
        handle.pointer.map { sqlite3_get_autocommit($0) == 0 } ?? false
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed itself, without triggers and foreign keys.
    ///
    /// <https://www.sqlite.org/c3ref/changes.html>
    public var changes: Int {
        handle.pointer.map { Int(sqlite3_changes64($0)) } ?? 0
    }

    /// How many rows were changed since opening, triggers and foreign keys included.
    ///
    /// <https://www.sqlite.org/c3ref/total_changes.html>
    public var totalChanges: Int {
        handle.pointer.map { Int(sqlite3_total_changes64($0)) } ?? 0
    }

    /// The rowid of the last row inserted through this connection; 0 if there was none.
    ///
    /// <https://www.sqlite.org/c3ref/last_insert_rowid.html>
    public var lastInsertedRowID: Int64 {
        handle.pointer.map { sqlite3_last_insert_rowid($0) } ?? 0
    }

    /// The version of the SQLite library in use, such as `3.40.1`.
    ///
    /// <https://www.sqlite.org/c3ref/libversion.html>
    public static var libraryVersion: String {
        String(cString: sqlite3_libversion())
    }

    /// Refuses a library that is older than the headers may be: what is missing in it would only be noticed in the
    /// middle of some work, or not at all.
    static func checkLibrary(
        version: Int32 = sqlite3_libversion_number(), name: @autoclosure () -> String = libraryVersion
    ) throws(SQLiteError) {
        guard version >= CSQLITE_OLDEST_VERSION_NUMBER else { throw SQLiteError(.oldLibrary(name())) }
    }
}

/// The two numbers in a database's header that are free for applications.
extension Connection {
    /// Whose file this is; 0 if nobody said.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_application_id>
    public var applicationID: Int32 {
        get throws { try headerNumber("application_id") }
    }

    /// Says whose file this is.
    ///
    /// - Throws: `SQLiteError` if the file cannot be written.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_application_id>
    public func setApplicationID(_ id: Int32) throws(SQLiteError) {
        try execute("PRAGMA application_id = \(id)")
    }

    /// The version of the file's schema, as its application counts; 0 at first.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_user_version>
    public var userVersion: Int32 {
        get throws { try headerNumber("user_version") }
    }

    /// Says which version the file's schema has; a transaction covers this too.
    ///
    /// - Throws: `SQLiteError` if the file cannot be written.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_user_version>
    public func setUserVersion(_ version: Int32) throws(SQLiteError) {
        try execute("PRAGMA user_version = \(version)")
    }

    private func headerNumber(_ pragma: String) throws -> Int32 {
        try first("PRAGMA \(pragma)") { Int32(truncatingIfNeeded: $0.int64(at: 0)) } ?? 0
    }
}

// MARK: Locks and the write-ahead log

extension Connection {
    /// Waits at most this long for a lock that another connection holds, before failing with `SQLITE_BUSY`.
    ///
    /// With 0 it does not wait. It replaces a busy handler.
    ///
    /// <https://www.sqlite.org/c3ref/busy_timeout.html>
    public func setBusyTimeout(milliseconds: Int32) {
        guard let pointer = handle.pointer else { return }
        sqlite3_busy_timeout(pointer, milliseconds)
        handle.callbacks.busy = nil
    }

    /// Asks a handler whether to try again for a lock that another connection holds; nil removes it.
    ///
    /// It replaces a busy timeout. The handler must not use the connection. SQLite does not ask where waiting would
    /// be a deadlock.
    ///
    /// - Parameter handler: is given how often it was asked before for the same lock, and may sleep; returns
    ///   false to give up, and the statement fails with `SQLITE_BUSY`.
    ///
    /// <https://www.sqlite.org/c3ref/busy_handler.html>
    public func setBusyHandler(_ handler: ((_ attempt: Int) -> Bool)?) {
        guard let pointer = handle.pointer else { return }
        let callback = handler.map { Callback($0, handle: handle) }
        let trampoline: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = { context, attempt in
            guard let context else { return 0 }
            return Callback<(Int) -> Bool>.call(context) { $0(Int(attempt)) ? 1 : 0 }
        }
        sqlite3_busy_handler(pointer, callback == nil ? nil : trampoline, callback?.context)
        handle.callbacks.busy = callback
    }
}

extension Connection {
    /// Copies the write-ahead log into the database; nothing without such a log.
    ///
    /// - Parameter truncate: waits (as the busy timeout says) for readers and writers, copies all, and empties
    ///   the log. Otherwise as much is copied as can be without waiting.
    /// - Throws: `SQLiteError`, with `SQLITE_BUSY` only if `truncate`.
    ///
    /// <https://www.sqlite.org/c3ref/wal_checkpoint_v2.html>
    public func checkpoint(truncate: Bool) throws(SQLiteError) {
        let mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let code = sqlite3_wal_checkpoint_v2(try handle.open(), nil, mode, nil, nil)
        guard code == SQLITE_OK else { throw handle.error(code).doing("checkpointing") }
    }
}
