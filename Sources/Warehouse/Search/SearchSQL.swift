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
