/// What other languages allow and JSON does not, recognized by the bytes where JSON ends.
enum ForeignHabit {
    case comment
    case singleQuotes
    case capitalWord
    case specialNumber
    case looseNumber
    case extraComma

    /// - Returns: nil where the bytes look like none of these.
    init?(in bytes: UnsafeRawBufferPointer, at offset: Int) {
        guard offset < bytes.count else { return nil }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
        func begins(_ words: String...) -> Bool { words.contains { rest.starts(with: $0.utf8) } }
        if begins("//", "/*", "#") {
            self = .comment
        } else if begins("'") {
            self = .singleQuotes
        } else if begins("True", "False", "None", "TRUE", "FALSE", "NULL", "undefined") {
            self = .capitalWord
        } else if begins("NaN", "Infinity", "-Infinity", "-NaN", "nan", "inf") {
            self = .specialNumber
        } else if begins("+", ".") {
            self = .looseNumber
        } else if begins(",", "}", "]"), Self.follows(0x2C, bytes, offset) {
            self = .extraComma
        } else {
            return nil
        }
    }

    /// Whether a byte comes before the offset, with nothing but white space between.
    private static func follows(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
        let before = bytes[..<offset].last { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return before == byte
    }

    var advice: String {
        switch self {
        case .comment: "JSON has no comments: remove it"
        case .singleQuotes: "JSON puts keys and strings in double quotes"
        case .capitalWord: "JSON's words are true, false and null"
        case .specialNumber: "JSON has no such number: write null, or the actual number"
        case .looseNumber: "JSON's numbers have no plus sign, and digits on both sides of the point"
        case .extraComma: "there is an extra comma before it"
        }
    }
}
