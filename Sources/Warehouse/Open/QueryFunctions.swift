import SQLite

/// The functions that queries have beside SQLite's own.
///
/// No view calls one: views must work in any program that opens the file. SQLite sees to that, as they are registered for
/// statements only.
enum QueryFunctions {
    /// - Throws: `SQLiteError` while a statement is running.
    static func add(to connection: Connection) throws {
        try connection.createAggregate("median", argumentCount: 1) { Percentile("median", .fixed(0.5)) }
        try connection.createAggregate("percentile", argumentCount: 2) { Percentile("percentile", .percent) }
        try connection.createAggregate("percentile_cont", argumentCount: 2) {
            Percentile("percentile_cont", .share)
        }
        try connection.createAggregate("percentile_disc", argumentCount: 2) {
            Percentile("percentile_disc", .share, interpolates: false)
        }
        try connection.createAggregate("stddev", argumentCount: 1) {
            StandardDeviation("stddev", isSample: true)
        }
        try connection.createAggregate("stddev_samp", argumentCount: 1) {
            StandardDeviation("stddev_samp", isSample: true)
        }
        try connection.createAggregate("stddev_pop", argumentCount: 1) {
            StandardDeviation("stddev_pop", isSample: false)
        }
        let patterns = PatternCache()
        // X REGEXP Y calls regexp(Y, X).
        try connection.createFunction("regexp", argumentCount: 2) { arguments in
            try patterns.matches(arguments, pattern: 0, text: 1)
        }
        try connection.createFunction("regexp_like", argumentCount: 2) { arguments in
            try patterns.matches(arguments, pattern: 1, text: 0)
        }
    }
}

/// Why a function has no result.
private struct FunctionError: Error, CustomStringConvertible {
    var description: String
}

/// A finite number, or why it is not one; nil for NULL.
private func number(
    _ arguments: borrowing FunctionArguments, at index: Int = 0, of name: String
) throws -> Double? {
    switch arguments.type(at: index) {
    case .null: return nil
    case .integer, .real:
        let number = arguments.double(at: index)
        guard number.isFinite else { throw FunctionError(description: "\(name)() of an infinite number") }
        return number
    case .text: throw FunctionError(description: "\(name)() of a text; it takes numbers")
    case .blob: throw FunctionError(description: "\(name)() of a blob; it takes numbers")
    }
}

// MARK: Percentiles

/// The value below which a share of the others are; NULLs are left out.
///
/// Between two values it is interpolated linearly, as in SQLite's own percentile extension, DuckDB's `quantile_cont`
/// and NumPy: of n values in order, it is at place share · (n − 1).
private final class Percentile: AggregateFunction {
    enum Rank {
        case fixed(Double)
        /// The second argument, from 0 to 100.
        case percent
        /// The second argument, from 0 to 1.
        case share
    }

    private let name: String
    private let rank: Rank
    private let interpolates: Bool
    private var share: Double?
    /// In the order in which they came; the first ``gone`` have left the window.
    private var values: [Double] = []
    private var gone = 0
    /// What was last asked for, until the rows change: a window asks once per row.
    private var known: Value?

    init(_ name: String, _ rank: Rank, interpolates: Bool = true) {
        self.name = name
        self.rank = rank
        self.interpolates = interpolates
        if case .fixed(let share) = rank { self.share = share }
    }

    func step(_ arguments: borrowing FunctionArguments) throws {
        try readShare(arguments)
        guard let number = try number(arguments, of: name) else { return }
        values.append(number)
        known = nil
    }

    private func readShare(_ arguments: borrowing FunctionArguments) throws {
        let most: Double
        switch rank {
        case .fixed: return
        case .percent: most = 100
        case .share: most = 1
        }
        guard let given = try number(arguments, at: 1, of: name), (0...most).contains(given) else {
            throw FunctionError(
                description: "the second argument of \(name)() must be a number from 0 to \(Int(most))")
        }
        if let share, share != given / most {
            throw FunctionError(description: "the second argument of \(name)() must be the same in all rows")
        }
        share = given / most
    }

    func removeFirst(_ arguments: borrowing FunctionArguments) {
        guard !arguments.isNull(at: 0) else { return }
        gone += 1
        known = nil
        if gone > 1024, gone > values.count / 2 {
            values.removeFirst(gone)
            gone = 0
        }
    }

    func value() -> Value {
        let value = known ?? calculated()
        known = value
        return value
    }

    private func calculated() -> Value {
        let sorted = values[gone...].sorted()
        guard let share, !sorted.isEmpty else { return .null }
        if !interpolates {
            // The first value that so large a share is not above.
            return .real(sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)])
        }
        let place = share * Double(sorted.count - 1)
        let index = Int(place)
        let (low, high) = (sorted[index], sorted[min(index + 1, sorted.count - 1)])
        let part = place - Double(index)
        return .real(part == 0 || low == high ? low : low + (high - low) * part)
    }
}

// MARK: Deviation

/// The standard deviation, by Welford's method; NULLs are left out.
///
/// Of a sample, which divides by n − 1, it is NULL below two values; of a population, below one. So they are in PostgreSQL
/// and DuckDB.
private final class StandardDeviation: AggregateFunction {
    private let name: String
    private let isSample: Bool
    private var count = 0
    private var mean = 0.0
    /// The sum of the squared differences from the mean.
    private var squares = 0.0

    init(_ name: String, isSample: Bool) {
        self.name = name
        self.isSample = isSample
    }

    func step(_ arguments: borrowing FunctionArguments) throws {
        guard let number = try number(arguments, of: name) else { return }
        count += 1
        let before = number - mean
        mean += before / Double(count)
        squares += before * (number - mean)
    }

    func removeFirst(_ arguments: borrowing FunctionArguments) throws {
        guard let number = try number(arguments, of: name) else { return }
        count -= 1
        guard count > 0 else {
            (mean, squares) = (0, 0)
            return
        }
        let after = number - mean
        mean -= after / Double(count)
        squares = count > 1 ? max(0, squares - after * (number - mean)) : 0
    }

    func value() -> Value {
        let divisor = isSample ? count - 1 : count
        return divisor > 0 ? .real((squares / Double(divisor)).squareRoot()) : .null
    }
}

// MARK: Regular expressions

/// Regular expressions that were read before: a query has one or two, and asks them of each row.
private final class PatternCache {
    private struct Pattern {
        var text: String
        var regex: Regex<AnyRegexOutput>
    }

    private static let size = 8
    /// The latest first.
    private var patterns: [Pattern] = []

    /// Whether a pattern is found somewhere in a text; NULL where either is NULL. Numbers are taken as their text.
    func matches(_ arguments: borrowing FunctionArguments, pattern: Int, text: Int) throws -> Value {
        guard let pattern = arguments.string(at: pattern), let text = arguments.string(at: text) else {
            return .null
        }
        return .integer(try text.firstMatch(of: regex(pattern)) == nil ? 0 : 1)
    }

    private func regex(_ text: String) throws -> Regex<AnyRegexOutput> {
        if let known = patterns.first(where: { $0.text.isExactly(text) }) { return known.regex }
        let regex: Regex<AnyRegexOutput>
        do {
            // Character by character as Unicode numbers them: texts are not normalized here, as nowhere in SQL.
            regex = try Regex(text).matchingSemantics(.unicodeScalar)
        } catch {
            throw FunctionError(description: "the regular expression '\(text)' is not valid: \(error)")
        }
        patterns.insert(Pattern(text: text, regex: regex), at: 0)
        if patterns.count > Self.size { patterns.removeLast() }
        return regex
    }
}
