import CSQLite

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

extension Value {
    /// An integer.
    public init(_ value: Int) {
        self = .integer(Int64(value))
    }

    /// An integer, or NULL for nil.
    public init(_ value: Int64?) {
        self = value.map(Value.integer) ?? .null
    }

    /// A real number, or NULL for nil.
    public init(_ value: Double?) {
        self = value.map(Value.real) ?? .null
    }

    /// A text, or NULL for nil.
    public init(_ value: String?) {
        self = value.map(Value.text) ?? .null
    }

    /// A blob, or NULL for nil.
    public init(_ value: [UInt8]?) {
        self = value.map(Value.blob) ?? .null
    }

    /// 1 or 0: SQLite has no other truth.
    public init(_ value: Bool) {
        self = .integer(value ? 1 : 0)
    }
}

extension Value: ExpressibleByNilLiteral {
    /// NULL.
    public init(nilLiteral: ()) {
        self = .null
    }
}

extension Value: ExpressibleByIntegerLiteral {
    /// An integer.
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }
}

extension Value: ExpressibleByFloatLiteral {
    /// A real number.
    public init(floatLiteral value: Double) {
        self = .real(value)
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }
}

extension Value: ExpressibleByBooleanLiteral {
    /// 1 or 0.
    public init(booleanLiteral value: Bool) {
        self.init(value)
    }
}
