import CSQLite

extension Connection {
    /// A switch that belongs to the connection, not to the file.
    ///
    /// <https://www.sqlite.org/c3ref/c_dbconfig_defensive.html>
    public enum Option: Sendable, Hashable {
        /// SQL cannot damage the file: no writing to shadow tables and the like.
        case defensive
        /// Views, triggers and indices of the file may call any function.
        case trustedSchema
        /// Foreign keys are checked. Do not switch inside a transaction.
        case foreignKeys
        /// The C interface may load extensions; SQL may not.
        case loadExtension
        /// A misspelt `"name"` in a definition is taken for a string.
        case doubleQuotedStringsInDDL
        /// A misspelt `"name"` in a query is taken for a string.
        case doubleQuotedStringsInDML
        /// Triggers fire.
        case triggers
        /// Views of the file can be read; temporary ones always can.
        case views

        fileprivate var code: Int32 {
            switch self {
            case .defensive: SQLITE_DBCONFIG_DEFENSIVE
            case .trustedSchema: SQLITE_DBCONFIG_TRUSTED_SCHEMA
            case .foreignKeys: SQLITE_DBCONFIG_ENABLE_FKEY
            case .loadExtension: SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION
            case .doubleQuotedStringsInDDL: SQLITE_DBCONFIG_DQS_DDL
            case .doubleQuotedStringsInDML: SQLITE_DBCONFIG_DQS_DML
            case .triggers: SQLITE_DBCONFIG_ENABLE_TRIGGER
            case .views: SQLITE_DBCONFIG_ENABLE_VIEW
            }
        }
    }

    /// Switches options on or off, such as `configure([.foreignKeys: true, .trustedSchema: false])`.
    ///
    /// - Throws: `SQLiteError` if the library does not know one.
    ///
    /// <https://www.sqlite.org/c3ref/db_config.html>
    public func configure(_ options: KeyValuePairs<Option, Bool>) throws(SQLiteError) {
        for (option, isOn) in options {
            _ = try set(option, isOn ? 1 : 0)
        }
    }

    /// What SQLite's authors advise for files that somebody else may have made: defensive, no trusted schema, no
    /// extensions, no strings in double quotes, no triggers.
    ///
    /// <https://www.sqlite.org/security.html>
    public func harden() throws(SQLiteError) {
        try configure([
            .defensive: true, .trustedSchema: false, .loadExtension: false,
            .doubleQuotedStringsInDDL: false, .doubleQuotedStringsInDML: false, .triggers: false,
        ])
        // Pages are looked at before they are believed, and read rather than mapped: a mapped file that is cut short
        // ends the process.
        try execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
    }

    /// Whether an option is on.
    ///
    /// - Throws: `SQLiteError` if the library does not know it.
    public func isOn(_ option: Option) throws(SQLiteError) -> Bool {
        try set(option, -1)
    }

    private func set(_ option: Option, _ value: Int32) throws(SQLiteError) -> Bool {
        var now: Int32 = 0
        let code = csqlite_db_config_switch(try handle.open(), option.code, value, &now)
        guard code == SQLITE_OK else { throw handle.error(code).doing("setting the option \(option)") }
        return now != 0
    }
}
