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
    /// - Throws: `SQLiteError` with ``Misuse/closedWhileInUse`` when called while a statement stands on a
    ///   row, or from a callback; the connection stays open then.
    ///
    /// <https://www.sqlite.org/c3ref/close.html>
    public func close() throws(SQLiteError) {
        try handle.close()
        cache.removeAll()
    }
}
