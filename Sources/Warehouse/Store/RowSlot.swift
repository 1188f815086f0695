import ReleaseFormat
import SQLite

/// Receives the values of a row's columns: an import writes them, a check compares them.
///
/// Columns that are not bound are NULL.
protocol RowSlot {
    mutating func bind(_ value: Int64, at column: Int32)
    mutating func bind(_ value: Double, at column: Int32)
    mutating func bindText(_ bytes: UnsafeRawBufferPointer, at column: Int32)
    mutating func bindBlob(_ bytes: UnsafeRawBufferPointer, at column: Int32)
}

/// Binds values of batches without copying them. What is absent is left out, which makes it NULL.
extension RowSlot {
    @inline(__always)
    mutating func bind(_ range: ByteRange, _ bytes: BatchBytes, at column: Int32) {
        if !range.isAbsent { bindText(bytes[range], at: column) }
    }

    @inline(__always)
    mutating func bind(_ scalar: Scalar, _ bytes: BatchBytes, at column: Int32) {
        switch scalar {
        case .absent: break
        case .integer(let whole): bind(whole, at: column)
        case .real(let double): bind(double, at: column)
        case .text(let range): bindText(bytes[range], at: column)
        }
    }

    @inline(__always)
    mutating func bind(_ value: Int64?, at column: Int32) {
        if let value { bind(value, at: column) }
    }

    @inline(__always)
    mutating func bind(_ value: Double?, at column: Int32) {
        if let value { bind(value, at: column) }
    }

    /// A number; NULL for NaN.
    @inline(__always)
    mutating func bind(number value: Double, at column: Int32) {
        if !value.isNaN { bind(value, at: column) }
    }

    /// A word of the program's own.
    @inline(__always)
    mutating func bind(_ word: StaticString?, at column: Int32) {
        guard let word else { return }
        bindText(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), at: column)
    }

    /// The 16 bytes of one of many digests, which stay where they are.
    @inline(__always)
    mutating func bind(_ digests: UnsafeBufferPointer<Digest>, _ row: Int, at column: Int32) {
        let bytes = UnsafeRawBufferPointer(digests)
        bindBlob(UnsafeRawBufferPointer(rebasing: bytes[(row * 16)..<(row * 16 + 16)]), at: column)
    }
}
