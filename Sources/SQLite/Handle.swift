import CSQLite

/// The C connection, kept alive by its `Connection` and by each of its statements.
///
/// It knows its statements, so that closing can take their C halves away before the connection goes: a
/// statement used afterwards then reports an error.
final class Handle {
    /// Nil once closed.
    private(set) var pointer: OpaquePointer?

    /// Shared with the interrupters, which may outlive the connection.
    let gate: InterruptGate

    /// The closures SQLite may call as long as it is open.
    var callbacks = Callbacks()

    /// How many of our callbacks SQLite is in the middle of calling.
    var callbackDepth = 0

    private var statements: [ObjectIdentifier: Unmanaged<Statement>] = [:]

    init(pointer: OpaquePointer) {
        self.pointer = pointer
        gate = InterruptGate(pointer)
    }

    deinit {
        gate.shut()
        sqlite3_close_v2(pointer)
    }

    /// The C connection, or the error that it is closed.
    func open() throws(SQLiteError) -> OpaquePointer {
        guard let pointer else { throw SQLiteError(.closed) }
        return pointer
    }

    func register(_ statement: Statement) {
        statements[ObjectIdentifier(statement)] = .passUnretained(statement)
    }

    func unregister(_ statement: Statement) {
        statements[ObjectIdentifier(statement)] = nil
    }

    /// Ends the statements that are on a row, which then fail at their next step with `SQLITE_ABORT`.
    func abandonRunningStatements() {
        for statement in statements.values {
            statement.takeUnretainedValue().abandon()
        }
    }

    /// Closes for good, unless something is in the middle of its work; closing twice is harmless.
    func close() throws(SQLiteError) {
        guard let pointer else { return }
        let isRunning = statements.values.contains { $0.takeUnretainedValue().isRunning }
        guard callbackDepth == 0, !isRunning else { throw SQLiteError(.closedWhileInUse) }
        for statement in statements.values {
            statement.takeUnretainedValue().finalize()
        }
        gate.shut()
        let code = sqlite3_close(pointer)
        guard code == SQLITE_OK else {
            gate.open(pointer)
            throw error(code)
        }
        self.pointer = nil
        callbacks = Callbacks()
    }

    /// The error of the call that has just failed with this code.
    func error(_ code: Int32, sql: String? = nil, offset: Int? = nil) -> SQLiteError {
        guard let pointer, sqlite3_extended_errcode(pointer) == code, let message = sqlite3_errmsg(pointer)
        else { return SQLiteError(code: code, sql: sql, offset: offset) }
        return SQLiteError(
            extendedCode: code, message: String(cString: message), sql: sql, offset: offset)
    }
}
