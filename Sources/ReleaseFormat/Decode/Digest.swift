import CDigest

/// A digest of content: the first 128 bits of its SHA-256.
///
/// A cryptographic digest, since a file's author must not be able to make two contents pass for one.
public struct Digest: Hashable, Sendable {
    /// The digest's first and last eight bytes, in the machine's order.
    public var words: (UInt64, UInt64)

    public init(_ first: UInt64, _ second: UInt64) {
        words = (first, second)
    }

    /// - Parameter bytes: 16 bytes, as ``withBytes(_:)`` lends them; nil for any other number.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        words = (
            bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        )
    }

    /// Lends the digest's 16 bytes.
    @inlinable
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try withUnsafeBytes(of: words, body)
    }

    /// The digest in hexadecimal, 32 digits.
    public var hexadecimal: String { withBytes(Self.hexadecimal(of:)) }

    static func hexadecimal(of bytes: UnsafeRawBufferPointer) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    public static func == (one: Digest, other: Digest) -> Bool {
        one.words.0 == other.words.0 && one.words.1 == other.words.1
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }

    /// The digest of some bytes.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hash = Hash()
        hash.update(bytes)
        return hash.finish()
    }

    static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Digest {
        of(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The digest of a sample with its labels.
    ///
    /// - Parameters:
    ///   - version: the digest of the sample's own content.
    ///   - labels: the digests of its labels by their labelsets, nil for a null label; in any order.
    public static func ofState(version: Digest, labels: [(labelset: String, digest: Digest?)]) -> Digest {
        var hash = Hash()
        hash.update(version)
        for label in labels.sorted(by: { $0.labelset.utf8.lexicographicallyPrecedes($1.labelset.utf8) }) {
            hash.update(label.labelset)
            withUnsafeBytes(of: UInt8(label.digest == nil ? 0 : 1)) { hash.update($0) }
            if let digest = label.digest { hash.update(digest) }
        }
        return hash.finish()
    }

    /// A digest in the making, for content that comes in pieces.
    public struct Hash {
        private var state = relwh_sha256()

        public init() {
            relwh_sha256_begin(&state)
        }

        public mutating func update(_ bytes: UnsafeRawBufferPointer) {
            relwh_sha256_update(&state, bytes.baseAddress, bytes.count)
        }

        public mutating func update(_ digest: Digest) {
            digest.withBytes { update($0) }
        }

        /// A string, its length first, so that neighbours cannot trade characters.
        public mutating func update(_ text: String) {
            var text = text
            text.withUTF8 { bytes in
                withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { update($0) }
                update(UnsafeRawBufferPointer(bytes))
            }
        }

        public mutating func finish() -> Digest {
            var out: (UInt64, UInt64) = (0, 0)
            withUnsafeMutableBytes(of: &out) { bytes in
                relwh_sha256_finish128(&state, bytes.bindMemory(to: UInt8.self).baseAddress)
            }
            return Digest(out.0, out.1)
        }

        /// All 256 bits in hexadecimal, as `sha256sum` prints them for a file.
        public mutating func finishWhole() -> String {
            var out = [UInt8](repeating: 0, count: 32)
            relwh_sha256_finish(&state, &out)
            return out.withUnsafeBytes(Digest.hexadecimal(of:))
        }
    }
}
