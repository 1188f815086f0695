import ReleaseFormat
import SQLite
import TestSupport

/// What a column must show.
enum Cell {
    case null
    case integer(Int64)
    /// A number that was calculated: equal but for rounding.
    case real(Double)
    case text(String)
    case json(JSONMeaning)
    /// Not looked at.
    case any

    static func text(_ value: JSONValue?) -> Cell { value?.string.map { .text($0) } ?? .null }

    static func json(_ value: JSONValue?) -> Cell { value.map { .json(JSONMeaning($0)) } ?? .null }

    static func integer(_ value: JSONValue?) -> Cell { value?.integer.map { .integer($0) } ?? .null }

    static func flag(_ value: JSONValue?) -> Cell { value?.bool.map { .integer($0 ? 1 : 0) } ?? .null }

    static func real(_ value: Double?) -> Cell { value.map { .real($0) } ?? .null }

    /// A time stamp, say: a number or a text.
    static func scalar(_ value: JSONValue?) -> Cell {
        if let whole = value?.integer { return .integer(whole) }
        if case .number(let literal) = value, let double = Double(literal) { return .real(double) }
        return text(value)
    }

    func matches(_ value: Value) -> Bool {
        switch (self, value) {
        case (.any, _), (.null, .null): return true
        case (.integer(let one), .integer(let other)): return one == other
        case (.real(let one), .real(let other)):
            return abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))
        case (.text(let one), .text(let other)): return one.utf8.elementsEqual(other.utf8)
        case (.json(let one), .text(let other)): return (try? JSONMeaning(text: other)) == one
        default: return false
        }
    }
}
