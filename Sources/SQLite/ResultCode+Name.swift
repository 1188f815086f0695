extension ResultCode: CustomStringConvertible {
    /// The name in `sqlite3.h`, such as `SQLITE_BUSY`.
    public var description: String {
        SQLiteError.name(ofCode: rawValue)
    }
}

extension SQLiteError {
    /// The name in `sqlite3.h` of a primary or extended result code; of an unknown extended code, the
    /// primary's name and the number.
    static func name(ofCode code: Int32) -> String {
        if let name = names[code] { return name }
        if let primary = names[code & 0xFF] { return "\(primary) (\(code))" }
        return "SQLITE_\(code)"
    }

    private static let names: [Int32: String] = {
        var names: [Int32: String] = [:]
        for (primary, name, extended) in families {
            names[primary] = "SQLITE_\(name)"
            for (offset, suffix) in extended.enumerated() {
                names[primary | Int32(offset + 1) << 8] = "SQLITE_\(name)_\(suffix)"
            }
        }
        return names
    }()

    /// Every primary code with its extended codes, which SQLite numbers from one within their family.
    private static let families: [(primary: Int32, name: String, extended: [String])] = [
        (0, "OK", ["LOAD_PERMANENTLY", "SYMLINK"]),
        (1, "ERROR", ["MISSING_COLLSEQ", "RETRY", "SNAPSHOT"]),
        (2, "INTERNAL", []),
        (3, "PERM", []),
        (4, "ABORT", ["1", "ROLLBACK"]),
        (5, "BUSY", ["RECOVERY", "SNAPSHOT", "TIMEOUT"]),
        (6, "LOCKED", ["SHAREDCACHE", "VTAB"]),
        (7, "NOMEM", []),
        (8, "READONLY", ["RECOVERY", "CANTLOCK", "ROLLBACK", "DBMOVED", "CANTINIT", "DIRECTORY"]),
        (9, "INTERRUPT", []),
        (
            10, "IOERR",
            [
                "READ", "SHORT_READ", "WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "FSTAT", "UNLOCK", "RDLOCK",
                "DELETE", "BLOCKED", "NOMEM", "ACCESS", "CHECKRESERVEDLOCK", "LOCK", "CLOSE", "DIR_CLOSE",
                "SHMOPEN", "SHMSIZE", "SHMLOCK", "SHMMAP", "SEEK", "DELETE_NOENT", "MMAP", "GETTEMPPATH",
                "CONVPATH", "VNODE", "AUTH", "BEGIN_ATOMIC", "COMMIT_ATOMIC", "ROLLBACK_ATOMIC", "DATA",
                "CORRUPTFS",
            ]
        ),
        (11, "CORRUPT", ["VTAB", "SEQUENCE", "INDEX"]),
        (12, "NOTFOUND", []),
        (13, "FULL", []),
        (14, "CANTOPEN", ["NOTEMPDIR", "ISDIR", "FULLPATH", "CONVPATH", "DIRTYWAL", "SYMLINK"]),
        (15, "PROTOCOL", []),
        (16, "EMPTY", []),
        (17, "SCHEMA", []),
        (18, "TOOBIG", []),
        (
            19, "CONSTRAINT",
            [
                "CHECK", "COMMITHOOK", "FOREIGNKEY", "FUNCTION", "NOTNULL", "PRIMARYKEY", "TRIGGER", "UNIQUE",
                "VTAB", "ROWID", "PINNED", "DATATYPE",
            ]
        ),
        (20, "MISMATCH", []),
        (21, "MISUSE", []),
        (22, "NOLFS", []),
        (23, "AUTH", ["USER"]),
        (24, "FORMAT", []),
        (25, "RANGE", []),
        (26, "NOTADB", []),
        (27, "NOTICE", ["RECOVER_WAL", "RECOVER_ROLLBACK"]),
        (28, "WARNING", ["AUTOINDEX"]),
        (100, "ROW", []),
        (101, "DONE", []),
    ]
}
