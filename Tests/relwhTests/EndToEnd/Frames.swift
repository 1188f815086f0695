/// Compressed files made by hand, without any compression.
enum Frames {
    /// A gzip member of one stored block, of less than 64 KiB.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(count, 2) + little(~count, 2) + bytes
            + little(checksum(bytes), 4) + little(count, 4)
    }

    /// A zstd frame of raw blocks, without checksum and content size.
    static func zstd(_ bytes: [UInt8], block: Int = 1000) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        for start in stride(from: 0, to: bytes.count, by: block) {
            let piece = bytes[start..<min(start + block, bytes.count)]
            let isLast = piece.endIndex == bytes.count
            frame += little(UInt32(piece.count) << 3 | (isLast ? 1 : 0), 3) + piece
        }
        return frame
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { word, _ in
                word & 1 == 1 ? 0xEDB8_8320 ^ word >> 1 : word >> 1
            }
        }
    }
}
