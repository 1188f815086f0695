extension SQLiteError: CustomStringConvertible {
    /// The name of ``extendedCode``, such as `SQLITE_IOERR_WRITE`.
    public var codeName: String { SQLiteError.name(ofCode: extendedCode) }

    /// One line: what was being done, what SQLite said, the code's name, and the line of SQL with the place.
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
