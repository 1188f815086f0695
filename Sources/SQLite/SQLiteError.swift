import CSQLite

/// What went wrong: SQLite's code and message, the SQL and the location in it, and what was being done.
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

    /// The error of a code, with SQLite's general message.
    init(code: Int32, sql: String? = nil, offset: Int? = nil) {
        let message = sqlite3_errstr(code).map { String(cString: $0) } ?? "unknown error"
        self.init(extendedCode: code, message: message, sql: sql, offset: offset)
    }
}

extension SQLiteError {
    /// Another connection holds a lock; trying again later may help.
    public var isBusy: Bool { code == .busy }

    /// This connection, or one that shares its cache, is in its own way.
    public var isLocked: Bool { code == .locked }

    /// The file is damaged.
    public var isCorrupt: Bool { code == .corrupt }

    /// The work was interrupted.
    public var isInterrupt: Bool { code == .interrupt }

    /// The disk, or the allowed number of pages, is used up.
    public var isFull: Bool { code == .full }

    /// The file is something else than a database.
    public var isNotADatabase: Bool { code == .notADatabase }

    /// The file or the connection cannot be written.
    public var isReadOnly: Bool { code == .readOnly }

    /// A constraint of the schema was violated; ``extendedCode`` is the kind.
    public var isConstraint: Bool { code == .constraint }

    /// The file could not be opened.
    public var isCannotOpen: Bool { code == .cannotOpen }

    /// The operating system reported an error.
    public var isIOError: Bool { code == .io }

    /// Memory is used up.
    public var isOutOfMemory: Bool { code == .outOfMemory }

    /// The authorizer refused.
    public var isDenied: Bool { code == .authorization }
}

extension SQLiteError: CustomStringConvertible {
    /// The name of ``extendedCode``, such as `SQLITE_IOERR_WRITE`.
    public var codeName: String { SQLiteError.name(ofCode: extendedCode) }

    /// One line: what was being done, what SQLite said, the code's name, and the line of SQL with the location.
    ///
    /// `listing cats: no such column: nmae [SQLITE_ERROR] at line 1, column 8 of: SELECT nmae FROM cat`
    public var description: String {
        var text = doing.map { "\($0): " } ?? ""
        text += "\(message) [\(SQLiteError.name(ofCode: extendedCode))]"
        guard let sql else { return text }
        guard let offset else { return "\(text) in: \(SQLiteError.shortened(Substring(sql)))" }
        let (line, column, excerpt) = SQLiteError.place(of: offset, in: sql)
        return "\(text) at line \(line), column \(column) of: \(SQLiteError.shortened(excerpt))"
    }

    /// The line, counted from one, the column, counted in characters from one, and the line's text.
    private static func place(of offset: Int, in sql: String) -> (line: Int, column: Int, text: Substring) {
        let bytes = sql.utf8
        let position = bytes.index(bytes.startIndex, offsetBy: max(0, offset), limitedBy: bytes.endIndex)
        let here = position ?? bytes.endIndex
        let newline = UInt8(ascii: "\n")
        let line = bytes[..<here].count { $0 == newline }
        let start = bytes[..<here].lastIndex(of: newline).map(bytes.index(after:)) ?? bytes.startIndex
        let end = bytes[here...].firstIndex(of: newline) ?? bytes.endIndex
        return (line + 1, sql[start..<here].count + 1, sql[start..<end])
    }

    /// White space as single spaces, and no more than a line's worth of it.
    private static func shortened(_ sql: Substring) -> String {
        let limit = 160
        let words = sql.prefix(4 * limit).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= limit ? words : "\(words.prefix(limit))…"
    }
}
