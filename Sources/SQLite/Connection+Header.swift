/// The two numbers in a database's header that are free for applications.
extension Connection {
    /// Whose file this is; 0 if nobody said.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_application_id>
    public var applicationID: Int32 {
        get throws { try headerNumber("application_id") }
    }

    /// Says whose file this is.
    ///
    /// - Throws: `SQLiteError` if the file cannot be written.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_application_id>
    public func setApplicationID(_ id: Int32) throws(SQLiteError) {
        try execute("PRAGMA application_id = \(id)")
    }

    /// The version of the file's schema, as its application counts; 0 at first.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_user_version>
    public var userVersion: Int32 {
        get throws { try headerNumber("user_version") }
    }

    /// Says which version the file's schema has; a transaction covers this too.
    ///
    /// - Throws: `SQLiteError` if the file cannot be written.
    ///
    /// <https://www.sqlite.org/pragma.html#pragma_user_version>
    public func setUserVersion(_ version: Int32) throws(SQLiteError) {
        try execute("PRAGMA user_version = \(version)")
    }

    private func headerNumber(_ pragma: String) throws -> Int32 {
        try first("PRAGMA \(pragma)") { Int32(truncatingIfNeeded: $0.int64(at: 0)) } ?? 0
    }
}
