/// Text from data made fit for a terminal: nothing in it can move the cursor, change colours or reorder a line.
enum SafeText {
    /// `text` with control characters, line separators and direction overrides shown as escapes (`\x1b`, `\u{202e}`).
    ///
    /// `keepingLines` lets line feeds through, for messages of several lines.
    static func shown(_ text: String, keepingLines: Bool = false) -> String {
        guard mayNeedEscapes(text, keepingLines: keepingLines) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            if scalar == "\n", keepingLines {
                result.unicodeScalars.append(scalar)
            } else if let escape = escape(for: scalar) {
                result += escape
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether any byte could begin what needs an escape; ordinary text of most scripts passes without a second look.
    private static func mayNeedEscapes(_ text: String, keepingLines: Bool) -> Bool {
        text.utf8.contains { byte in
            switch byte {
            case 0x0A: !keepingLines
            case 0..<0x20, 0x7F: true
            case 0xC2, 0xD8, 0xE2, 0xEF: true  // C1 controls, U+061C, U+200B…U+2069, U+FEFF
            default: false
            }
        }
    }

    private static func escape(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0..<0x20, 0x7F...0x9F: "\\x" + (scalar.value < 0x10 ? "0" : "") + hex(scalar)
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
            "\\u{\(hex(scalar))}"
        default: nil
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
