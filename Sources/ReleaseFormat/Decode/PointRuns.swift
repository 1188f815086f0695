/// A list of whole numbers as run lengths: for each run its value and its length, as variable-length integers.
///
/// The packed form of `point_annotations`, which name an object for each point of a cloud and repeat themselves.
/// Values are zigzag-coded (0, -1, 1, -2, …), lengths plain, both seven bits a byte, least significant first.
public enum PointRuns {
    /// Calls `body` with each run's value and length.
    ///
    /// - Returns: false when the bytes are not a list of runs; what came before was still passed on.
    public static func forEach(
        in bytes: UnsafeRawBufferPointer, _ body: (_ value: Int64, _ count: Int) throws -> Void
    ) rethrows -> Bool {
        var at = 0
        while at < bytes.count {
            guard let value = read(bytes, &at), let count = read(bytes, &at), count <= UInt64(Int.max) else {
                return false
            }
            try body(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1), Int(count))
        }
        return true
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    static func append(value: Int64, count: Int, to buffer: inout ByteBuffer) {
        append(UInt64(bitPattern: value << 1 ^ value >> 63), to: &buffer)
        append(UInt64(count), to: &buffer)
    }

    private static func append(_ value: UInt64, to buffer: inout ByteBuffer) {
        var rest = value
        while rest >= 0x80 {
            buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        buffer.append(UInt8(rest))
    }
}
