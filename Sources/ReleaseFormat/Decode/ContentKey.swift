import CDigest

/// A secret that the digests of samples' bytes depend on: each warehouse has its own.
///
/// Those digests only serve to find what a warehouse has already, so that they need not be the same everywhere, and a
/// keyed one, which is four times as fast as SHA-256, is as safe: who does not know the key cannot make two contents
/// that pass for one. Content itself is known by its SHA-256.
public struct ContentKey: Sendable, Hashable {
    fileprivate let first: UInt64
    fileprivate let second: UInt64

    /// A key for readers without a warehouse.
    public static let none = ContentKey(first: 0, second: 0)

    private init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }

    /// - Parameter bytes: 16 random bytes; nil for any other number.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        first = bytes.loadUnaligned(as: UInt64.self)
        second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    }
}

/// Digests bytes with a key.
struct KeyedDigest: ~Copyable {
    private let state: OpaquePointer?
    private let key: ContentKey

    init(_ key: ContentKey) {
        self.key = key
        state = withUnsafeBytes(of: (key.first, key.second)) { bytes in
            bytes.bindMemory(to: UInt8.self).baseAddress.flatMap { relwh_keyed_new($0) }
        }
    }

    deinit { relwh_keyed_free(state) }

    func digest(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Digest {
        guard let state else {
            // No memory even for this: slower, but of no less use.
            return Digest.of(bytes, count)
        }
        var out: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &out) { buffer in
            relwh_keyed_digest(state, bytes, count, buffer.bindMemory(to: UInt8.self).baseAddress)
        }
        return Digest(out.0, out.1)
    }
}
