/// Words for a shell's command line.
enum ShellWord {
    /// The word as it can be pasted: in quotes where it needs them.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "@/._-+:,~%".utf8.contains(byte) || byte >= 0x80
            }
        }
        if plain, !word.isEmpty, !word.hasPrefix("~") { return SafeText.shown(word) }
        return "'" + SafeText.shown(word).replacing("'", with: "'\\''") + "'"
    }
}

/// Text in XML 1.0.
enum XMLText {
    /// Text fit for content and for attributes in double quotes; what XML has no character for is shown as an escape.
    static func escaped(_ text: String, keepingLines: Bool = false) -> String {
        var result = ""
        for scalar in SafeText.shown(text, keepingLines: keepingLines).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Paths of files as URI references (RFC 3986).
enum FileURI {
    /// `file:///…` for an absolute path; else relative to where the command runs.
    static func of(_ path: String) -> String {
        if path.hasPrefix("/") { return "file://" + escaped(path, keepingSlashes: true) }
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        return escaped(String(path), keepingSlashes: true)
    }

    /// All but letters, digits and `-._~=` as `%41`.
    static func escaped(_ text: String, keepingSlashes: Bool) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "/") where keepingSlashes: result += "/"
            case _ where "-._~=".utf8.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
