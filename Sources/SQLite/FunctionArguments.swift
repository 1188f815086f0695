import CSQLite

/// The arguments of a call to a function, lent for that call.
///
/// Arguments count from zero.
///
/// <https://www.sqlite.org/c3ref/value_blob.html>
public struct FunctionArguments: ~Copyable {
    private let values: UnsafeMutableBufferPointer<OpaquePointer?>

    init(_ values: UnsafeMutableBufferPointer<OpaquePointer?>) {
        self.values = values
    }

    /// How many there are.
    public var count: Int {
        values.count
    }

    /// The storage class of an argument.
    public func type(at index: Int) -> ValueType {
        ValueType(code: sqlite3_value_type(values[index]))
    }

    /// Whether an argument is NULL.
    public func isNull(at index: Int) -> Bool {
        type(at: index) == .null
    }

    /// An argument as an integer; 0 for NULL.
    public func int64(at index: Int) -> Int64 {
        sqlite3_value_int64(values[index])
    }

    /// An argument as a real number; 0 for NULL.
    public func double(at index: Int) -> Double {
        sqlite3_value_double(values[index])
    }

    /// An argument as text, with invalid UTF-8 repaired; nil for NULL.
    public func string(at index: Int) -> String? {
        if isNull(at: index) { return nil }
        return withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// An argument as bytes, copied; none for NULL.
    public func blob(at index: Int) -> [UInt8] {
        withBytes(at: index) { [UInt8]($0) }
    }

    /// Lends the bytes of a text (as UTF-8) or a blob while the closure runs, without copying; none for NULL.
    public func withBytes<R, E: Error>(
        at index: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        let value = values[index]
        let start =
            type(at: index) == .blob
            ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
        let count = start == nil ? 0 : Int(sqlite3_value_bytes(value))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A copy of an argument.
    public func value(at index: Int) -> Value {
        switch type(at: index) {
        case .null: .null
        case .integer: .integer(int64(at: index))
        case .real: .real(double(at: index))
        case .text: .text(string(at: index) ?? "")
        case .blob: .blob(blob(at: index))
        }
    }
}
