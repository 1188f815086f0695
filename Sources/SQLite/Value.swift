/// A value as SQLite stores it, copied and free to travel.
///
/// A NaN becomes NULL when it is bound: SQLite has none.
///
/// <https://www.sqlite.org/datatype3.html>
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
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
