import CSQLite

/// The storage class of a value.
///
/// <https://www.sqlite.org/datatype3.html>
public enum ValueType: Sendable, Hashable {
    case null, integer, real, text, blob

    /// The storage class with a number of `sqlite3.h`.
    @inlinable
    init(code: Int32) {
        switch code {
        case SQLITE_INTEGER: self = .integer
        case SQLITE_FLOAT: self = .real
        case SQLITE_TEXT: self = .text
        case SQLITE_BLOB: self = .blob
        default: self = .null
        }
    }
}
