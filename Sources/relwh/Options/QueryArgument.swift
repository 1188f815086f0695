import ArgumentParser
import Warehouse

/// `-p name=value`: a parameter for a query.
struct QueryArgument: Sendable, Equatable {
    var name: String
    var value: Value

    var parameter: QueryParameter { QueryParameter(name: name, value: value) }

    /// Reads `name=value` or `name:type=value`; a `:` in front of the name is fine.
    ///
    /// - Throws: `ValidationError` with what is wrong.
    static func parse(_ argument: String) throws -> QueryArgument {
        guard let equals = argument.firstIndex(of: "=") else {
            throw ValidationError("the parameter '\(argument)' has no value; write -p name=value")
        }
        var name = argument[..<equals]
        let text = String(argument[argument.index(after: equals)...])
        if name.first == ":" { name = name.dropFirst() }
        var type: Substring?
        if let colon = name.lastIndex(of: ":") {
            type = name[name.index(after: colon)...]
            name = name[..<colon]
        }
        guard !name.isEmpty else {
            throw ValidationError("the parameter '\(argument)' has no name; write -p name=value")
        }
        return QueryArgument(
            name: String(name), value: try value(text, type: type.map(String.init), of: argument))
    }

    private static func value(_ text: String, type: String?, of argument: String) throws -> Value {
        switch type {
        case nil: return try guessed(text, of: argument)
        case "text": return .text(text)
        case "integer":
            if let number = Int64(text) { return .integer(number) }
            throw ValidationError("'\(text)' is not a 64-bit integer, in '\(argument)'")
        case "real":
            if isNumber(text), let number = Double(text) { return .real(number) }
            throw ValidationError("'\(text)' is not a number, in '\(argument)'")
        case let type?:
            throw ValidationError("unknown type '\(type)' in '\(argument)'; it may be text, integer or real")
        }
    }

    /// What looks like a number is one, `null` is NULL, all else is text.
    private static func guessed(_ text: String, of argument: String) throws -> Value {
        if text == "null" { return .null }
        if let number = Int64(text) { return .integer(number) }
        guard isNumber(text), let number = Double(text), number.isFinite else { return .text(text) }
        if text.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }) {
            throw ValidationError(
                "'\(text)' does not fit in 64 bits, in '\(argument)'; write name:text= or name:real=")
        }
        return .real(number)
    }

    /// Decimal notation only: `Double` would also take `inf`, `nan` and hexadecimal.
    private static func isNumber(_ text: String) -> Bool {
        text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
            }
    }
}
