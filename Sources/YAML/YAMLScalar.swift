/// Unquoted scalars: what YAML 1.2's core schema takes them for.
enum YAMLScalar {
    static func value(of text: String) -> YAMLValue {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        case ".nan", ".NaN", ".NAN": .real(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .real(.infinity)
        case "-.inf", "-.Inf", "-.INF": .real(-.infinity)
        default: number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> YAMLValue? {
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let digits = text.dropFirst(2)
            // A sign would be read, too.
            guard digits.first?.isHexDigit == true else { return nil }
            return Int64(digits, radix: text.hasPrefix("0x") ? 16 : 8).map(YAMLValue.integer)
        }
        guard isDecimal(text.utf8) else { return nil }
        if let integer = Int64(text) { return .integer(integer) }
        return Double(text).map(YAMLValue.real)
    }

    /// `[-+]? ( "." digits | digits ( "." digits? )? ) ( [eE] [-+]? digits )?`
    private static func isDecimal(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        func skip(_ bytes: String) -> Bool {
            guard let first = rest.first, bytes.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func skipDigits() -> Bool {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        _ = skip("+-")
        if skip(".") {
            guard skipDigits() else { return false }
        } else {
            guard skipDigits() else { return false }
            if skip(".") { _ = skipDigits() }
        }
        if skip("eE") {
            _ = skip("+-")
            guard skipDigits() else { return false }
        }
        return rest.isEmpty
    }
}
