/// Base64 of RFC 4648, with padding.
enum Base64 {
    static func append(_ bytes: [UInt8], to buffer: inout [UInt8]) {
        buffer.reserveCapacity(buffer.count + (bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let group =
                UInt32(bytes[index]) << 16
                | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (left > 2 ? UInt32(bytes[index + 2]) : 0)
            buffer.append(alphabet[Int(group >> 18)])
            buffer.append(alphabet[Int(group >> 12 & 63)])
            buffer.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : padding)
            buffer.append(left > 2 ? alphabet[Int(group & 63)] : padding)
            index += 3
        }
    }

    static func text(_ bytes: [UInt8]) -> String {
        var buffer: [UInt8] = []
        append(bytes, to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
}
