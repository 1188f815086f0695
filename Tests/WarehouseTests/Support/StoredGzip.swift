/// gzip without compression, made by hand.
enum StoredGzip {
    /// One member with one stored block of less than 64 KiB.
    static func member(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(bytes.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(UInt32(count), 2) + little(UInt32(~count), 2)
            + bytes
            + little(checksum(bytes), 4) + little(UInt32(bytes.count), 4)
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
