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
