import TestSupport
import Testing

@testable import ReleaseFormat

/// Digests that depend on a warehouse's secret.
@Suite struct ContentKeyTests {
    private func key(_ byte: UInt8) throws -> ContentKey {
        let bytes = [UInt8](repeating: byte, count: 16)
        return try #require(bytes.withUnsafeBytes { ContentKey(bytes: $0) })
    }

    private func digest(_ bytes: [UInt8], _ key: ContentKey) -> Digest {
        let keyed = KeyedDigest(key)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { keyed.digest($0, buffer.count) } ?? Digest(0, 0)
        }
    }

    @Test func `the same bytes and key give the same digest, time and again`() throws {
        let keyed = KeyedDigest(try key(7))
        let bytes = Array("{\"uuid\":\"a\"}".utf8)
        let digests = (0..<3).map { _ in
            bytes.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { keyed.digest($0, buffer.count) }
            }
        }
        #expect(Set(digests).count == 1)
        #expect(digests[0] == digest(bytes, try key(7)))
    }

    @Test func `another key gives another digest`() throws {
        let bytes = Array("{\"uuid\":\"a\"}".utf8)
        #expect(digest(bytes, try key(1)) != digest(bytes, try key(2)))
    }

    @Test func `each bit and the length count`() throws {
        let key = try key(3)
        let bytes = [UInt8](repeating: 0, count: 100)
        var seen: Set<Digest> = [
            digest(bytes, key), digest(bytes + [0], key), digest(Array(bytes.dropLast()), key),
        ]
        #expect(seen.count == 3)
        for bit in 0..<800 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(seen.insert(digest(changed, key)).inserted, "bit \(bit)")
        }
    }

    @Test func `a key has 16 bytes`() {
        for count in [0, 15, 17] {
            #expect([UInt8](repeating: 0, count: count).withUnsafeBytes { ContentKey(bytes: $0) } == nil)
        }
    }
}
