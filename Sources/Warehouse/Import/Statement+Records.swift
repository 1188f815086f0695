import ReleaseFormat
import SQLite

/// Binding what batches hold, bytes where they stand.
extension Statement {
    @inline(__always)
    func bind(_ range: ByteRange, _ batch: SampleBatch, at index: Int32) {
        if range.isAbsent {
            bindNull(at: index)
        } else {
            bindText(batch.bytes(range), at: index)
        }
    }

    @inline(__always)
    func bind(_ scalar: Scalar, _ batch: SampleBatch, at index: Int32) {
        switch scalar {
        case .absent: bindNull(at: index)
        case .integer(let whole): bind(whole, at: index)
        case .real(let double): bind(double, at: index)
        case .text(let range): bindText(batch.bytes(range), at: index)
        }
    }

    @inline(__always)
    func bind(_ value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    @inline(__always)
    func bind(_ value: Double?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    @inline(__always)
    func bind(_ value: Int64, if isThere: Bool, at index: Int32) {
        if isThere { bind(value, at: index) } else { bindNull(at: index) }
    }

    @inline(__always)
    func bind(_ value: Double, if isThere: Bool, at index: Int32) {
        if isThere { bind(value, at: index) } else { bindNull(at: index) }
    }

    /// A number, or NULL for NaN.
    @inline(__always)
    func bind(number value: Double, at index: Int32) {
        bind(value, if: !value.isNaN, at: index)
    }

    /// A word of the program's own.
    @inline(__always)
    func bind(_ word: StaticString?, at index: Int32) {
        if let word {
            bindText(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), at: index)
        } else {
            bindNull(at: index)
        }
    }

    /// The 16 bytes of one of many digests, which stay where they are.
    @inline(__always)
    func bind(_ digests: UnsafeBufferPointer<Digest>, _ row: Int, at index: Int32) {
        let bytes = UnsafeRawBufferPointer(digests)
        bindBlob(UnsafeRawBufferPointer(rebasing: bytes[(row * 16)..<(row * 16 + 16)]), at: index)
    }
}
