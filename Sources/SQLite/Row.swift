import CSQLite

/// The current row of a statement, lent: it cannot be copied or kept, only read.
///
/// Columns count from zero. Reading a column as another type converts it as SQLite does (the text `12` reads as the integer 12), and
/// may change what ``type(at:)`` says afterwards: ask first.
///
/// <https://www.sqlite.org/c3ref/column_blob.html>
public struct Row: ~Copyable {
    @usableFromInline let pointer: OpaquePointer?

    @inlinable
    init(_ pointer: OpaquePointer?) {
        self.pointer = pointer
    }

    /// How many columns it has.
    @inlinable
    public var columnCount: Int {
        Int(sqlite3_data_count(pointer))
    }

    /// The name of a column; empty if there is no such column.
    ///
    /// <https://www.sqlite.org/c3ref/column_name.html>
    public func columnName(_ index: Int) -> String {
        guard let pointer, let name = sqlite3_column_name(pointer, Int32(truncatingIfNeeded: index))
        else { return "" }
        return String(cString: name)
    }

    /// The storage class of a value.
    @inlinable
    public func type(at index: Int) -> ValueType {
        ValueType(code: sqlite3_column_type(pointer, checked(index)))
    }

    /// Whether a value is NULL.
    @inlinable
    public func isNull(at index: Int) -> Bool {
        sqlite3_column_type(pointer, checked(index)) == SQLITE_NULL
    }

    /// A value as an integer; 0 for NULL.
    @inlinable
    public func int64(at index: Int) -> Int64 {
        sqlite3_column_int64(pointer, checked(index))
    }

    /// A value as a real number; 0 for NULL.
    @inlinable
    public func double(at index: Int) -> Double {
        sqlite3_column_double(pointer, checked(index))
    }

    /// A value as text, with invalid UTF-8 repaired; nil for NULL.
    @inlinable
    public func string(at index: Int) -> String? {
        if isNull(at: index) { return nil }
        guard let text = sqlite3_column_text(pointer, checked(index)) else { return "" }
        let count = Int(sqlite3_column_bytes(pointer, checked(index)))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    /// A value as bytes, copied; none for NULL.
    @inlinable
    public func blob(at index: Int) -> [UInt8] {
        withBytes(at: index) { [UInt8]($0) }
    }

    /// Lends the bytes of a text (as UTF-8) or a blob, without copying; none for NULL.
    ///
    /// The bytes are gone when the closure returns, or when it steps or resets the statement.
    @inlinable
    public func withBytes<R, E: Error>(
        at index: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        let isBlob = sqlite3_column_type(pointer, checked(index)) == SQLITE_BLOB
        let start =
            isBlob
            ? sqlite3_column_blob(pointer, checked(index))
            : UnsafeRawPointer(sqlite3_column_text(pointer, checked(index)))
        let count = start == nil ? 0 : Int(sqlite3_column_bytes(pointer, checked(index)))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A copy of a value, as it is stored; the text of it with invalid UTF-8 repaired.
    public func value(at index: Int) -> Value {
        switch type(at: index) {
        case .null: .null
        case .integer: .integer(int64(at: index))
        case .real: .real(double(at: index))
        case .text: .text(string(at: index) ?? "")
        case .blob: .blob(blob(at: index))
        }
    }

    /// The index as SQLite wants it.
    ///
    /// A debug build stops if the row has no such column; otherwise SQLite reads that as NULL.
    @inlinable @inline(__always)
    func checked(_ index: Int) -> Int32 {
        assert(index >= 0 && index < columnCount, "the row has no column \(index)")
        return Int32(truncatingIfNeeded: index)
    }
}
