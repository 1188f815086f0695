import CSQLite

/// What went wrong: SQLite's code and words, the SQL and the place in it, and what was being done.
///
/// Each layer that knows more adds a phrase with ``doing(_:)``; the cause below is never lost.
///
/// <https://www.sqlite.org/rescode.html>
public struct SQLiteError: Error, Hashable, Sendable {
    /// The extended result code, such as 787, `SQLITE_CONSTRAINT_FOREIGNKEY`.
    public let extendedCode: Int32

    /// What SQLite said about it.
    public let message: String

    /// The statement that failed, or the script that holds it.
    public let sql: String?

    /// The byte of ``sql`` (in UTF-8) at which the statement went wrong, if known.
    public let offset: Int?

    /// What was being done, outermost first, such as `importing a.json: writing samples`.
    public let doing: String?

    /// How the library was called wrongly, if that is what happened.
    public let misuse: Misuse?

    /// Makes an error of its parts.
    public init(
        extendedCode: Int32, message: String, sql: String? = nil, offset: Int? = nil,
        doing: String? = nil, misuse: Misuse? = nil
    ) {
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
        self.offset = offset
        self.doing = doing
        self.misuse = misuse
    }

    /// The primary result code, such as ``ResultCode/constraint``.
    public var code: ResultCode {
        ResultCode(rawValue: extendedCode & 0xFF)
    }

    /// The same error, with a phrase for what was being done put before those it already has.
    public func doing(_ phrase: String) -> SQLiteError {
        SQLiteError(
            extendedCode: extendedCode, message: message, sql: sql, offset: offset,
            doing: doing.map { "\(phrase): \($0)" } ?? phrase, misuse: misuse)
    }
}

extension SQLiteError {
    /// The error that a wrong call makes.
    init(_ misuse: Misuse, sql: String? = nil, offset: Int? = nil) {
        self.init(
            extendedCode: SQLITE_MISUSE, message: misuse.description, sql: sql, offset: offset,
            misuse: misuse)
    }

    /// The error that a code stands for, with SQLite's general words for it.
    init(code: Int32, sql: String? = nil, offset: Int? = nil) {
        let message = sqlite3_errstr(code).map { String(cString: $0) } ?? "unknown error"
        self.init(extendedCode: code, message: message, sql: sql, offset: offset)
    }
}
