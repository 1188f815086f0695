import CSQLite

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
