/// A value as SQLite stores it, copied and free to travel.
///
/// A NaN becomes NULL when it is bound: SQLite has none.
///
/// <https://www.sqlite.org/datatype3.html>
public enum Value: Sendable, Hashable {
    /// Nothing.
    case null
    /// A signed integer of up to 64 bits.
    case integer(Int64)
    /// A floating-point number of 64 bits.
    case real(Double)
    /// Characters, NUL among them.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// The storage class.
    public var type: ValueType {
        switch self {
        case .null: .null
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }
}
