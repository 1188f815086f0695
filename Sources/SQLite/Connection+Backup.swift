import CSQLite

extension Connection {
    /// Copies the whole database over another one, page by page, while both stay usable by others.
    ///
    /// If somebody else writes to the source meanwhile, copying starts over; what this connection itself
    /// writes is copied along. The destination changes all at once, at the end, or not at all.
    ///
    /// A lock of another connection is waited for until no page could be copied for five seconds. An open
    /// transaction of the destination, or one in which this connection has written, is an error at once:
    /// waiting is no cure.
    ///
    /// - Parameters:
    ///   - destination: an open connection, which must not be used until this returns. A database in memory, or
    ///     in WAL mode, must have the source's page size.
    ///   - pagesPerStep: how many pages are copied between two calls of `progress`, during which others wait
    ///     to write; -1 copies all at once.
    ///   - progress: is given how many pages remain, and of how many; returns false to stop.
    /// - Throws: `SQLiteError`, with `SQLITE_INTERRUPT` if `progress` stopped it; whatever `progress` throws.
    ///
    /// <https://www.sqlite.org/c3ref/backup_finish.html>
    public func backup(
        to destination: Connection, pagesPerStep: Int32 = 256,
        progress: ((_ remaining: Int, _ total: Int) throws -> Bool)? = nil
    ) throws {
        let target = destination.handle
        guard let backup = sqlite3_backup_init(try target.open(), "main", try handle.open(), "main") else {
            throw target.error(sqlite3_extended_errcode(target.pointer)).doing("starting a backup")
        }
        for side in [handle, target] { side.callbackDepth += 1 }
        defer { for side in [handle, target] { side.callbackDepth -= 1 } }
        let code: Int32
        do {
            code = try copyPages(backup, pagesPerStep, progress)
        } catch {
            sqlite3_backup_finish(backup)
            throw error
        }
        let ending = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, ending == SQLITE_OK else {
            throw target.error(code == SQLITE_DONE ? ending : code).doing("backing up")
        }
    }

    /// Whether this connection has written in the transaction that is open.
    private var isWriting: Bool {
        sqlite3_txn_state(handle.pointer, "main") == SQLITE_TXN_WRITE
    }

    /// Copies until done, stopped or failed, and returns the code of that.
    private func copyPages(
        _ backup: OpaquePointer, _ pagesPerStep: Int32,
        _ progress: ((_ remaining: Int, _ total: Int) throws -> Bool)?
    ) throws -> Int32 {
        let (nap, patience): (Int32, Int32) = (10, 5_000)
        var waited: Int32 = 0
        while true {
            let code = sqlite3_backup_step(backup, pagesPerStep)
            switch code & 0xFF {
            case SQLITE_OK:
                waited = 0
                let remaining = Int(sqlite3_backup_remaining(backup))
                let total = Int(sqlite3_backup_pagecount(backup))
                if let progress, try !progress(remaining, total) { return SQLITE_INTERRUPT }
            case SQLITE_BUSY where waited < patience && !isWriting:
                sqlite3_sleep(nap)
                waited += nap
            default:
                return code
            }
        }
    }
}
