import CSQLite

/// A compiled statement: bind, step, read the row, reset.
///
/// It keeps the database open while it lives. After its connection was closed explicitly, binding does
/// nothing and ``step()`` throws.
///
/// ```swift
/// let insert = try connection.prepare("INSERT INTO cat (id, name) VALUES (?, ?)")
/// for cat in cats {
///     insert.bind(cat.id, at: 1)
///     insert.bind(cat.name, at: 2)
///     try insert.run()
/// }
/// ```
public final class Statement {
    /// The text it was made of.
    public let sql: String

    /// Nil once finalized; read at every bind, so free of the run time's exclusivity checks.
    @exclusivity(unchecked) @usableFromInline var pointer: OpaquePointer?

    /// What the next step has to report: the code of a failed bind, or that the statement was abandoned.
    @exclusivity(unchecked) @usableFromInline var pendingFailure = SQLITE_OK

    /// Whether a step has failed, after which the cache does not want the statement back.
    private(set) var hasFailed = false

    private let handle: Handle

    init(_ sql: String, handle: Handle) throws(SQLiteError) {
        self.sql = sql
        self.handle = handle
        pointer = try handle.compile(sql, flags: SQLITE_PREPARE_PERSISTENT)
        handle.register(self)
    }

    deinit {
        handle.unregister(self)
        finalize()
    }

    /// Runs to the next row: true if there is one, false at the end, where the statement is reset.
    ///
    /// Bindings are kept; stepping on after the end runs the statement again.
    ///
    /// - Throws: `SQLiteError` if the statement, or a bind before it, failed; the statement is reset.
    ///
    /// <https://www.sqlite.org/c3ref/step.html>
    @inlinable
    public func step() throws(SQLiteError) -> Bool {
        let code = pendingFailure == SQLITE_OK ? sqlite3_step(pointer) : pendingFailure
        switch code {
        case SQLITE_ROW:
            return true
        case SQLITE_DONE:
            sqlite3_reset(pointer)
            return false
        default:
            throw failure(code)
        }
    }

    /// Runs to the end, discarding rows, and resets; bindings are kept.
    ///
    /// - Throws: `SQLiteError` if the statement, or a bind before it, failed; the statement is reset.
    @inlinable
    public func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Goes back to before the first row; bindings are kept.
    ///
    /// <https://www.sqlite.org/c3ref/reset.html>
    @inlinable
    public func reset() {
        sqlite3_reset(pointer)
    }

    /// Sets every parameter to NULL, and forgets a bind that failed.
    ///
    /// <https://www.sqlite.org/c3ref/clear_bindings.html>
    public func clearBindings() {
        guard let pointer else { return }
        sqlite3_clear_bindings(pointer)
        pendingFailure = SQLITE_OK
    }

    /// The row on which the last ``step()`` stopped, lent for the expression that uses it.
    @inlinable
    public var row: Row {
        _read { yield Row(pointer) }
    }

    /// Resets after a failure and makes the error of it.
    @usableFromInline
    func failure(_ code: Int32) -> SQLiteError {
        hasFailed = true
        guard let pointer else { return SQLiteError(.closed, sql: sql) }
        let isPending = pendingFailure != SQLITE_OK
        let error = isPending ? SQLiteError(code: code, sql: sql) : handle.error(code, sql: sql)
        pendingFailure = SQLITE_OK
        sqlite3_reset(pointer)
        return error
    }

    // MARK: What the connection does to its statements

    /// Whether it is on a row, or is being stepped.
    var isRunning: Bool {
        pointer != nil && sqlite3_stmt_busy(pointer) != 0
    }

    /// Ends it if it is on a row; its next step reports that.
    func abandon() {
        guard isRunning else { return }
        sqlite3_reset(pointer)
        pendingFailure = SQLITE_ABORT
    }

    /// Takes the C half away.
    func finalize() {
        sqlite3_finalize(pointer)
        pointer = nil
    }
}
