import ReleaseFormat

/// One cell of a statistic's table.
public enum Figure: Sendable, Hashable {
    /// There is nothing to say here: no category, no value in between, nothing to take a mean of.
    case none
    /// A number of things, or an id.
    case count(Int)
    /// A measure, in the unit of its column.
    case measure(Double)
    /// A part of a whole, from 0 to 1.
    case share(Double)
    case text(String)
    case flag(Bool)
    /// Any other value, as its JSON text: null, a list, an object, a number beyond all columns.
    case json(String)
    /// Several values.
    case list([Figure])
    /// The release does not say; with the reason: `needs time stamps`.
    case unknown(String)

    /// A measure; ``none`` if it is nil or not a number.
    static func optional(_ measure: Double?) -> Figure {
        guard let measure, measure.isFinite else { return .none }
        return .measure(measure)
    }

    static func optional(_ text: String?) -> Figure { text.map(Figure.text) ?? .none }

    static func optional(_ id: Int64?) -> Figure { id.map { .count(Int($0)) } ?? .none }

    /// A part of a whole; nothing where there is no whole.
    static func share(_ part: Int, of whole: Int) -> Figure {
        whole == 0 ? .none : .share(Double(part) / Double(whole))
    }

    /// The figure as a number, where it is one: to compare, to plot.
    public var number: Double? {
        switch self {
        case .count(let count): Double(count)
        case .measure(let value), .share(let value): value
        case .none, .text, .flag, .json, .list, .unknown: nil
        }
    }
}

/// Figures are equal if their texts are the same character by character: they distinguish labelsets and values,
/// and Swift's strings are equal when Unicode says so.
extension Figure {
    public static func == (one: Figure, other: Figure) -> Bool {
        switch (one, other) {
        case (.none, .none): true
        case (.count(let one), .count(let other)): one == other
        case (.measure(let one), .measure(let other)), (.share(let one), .share(let other)): one == other
        case (.text(let one), .text(let other)), (.unknown(let one), .unknown(let other)),
            (.json(let one), .json(let other)):
            one.isExactly(other)
        case (.flag(let one), .flag(let other)): one == other
        case (.list(let one), .list(let other)): one == other
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .none: hasher.combine(0)
        case .count(let count): hasher.combine(count)
        case .measure(let value), .share(let value): hasher.combine(value)
        case .text(let text), .unknown(let text), .json(let text): ExactText(text).hash(into: &hasher)
        case .flag(let flag): hasher.combine(flag)
        case .list(let figures): hasher.combine(figures)
        }
    }
}

/// A figure whose text is compared character by character.
struct ExactFigure: Hashable {
    private let text: ExactText?
    private let other: Figure

    init(_ figure: Figure) {
        if case .text(let text) = figure {
            self.text = ExactText(text)
            other = .none
        } else {
            text = nil
            other = figure
        }
    }

    var figure: Figure { text.map { .text($0.text) } ?? other }
}

extension JSONValue {
    /// The value as a figure: texts, whole numbers, numbers and flags as such, the rest as JSON.
    var figure: Figure {
        switch self {
        case .null: .json(text)
        case .bool(let flag): .flag(flag)
        case .string(let text): .text(text)
        case .number(let literal):
            if let whole = integer { .count(Int(whole)) } else { real.map(Figure.measure) ?? .json(literal) }
        case .array, .object: .json(text)
        }
    }

    /// The elements of a list of strings that was written as a string, as the platform did until 2026; nil if `text`
    /// is anything else.
    static func strings(inListWrittenAs text: String) -> [JSONValue]? {
        guard text.utf8.first == 0x5B, let elements = (try? JSONValue(text: text))?.array,
            elements.allSatisfy({ $0.string != nil })
        else { return nil }
        return elements
    }
}
