extension JSONString {
    /// Appends the string's characters, escapes resolved, as UTF-8.
    func appendText(to buffer: inout ByteBuffer) {
        guard hasEscapes else {
            buffer.append(start, count)
            return
        }
        forEachPiece(
            run: { bytes, length in buffer.append(bytes, length) },
            scalar: { scalar in
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { buffer.append(unit) }
            })
    }

    /// Appends the string as JSON, in quotes: with no escape that JSON does not ask for.
    ///
    /// SQLite compares the keys of JSON text by their spelling, so that one spelling for each key is what lets
    /// `->>` find them.
    func appendJSON(to buffer: inout ByteBuffer) {
        buffer.append(0x22)
        if hasEscapes {
            forEachPiece(
                run: { bytes, length in buffer.append(bytes, length) },
                scalar: { scalar in buffer.appendJSONEscaped(scalar) })
        } else {
            buffer.append(start, count)
        }
        buffer.append(0x22)
    }

    /// The string's characters.
    var text: String {
        if !hasEscapes {
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }
        var buffer = ByteBuffer(capacity: count)
        appendText(to: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// Walks the runs without escapes and the characters that escapes mean. The escapes were checked by the
    /// cursor that made this string.
    @inline(__always)
    private func forEachPiece(
        run: (UnsafePointer<UInt8>, Int) -> Void, scalar: (Unicode.Scalar) -> Void
    ) {
        var at = start
        let end = start + count
        while at < end {
            let first = at
            while at < end, at.pointee != 0x5C { at += 1 }
            if at > first { run(first, at - first) }
            guard at < end else { return }
            let letter = at[1]
            at += 2
            switch letter {
            case 0x62: scalar("\u{8}")
            case 0x66: scalar("\u{c}")
            case 0x6E: scalar("\n")
            case 0x72: scalar("\r")
            case 0x74: scalar("\t")
            case 0x75:
                var value = Self.unit(at)
                at += 4
                if value & 0xFC00 == 0xD800 {
                    value = 0x1_0000 + (value & 0x3FF) << 10 + Self.unit(at + 2) & 0x3FF
                    at += 6
                }
                scalar(Unicode.Scalar(value) ?? "\u{FFFD}")
            default: scalar(Unicode.Scalar(letter))
            }
        }
    }

    private static func unit(_ digits: UnsafePointer<UInt8>) -> UInt32 {
        var value: UInt32 = 0
        for index in 0..<4 { value = value << 4 | (hexDigit(digits[index]) ?? 0) }
        return value
    }
}

extension ByteBuffer {
    /// One character inside a JSON string.
    mutating func appendJSONEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        case "\u{8}": append("\\b")
        case "\u{c}": append("\\f")
        case "\u{0}"..<"\u{20}":
            append("\\u00")
            for shift in [4, 0] {
                let digit = UInt8(scalar.value >> UInt32(shift) & 0xF)
                append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        default:
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(unit) }
        }
    }
}
