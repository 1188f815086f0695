import ReleaseFormat
import SQLite

/// A number, and how others compare with it.
struct SearchComparison: Hashable, Sendable {
    enum Operator: String, CaseIterable, Sendable {
        // The longer ones first: the tokenizer takes the first that fits.
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
        case equal = "="
    }

    var operation: Operator
    var number: SearchText

    /// The number: whole ones of 64 bits exactly, others as doubles.
    var value: Value { SearchNumber.value(of: number.text) ?? .null }

    var written: String { operation.rawValue + number.text }
}

/// Numbers as queries write them: as JSON does.
enum SearchNumber {
    /// The number's value; nil for what is no number.
    static func value(of text: String) -> Value? {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
            let last = text.utf8.last, (0x30...0x39).contains(last), let json = try? JSONValue(text: text),
            case .number = json
        else { return nil }
        if let whole = json.integer { return .integer(whole) }
        return Double(text).map { .real($0) }
    }
}
