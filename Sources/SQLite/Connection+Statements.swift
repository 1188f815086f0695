import CSQLite

extension Connection {
    /// Runs every statement of a script, one after the other, and discards their rows.
    ///
    /// Those before one that fails remain done: put a script in a ``transaction(_:_:)`` if that matters.
    ///
    /// - Throws: `SQLiteError`, whose offset is the location in the script; a parameter is an error too.
    public func execute(_ script: String) throws(SQLiteError) {
        try handle.execute(script)
    }

    /// Runs one statement to its end and discards its rows.
    ///
    /// - Parameter parameters: a value for each parameter, in order; one too many or too few is an error.
    /// - Returns: how many rows it changed itself; 0 for what is not an INSERT, UPDATE or DELETE.
    /// - Throws: `SQLiteError`
    @discardableResult
    public func run(_ sql: String, _ parameters: Value...) throws -> Int {
        try withStatement(sql) { statement in
            try statement.bind(parameters)
            let before = totalChanges
            try statement.run()
            // Other statements leave the count of the last one that changed rows.
            return totalChanges == before ? 0 : changes
        }
    }

    /// Lends a statement of the cache while `body` runs, and takes it back reset and without bindings.
    ///
    /// Nested calls with the same SQL get statements of their own. A statement that failed is not used again.
    /// Do not keep it: somebody else will be lent the same one.
    ///
    /// - Throws: `SQLiteError` if the SQL does not compile or holds more than one statement; whatever
    ///   `body` throws.
    @discardableResult
    public func withStatement<R>(_ sql: String, _ body: (Statement) throws -> R) throws -> R {
        _ = try handle.open()
        let statement = try cache.take(sql) ?? Statement(sql, handle: handle)
        defer {
            statement.reset()
            statement.clearBindings()
            if !statement.hasFailed, handle.pointer != nil { cache.give(back: statement) }
        }
        return try body(statement)
    }

    /// Compiles a statement for the caller to keep, where even looking into the cache would be too much.
    ///
    /// - Throws: `SQLiteError` if the SQL does not compile, is empty (``Misuse/emptySQL``) or holds more than
    ///   one statement (``Misuse/leftoverSQL``).
    ///
    /// <https://www.sqlite.org/c3ref/prepare.html>
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Statement(sql, handle: handle)
    }
}
