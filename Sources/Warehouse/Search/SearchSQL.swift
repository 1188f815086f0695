import SQLite

/// A piece of SQL with the values of its parameters.
///
/// Interpolation binds: text of users cannot become SQL.
///
/// ```swift
/// let sql: SearchSQL = "instr(v.name, \(.text(word))) > 0"
/// ```
struct SearchSQL: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String
    private(set) var values: [Value]

    init(stringLiteral value: StaticString) {
        text = "\(value)"
        values = []
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    init(joining pieces: [SearchSQL], with separator: StaticString) {
        text = pieces.map(\.text).joined(separator: "\(separator)")
        values = pieces.flatMap(\.values)
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [Value] = []

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        /// Binds a value.
        mutating func appendInterpolation(_ value: Value) {
            text += "?"
            values.append(value)
        }

        /// Binds a text.
        mutating func appendInterpolation(_ value: SearchText) { appendInterpolation(.text(value.text)) }

        mutating func appendInterpolation(_ sql: SearchSQL) {
            text += sql.text
            values += sql.values
        }

        /// `> 5`, say.
        mutating func appendInterpolation(_ comparison: SearchComparison) {
            text += "\(comparison.operation.rawValue) "
            appendInterpolation(comparison.value)
        }
    }
}

extension SearchSQL {
    /// One of the numbers.
    static func isOne(of numbers: [Int64]) -> SearchSQL {
        if numbers.count == 1 { return "= \(.integer(numbers[0]))" }
        let list = "[\(numbers.map { "\($0)" }.joined(separator: ","))]"
        return "IN (SELECT value FROM json_each(\(.text(list))))"
    }

    /// One of the numbers, written as texts, as keys of JSON are.
    static func isOneKey(of numbers: [Int64]) -> SearchSQL {
        if numbers.count == 1 { return "= \(.text("\(numbers[0])"))" }
        let list = "[\(numbers.map { "\"\($0)\"" }.joined(separator: ","))]"
        return "IN (SELECT value FROM json_each(\(.text(list))))"
    }

    /// Whether a JSON object has a key whose value `j` passes a test.
    static func json(_ object: SearchSQL, has key: SearchText, where test: SearchSQL) -> SearchSQL {
        "EXISTS (SELECT 1 FROM json_each(\(object)) AS j WHERE j.key = \(key) AND \(test))"
    }

    /// Whether a metadata value `j` passes a test.
    static func passes(_ test: SampleTerm.Test) -> SearchSQL {
        switch test {
        case .equals(let text): "j.type = 'text' AND j.atom = \(text)"
        case .compares(let comparison): "j.type IN ('integer', 'real') AND j.atom \(comparison)"
        case .contains(let value): contains(value)
        }
    }

    /// Whether an attribute's value `j` is, or contains, a value.
    static func isOrHolds(_ value: SearchValue) -> SearchSQL {
        "(\(equals("j", value)) OR \(holdsAsChoice(value)))"
    }

    /// Whether `j` is a list with a value.
    private static func contains(_ value: SearchValue) -> SearchSQL {
        "j.type = 'array' AND EXISTS (SELECT 1 FROM json_each(j.value) AS e WHERE \(equals("e", value)))"
    }

    /// Whether `j` is a list with a value, or a text of one: the platform once wrote multiselects that way.
    private static func holdsAsChoice(_ value: SearchValue) -> SearchSQL {
        """
        (j.type = 'array' OR json_valid(j.atom)) AND EXISTS (
            SELECT 1 FROM json_each(j.value) AS e WHERE typeof(e.key) = 'integer' AND \(equals("e", value)))
        """
    }

    private static func equals(_ row: SearchSQL, _ value: SearchValue) -> SearchSQL {
        let text: SearchSQL = "\(row).type = 'text' AND \(row).atom = \(value.text)"
        guard value.isLiteral else { return text }
        if let number = SearchNumber.value(of: value.text.text) {
            return "(\(text) OR \(row).type IN ('integer', 'real') AND \(row).atom = \(number))"
        }
        // JSON's types include the names of its two booleans.
        return "(\(text) OR \(row).type = \(value.text))"
    }
}
