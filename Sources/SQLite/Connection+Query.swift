extension Connection {
    /// Calls `row` for each row of a query.
    ///
    /// - Parameters:
    ///   - parameters: a value for each parameter, in order; one too many or too few is an error.
    ///   - row: is lent the current row; throwing ends the query.
    /// - Throws: `SQLiteError`; whatever `row` throws.
    public func query(
        _ sql: String, _ parameters: Value..., row: (borrowing Row) throws -> Void
    ) throws {
        try query(sql, parameters: parameters, row: row)
    }

    /// Calls `row` for each row of a query, whose parameters are in an array.
    ///
    /// - Throws: `SQLiteError`; whatever `row` throws.
    public func query(
        _ sql: String, parameters: [Value], row: (borrowing Row) throws -> Void
    ) throws {
        try withStatement(sql) { statement in
            try statement.bind(parameters)
            while try statement.step() {
                try row(statement.row)
            }
        }
    }

    /// What `transform` makes of the first row of a query; nil if there is none.
    ///
    /// Further rows are not looked at.
    ///
    /// - Throws: `SQLiteError`; whatever `transform` throws.
    public func first<T>(
        _ sql: String, _ parameters: Value..., transform: (borrowing Row) throws -> T
    ) throws -> T? {
        try withStatement(sql) { statement in
            try statement.bind(parameters)
            return try statement.step() ? transform(statement.row) : nil
        }
    }
}
