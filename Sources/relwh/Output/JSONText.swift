/// JSON (RFC 8259) written byte by byte into a buffer.
enum JSONText {
    /// A string in quotes; all but quotes, backslashes and control characters stays as it is.
    static func append(_ text: String, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                buffer.append(contentsOf: bytes[start..<index])
                appendEscape(of: byte, to: &buffer)
                start = index + 1
            }
            buffer.append(contentsOf: bytes[start...])
        }
        buffer.append(UInt8(ascii: "\""))
    }

    static func append(_ integer: Int64, to buffer: inout [UInt8]) {
        append(verbatim: integer.description, to: &buffer)
    }

    /// The shortest text that reads back as the same number; `null` for what JSON has no number for.
    static func append(_ real: Double, to buffer: inout [UInt8]) {
        append(verbatim: real.isFinite ? real.description : "null", to: &buffer)
    }

    /// Bytes that are JSON already, or part of its punctuation.
    static func append(verbatim text: String, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: text.utf8)
    }

    /// Escapes what some readers of lines take for the end of one: U+0085, U+2028 and U+2029. In JSON they stand in
    /// strings alone.
    static func escapeLineSeparators(in buffer: inout [UInt8], from start: Int) {
        func separator(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> (StaticString, length: Int)? {
            switch bytes[index] {
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85: return ("\\u0085", 2)
            case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
                switch bytes[index + 2] {
                case 0xA8: return ("\\u2028", 3)
                case 0xA9: return ("\\u2029", 3)
                default: return nil
                }
            default: return nil
            }
        }
        let escaped = buffer.withUnsafeBufferPointer { bytes -> [UInt8]? in
            let isSeparator = { separator(at: $0, of: bytes) != nil }
            guard var index = (start..<bytes.count).first(where: isSeparator) else { return nil }
            var result = Array(bytes[start..<index])
            while index < bytes.count {
                if let (escape, length) = separator(at: index, of: bytes) {
                    result.append(contentsOf: escape.description.utf8)
                    index += length
                } else {
                    result.append(bytes[index])
                    index += 1
                }
            }
            return result
        }
        if let escaped { buffer.replaceSubrange(start..., with: escaped) }
    }

    private static func appendEscape(of byte: UInt8, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: buffer.append(byte)
        default:
            append(verbatim: byte < 0x10 ? "u000" : "u001", to: &buffer)
            buffer.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        }
    }
}
