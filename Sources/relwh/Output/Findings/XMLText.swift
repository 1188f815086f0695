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
