import CSQLite

/// The storage class of a value.
///
/// <https://www.sqlite.org/datatype3.html>
public enum ValueType: Sendable, Hashable {
    /// Nothing.
    case null
    /// A signed integer of up to 64 bits.
    case integer
    /// A floating-point number of 64 bits.
    case real
    /// Characters.
    case text
    /// Bytes.
    case blob

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
