import CSQLite

extension Connection {
    /// When a transaction takes its locks.
    ///
    /// <https://www.sqlite.org/lang_transaction.html>
    public enum TransactionKind: String, Sendable {
        /// When it first reads or writes.
        case deferred = "DEFERRED"
        /// Right away, so that nobody else can write in between.
        case immediate = "IMMEDIATE"
        /// Right away, and outside WAL mode nobody else can even read.
        case exclusive = "EXCLUSIVE"
    }

    /// Runs `body` in a transaction: all of it happens, or nothing.
    ///
    /// If `body` or the commit fails, all is rolled back, unless SQLite has done so already; the error thrown
    /// is the first one. A statement that is on a row may be ended by that, and says so at its next step.
    /// Transactions do not nest: use ``savepoint(_:_:)`` inside.
    ///
    /// - Throws: `SQLiteError` if the transaction cannot begin or commit; whatever `body` throws.
    @discardableResult
    public func transaction<R>(
        _ kind: TransactionKind = .immediate, _ body: () throws -> R
    ) throws -> R {
        try control("BEGIN \(kind.rawValue)")
        do {
            let result = try body()
            try control("COMMIT")
            return result
        } catch {
            rollBack("ROLLBACK")
            throw error
        }
    }

    /// Runs `body` in a savepoint, a transaction that may be inside another: if it fails, what it did is undone,
    /// and what was done before remains.
    ///
    /// - Throws: `SQLiteError`; whatever `body` throws.
    ///
    /// <https://www.sqlite.org/lang_savepoint.html>
    @discardableResult
    public func savepoint<R>(_ name: String, _ body: () throws -> R) throws -> R {
        let name = quoted(name)
        try control("SAVEPOINT \(name)")
        do {
            let result = try body()
            try control("RELEASE \(name)")
            return result
        } catch {
            rollBack("ROLLBACK TO \(name); RELEASE \(name)")
            throw error
        }
    }

    /// Begins or ends a transaction, out of reach of the progress handler: SQLite asks that one once more after
    /// the deed, and would report as interrupted what has begun, or even been committed.
    private func control(_ sql: String) throws {
        try handle.withoutProgress { _ = try run(sql) }
    }

    /// Undoes what is still open.
    ///
    /// There is an error to report already, so this one reports none. After some errors SQLite has rolled back by
    /// itself, and only ``isInTransaction`` knows. A rollback must be neither interrupted nor refused, so
    /// interruptions, the progress handler and the authorizer are kept away. An interruption that came before, while
    /// an outer statement is on a row, also hits the rollback: then those statements have to end first.
    private func rollBack(_ script: String) {
        guard isInTransaction, let pointer = handle.pointer else { return }
        handle.gate.shut()
        defer { handle.gate.open(pointer) }
        func undo() -> Int32 {
            handle.withoutProgress {
                handle.withoutAuthorizer { sqlite3_exec(pointer, script, nil, nil, nil) }
            }
        }
        guard undo() & 0xFF == SQLITE_INTERRUPT, handle.callbackDepth == 0 else { return }
        handle.abandonRunningStatements()
        _ = undo()
    }
}

/// A name in double quotes, as SQL writes it.
private func quoted(_ name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars {
        if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
}
