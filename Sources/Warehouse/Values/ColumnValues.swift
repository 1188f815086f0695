import ReleaseFormat
import SQLite

/// A value of a query's result or parameters.
public typealias Value = SQLite.Value

extension Row {
    /// A count or an index that the warehouse made, limited to what none of them reaches, so that sums over a
    /// damaged file do not overflow.
    func int(_ index: Int) -> Int { Int(min(max(int64(at: index), -1 << 40), 1 << 40)) }
    func optionalInt(_ index: Int) -> Int? { isNull(at: index) ? nil : int(index) }
    func text(_ index: Int) -> String { string(at: index) ?? "" }
    func optionalInt64(_ index: Int) -> Int64? { isNull(at: index) ? nil : int64(at: index) }
    func optionalDouble(_ index: Int) -> Double? { isNull(at: index) ? nil : double(at: index) }
}

extension JSONValue {
    /// A column as JSON: a string or a number.
    init?(column value: Value) {
        switch value {
        case .null, .blob: return nil
        case .integer(let whole): self = .number("\(whole)")
        case .real(let real): self = .number(JSONNumberText(real).description)
        case .text(let text): self = .string(text)
        }
    }

    /// A column of JSON text that was checked when it was written.
    init?(json text: String?) {
        guard let text, let value = try? JSONValue(text: text) else { return nil }
        self = value
    }
}

/// A double as JSON writes it: whole numbers of 64 bits by all their digits, others in their shortest spelling.
public struct JSONNumberText: CustomStringConvertible, Sendable {
    public let description: String

    public init(_ number: Double) {
        if let whole = Int64(exactly: number) {
            description = "\(whole)"
        } else {
            description = number.isFinite ? "\(number)" : "null"
        }
    }
}
