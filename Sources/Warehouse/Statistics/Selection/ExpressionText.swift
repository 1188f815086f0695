/// An SQL expression as text.
enum ExpressionText {
    /// Whether every parenthesis, quote and comment that is opened is closed, and none else: then the text cannot end
    /// what it is in.
    static func isWhole(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        var depth = 0
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return false }
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                // A quote that is doubled ends here and begins again: that comes to the same.
                guard skip(past: [byte], &rest) else { return false }
            case UInt8(ascii: "["):
                guard skip(past: [UInt8(ascii: "]")], &rest) else { return false }
            case UInt8(ascii: "-") where rest.first == byte:
                // A comment to the end of the line, which is the end of the text at the latest.
                _ = skip(past: [UInt8(ascii: "\n")], &rest)
            case UInt8(ascii: "/") where rest.first == UInt8(ascii: "*"):
                rest.removeFirst()
                guard skip(past: Array("*/".utf8), &rest) else { return false }
            default: continue
            }
        }
        return depth == 0 && text.utf8.contains { $0 > 0x20 }
    }

    private static func skip(past end: [UInt8], _ rest: inout ArraySlice<UInt8>) -> Bool {
        while !rest.isEmpty {
            if rest.starts(with: end) {
                rest = rest.dropFirst(end.count)
                return true
            }
            rest.removeFirst()
        }
        return false
    }
}
