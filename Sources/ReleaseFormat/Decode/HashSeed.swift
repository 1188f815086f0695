/// A hash for tables in memory that are filled from a file.
///
/// It depends on secret numbers, so that nobody can write a file whose texts all fall into one place of a table: looking
/// each of them up would take time with the square of their number.
public struct HashSeed: Sendable {
    private let start: UInt64
    private let factor: UInt64

    public init() {
        var random = SystemRandomNumberGenerator()
        start = random.next()
        factor = random.next() | 1
    }

    /// - Parameter bytes: readable for eight bytes behind the end.
    @inline(__always)
    func hash(padded bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = start ^ UInt64(truncatingIfNeeded: count)
        var at = 0
        while at < count {
            var word = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self).littleEndian
            if count - at < 8 { word &= (1 << UInt64((count - at) * 8)) - 1 }
            hash = mixed(hash ^ word)
            at += 8
        }
        return hash ^ hash >> 32
    }

    public func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = start ^ UInt64(truncatingIfNeeded: bytes.count)
        var at = 0
        while at < bytes.count {
            var word: UInt64 = 0
            let tail = bytes[at..<min(at + 8, bytes.count)]
            withUnsafeMutableBytes(of: &word) { $0.copyBytes(from: tail) }
            hash = mixed(hash ^ word.littleEndian)
            at += 8
        }
        return hash ^ hash >> 32
    }

    /// Both halves of a product: what a changed bit does to them depends on the secret.
    @inline(__always)
    private func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: factor)
        return (product.high ^ product.low) &+ start
    }
}
