/// What SQLite answered: a primary result code such as `SQLITE_BUSY`.
///
/// A structure and not an enumeration, since a newer library may answer with a code that is not listed here.
///
/// <https://www.sqlite.org/rescode.html>
public struct ResultCode: RawRepresentable, Hashable, Sendable {
    /// The number as in `sqlite3.h`.
    public let rawValue: Int32

    /// The code with a number of `sqlite3.h`.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// `SQLITE_OK`: nothing went wrong.
    public static let ok = ResultCode(rawValue: 0)
    /// `SQLITE_ERROR`: the SQL is wrong, or nothing more precise applies.
    public static let error = ResultCode(rawValue: 1)
    /// `SQLITE_INTERNAL`: a bug in SQLite.
    public static let `internal` = ResultCode(rawValue: 2)
    /// `SQLITE_PERM`: a new file could not have the permissions it needs.
    public static let permission = ResultCode(rawValue: 3)
    /// `SQLITE_ABORT`: a rollback or a callback ended the statement.
    public static let abort = ResultCode(rawValue: 4)
    /// `SQLITE_BUSY`: another connection holds the lock.
    public static let busy = ResultCode(rawValue: 5)
    /// `SQLITE_LOCKED`: this connection, or one that shares its cache, is in the way.
    public static let locked = ResultCode(rawValue: 6)
    /// `SQLITE_NOMEM`: out of memory.
    public static let outOfMemory = ResultCode(rawValue: 7)
    /// `SQLITE_READONLY`: the file, or the connection, is read-only.
    public static let readOnly = ResultCode(rawValue: 8)
    /// `SQLITE_INTERRUPT`: interrupted from outside or by the progress handler.
    public static let interrupt = ResultCode(rawValue: 9)
    /// `SQLITE_IOERR`: the operating system reported an error.
    public static let io = ResultCode(rawValue: 10)
    /// `SQLITE_CORRUPT`: the file is damaged.
    public static let corrupt = ResultCode(rawValue: 11)
    /// `SQLITE_NOTFOUND`: an unknown operation.
    public static let notFound = ResultCode(rawValue: 12)
    /// `SQLITE_FULL`: the disk, or the allowed number of pages, is used up.
    public static let full = ResultCode(rawValue: 13)
    /// `SQLITE_CANTOPEN`: the file, or one that belongs to it, could not be opened.
    public static let cannotOpen = ResultCode(rawValue: 14)
    /// `SQLITE_PROTOCOL`: the locks of a WAL file could not be had.
    public static let lockProtocol = ResultCode(rawValue: 15)
    /// `SQLITE_SCHEMA`: the schema changed under a statement too often.
    public static let schema = ResultCode(rawValue: 17)
    /// `SQLITE_TOOBIG`: a text, a blob or a statement is longer than allowed.
    public static let tooBig = ResultCode(rawValue: 18)
    /// `SQLITE_CONSTRAINT`: a constraint of the schema was violated.
    public static let constraint = ResultCode(rawValue: 19)
    /// `SQLITE_MISMATCH`: a value of the wrong type.
    public static let mismatch = ResultCode(rawValue: 20)
    /// `SQLITE_MISUSE`: the library was called wrongly; see ``SQLiteError/misuse``.
    public static let misuse = ResultCode(rawValue: 21)
    /// `SQLITE_NOLFS`: the system does not support files that large.
    public static let noLargeFiles = ResultCode(rawValue: 22)
    /// `SQLITE_AUTH`: the authorizer refused.
    public static let authorization = ResultCode(rawValue: 23)
    /// `SQLITE_RANGE`: no parameter has this index.
    public static let range = ResultCode(rawValue: 25)
    /// `SQLITE_NOTADB`: the file is not a database.
    public static let notADatabase = ResultCode(rawValue: 26)
}
