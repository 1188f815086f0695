/// JSON (RFC 8259) written byte by byte into a buffer.
enum JSONText {
    /// A string in quotes; all but quotes, backslashes and control characters stays as it is.
    ///
    /// Those of the second set (U+0080 to U+009F) and DEL need no escape in JSON, but a terminal may obey them.
    static func append(_ text: String, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated()
            where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 {
                if byte == 0xC2 {
                    guard index + 1 < bytes.count, bytes[index + 1] < 0xA0 else { continue }
                    buffer.append(contentsOf: bytes[start..<index])
                    appendUnit(bytes[index + 1], to: &buffer)
                    start = index + 2
                } else {
                    buffer.append(contentsOf: bytes[start..<index])
                    appendEscape(of: byte, to: &buffer)
                    start = index + 1
                }
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

    /// JSON of the data's own: as it is, but for what ``escapeControls(in:from:)`` escapes.
    static func append(embedded json: String, to buffer: inout [UInt8]) {
        let start = buffer.count
        append(verbatim: json, to: &buffer)
        escapeControls(in: &buffer, from: start)
    }

    /// Escapes what JSON lets through and others take for more than text: DEL and the controls of the second set, which
    /// a terminal may obey, and what some readers of lines take for the end of one (U+0085, U+2028, U+2029). In JSON
    /// they are in strings alone.
    static func escapeControls(in buffer: inout [UInt8], from start: Int) {
        let mayHaveAny = buffer[start...].contains { $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }
        guard mayHaveAny else { return }
        let bytes = Array(buffer[start...])
        buffer.removeSubrange(start...)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0x7F {
                appendUnit(byte, to: &buffer)
                index += 1
            } else if byte == 0xC2, next < 0xA0 {
                appendUnit(next, to: &buffer)
                index += 2
            } else if byte == 0xE2, next == 0x80, index + 2 < bytes.count, bytes[index + 2] | 1 == 0xA9 {
                append(verbatim: bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", to: &buffer)
                index += 3
            } else {
                buffer.append(byte)
                index += 1
            }
        }
    }

    /// `\u00` and two digits.
    private static func appendUnit(_ unit: UInt8, to buffer: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        append(verbatim: "\\u00", to: &buffer)
        buffer.append(digits[Int(unit >> 4)])
        buffer.append(digits[Int(unit & 15)])
    }

    private static func appendEscape(of byte: UInt8, to buffer: inout [UInt8]) {
        guard byte >= 0x20 && byte < 0x7F || (0x08...0x0D).contains(byte) && byte != 0x0B else {
            return appendUnit(byte, to: &buffer)
        }
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        default: buffer.append(byte)
        }
    }
}
