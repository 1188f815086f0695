import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The rows of a table of figures by the names of its columns, for tests to ask.
struct FigureRows {
    struct Row {
        var cells: [String: Figure]

        /// The figure as text; `nil` for ``Figure/none``.
        subscript(column: String) -> String? {
            switch cells[column] {
            case .text(let text), .json(let text): text
            case .list(let figures): JSONValue.array(figures.map(Self.element)).text
            case .count(let count): "\(count)"
            case .measure(let value), .share(let value): "\(value)"
            case .flag(let flag): "\(flag)"
            case .unknown(let needs): "unknown (\(needs))"
            case .some(.none), nil: nil
            }
        }

        private static func element(_ figure: Figure) -> JSONValue {
            switch figure {
            case .text(let text): .string(text)
            case .count(let count): .number("\(count)")
            case .measure(let value): .number("\(value)")
            case .flag(let flag): .bool(flag)
            default: .null
            }
        }

        func number(_ column: String) -> Double? { cells[column]?.number }
        func count(_ column: String) -> Int? {
            if case .count(let count) = cells[column] { count } else { nil }
        }
    }

    let rows: [Row]

    init(_ table: FigureTable) {
        rows = table.rows.map { row in
            Row(cells: Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row)))
        }
    }

    /// The only row whose cells are these; nil when there is none, or more than one.
    func only(_ keys: [String: String?]) -> Row? {
        let found = rows.filter { row in keys.allSatisfy { row[$0.key] == $0.value } }
        return found.count == 1 ? found[0] : nil
    }

    /// A column of all rows.
    subscript(column: String) -> [String?] { rows.map { $0[column] } }
}

extension StatisticReport {
    /// A table by its name; the first without one.
    func rows(_ table: String? = nil) throws -> FigureRows {
        let found = table == nil ? tables.first : tables.first { $0.name == table }
        return FigureRows(try #require(found))
    }
}

extension Shelf {
    /// Loads a document and asks a statistic of it.
    func statistic(
        _ name: String, of document: JSONValue, _ change: (inout StatisticOptions) -> Void = { _ in }
    ) throws -> StatisticReport {
        var options = StatisticOptions()
        change(&options)
        let ref = try load(document).ref
        return try warehouse.statistics(.named(name), of: ref, options: options)
    }
}

/// Whether two numbers are the same but for the rounding of a calculation; two that are missing are.
func isClose(_ one: Double?, _ other: Double?, relative: Double = 1e-9, absolute: Double = 1e-9) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return (one - other).magnitude <= max(absolute, relative * max(one.magnitude, other.magnitude))
}

extension Cell {
    var string: String? { if case .text(let text) = self { text } else { nil } }

    var whole: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// Whole or not.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .real(let number): number
        default: nil
        }
    }
}
