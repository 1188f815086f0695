import CSQLite

extension Connection {
    /// Brings what stands in the write-ahead log into the database; nothing without such a log.
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
