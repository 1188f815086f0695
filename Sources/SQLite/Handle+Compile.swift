import CSQLite

extension Handle {
    /// Compiles the one statement of a text.
    func compile(_ sql: String, flags: Int32) throws(SQLiteError) -> OpaquePointer {
        let pointer = try open()
        let outcome = sql.withCString { start -> Result<OpaquePointer, SQLiteError> in
            let text = UnsafeBufferPointer(start: start, count: sql.utf8.count)
            guard nextSQL(in: text, from: 0) != nil else { return .failure(SQLiteError(.emptySQL, sql: sql)) }
            var statement: OpaquePointer?
            var end: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                pointer, start, Int32(clamping: text.count + 1), UInt32(bitPattern: flags), &statement, &end)
            guard code == SQLITE_OK else {
                return .failure(compileError(code, sql: sql, from: 0, statementStart: nil))
            }
            guard let statement else { return .failure(SQLiteError(.emptySQL, sql: sql)) }
            if let end, let rest = nextSQL(in: text, from: end - start) {
                sqlite3_finalize(statement)
                return .failure(SQLiteError(.leftoverSQL, sql: sql, offset: rest))
            }
            return .success(statement)
        }
        return try outcome.get()
    }

    /// Runs every statement of a script, one after the other, until one fails.
    func execute(_ script: String) throws(SQLiteError) {
        let pointer = try open()
        let outcome = script.withCString { start -> Result<Void, SQLiteError> in
            let text = UnsafeBufferPointer(start: start, count: script.utf8.count)
            var position = 0
            while let here = nextSQL(in: text, from: position) {
                var statement: OpaquePointer?
                var end: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    pointer, start + here, Int32(clamping: text.count - here + 1), 0, &statement, &end)
                defer { sqlite3_finalize(statement) }
                guard code == SQLITE_OK else {
                    return .failure(compileError(code, sql: script, from: here, statementStart: here))
                }
                position = end.map { $0 - start } ?? here
                guard position > here else {
                    return .failure(SQLiteError(.leftoverSQL, sql: script, offset: here))
                }
                guard sqlite3_bind_parameter_count(statement) == 0 else {
                    return .failure(SQLiteError(.parameterInScript, sql: script, offset: here))
                }
                guard let statement else { continue }
                var answer = SQLITE_ROW
                while answer == SQLITE_ROW { answer = sqlite3_step(statement) }
                guard answer == SQLITE_DONE else {
                    return .failure(error(answer, sql: script, offset: here))
                }
            }
            return .success(())
        }
        return try outcome.get()
    }

    /// The error of a text that did not compile, with SQLite's offset where it gives one.
    private func compileError(
        _ code: Int32, sql: String, from start: Int, statementStart: Int?
    ) -> SQLiteError {
        let offset = pointer.map { sqlite3_error_offset($0) } ?? -1
        return error(code, sql: sql, offset: offset >= 0 ? start + Int(offset) : statementStart)
    }
}

/// The first byte of a statement at or after a position: past white space, semicolons and comments.
///
/// A NUL counts as SQL, since SQLite would silently stop there.
///
/// <https://www.sqlite.org/lang_comment.html>
func nextSQL(in text: UnsafeBufferPointer<CChar>, from start: Int) -> Int? {
    func byte(_ index: Int) -> UInt8 {
        index < text.count ? UInt8(bitPattern: text[index]) : 0
    }
    var index = start
    while index < text.count {
        switch (byte(index), byte(index + 1)) {
        case (UInt8(ascii: " "), _), (UInt8(ascii: "\t"), _), (UInt8(ascii: "\n"), _), (0x0C, _),
            (UInt8(ascii: "\r"), _), (UInt8(ascii: ";"), _):
            index += 1
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            while index < text.count, byte(index) != UInt8(ascii: "\n"), byte(index) != 0 { index += 1 }
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            index += 2
            while index < text.count, byte(index) != 0,
                byte(index) != UInt8(ascii: "*") || byte(index + 1) != UInt8(ascii: "/")
            {
                index += 1
            }
            if byte(index) != 0 { index += 2 }
        default:
            return index
        }
    }
    return nil
}
