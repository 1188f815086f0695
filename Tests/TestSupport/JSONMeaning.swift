import ReleaseFormat

/// What a JSON value stands for: equal for equal values, however they are spelled.
///
/// Objects know no order; whole numbers are equal by their digits, of any size; other numbers as doubles.
public indirect enum JSONMeaning: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A whole number: its digits without zeros at the end, and how many zeros follow.
    case whole(isNegative: Bool, digits: String, zeros: Int)
    case real(Double)
    case string([UInt8])
    case array([JSONMeaning])
    case object([[UInt8]: JSONMeaning])

    public init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .number(let literal): self = Self.number(literal)
        case .string(let text): self = .string(Array(text.utf8))
        case .array(let elements): self = .array(elements.map { JSONMeaning($0) })
        case .object(let members):
            self = .object(
                Dictionary(members.map { (Array($0.key.utf8), JSONMeaning($0.value)) }) { _, last in last })
        }
    }

    public init(text: String) throws {
        self.init(try JSONValue(text: text))
    }

    private static func number(_ literal: String) -> JSONMeaning {
        let (mantissa, power) = split(literal)
        let isNegative = mantissa.hasPrefix("-")
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
        let fraction = parts.count > 1 ? parts[1] : ""
        var digits = String((parts[0] + fraction).drop { $0 == "0" })
        var zeros = power - fraction.count
        while digits.last == "0" {
            digits.removeLast()
            zeros += 1
        }
        if digits.isEmpty { return .whole(isNegative: false, digits: "", zeros: 0) }
        if zeros >= 0 { return .whole(isNegative: isNegative, digits: digits, zeros: zeros) }
        let double = Double(literal) ?? .nan
        // Digits beyond what a double holds may leave a whole one.
        return double == double.rounded() && double.magnitude < 0x1p63
            ? number("\(Int64(double))") : .real(double)
    }

    private static func split(_ literal: String) -> (mantissa: Substring, power: Int) {
        guard let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
            return (literal[...], 0)
        }
        let power = literal[literal.index(after: mark)...]
        let most = Int.max / 2
        let exponent =
            Int(power.first == "+" ? power.dropFirst() : power) ?? (power.first == "-" ? -most : most)
        return (literal[..<mark], min(max(exponent, -most), most))
    }

    /// Where two values first differ, as a JSON pointer with what stands there; nil when they are equal.
    public static func difference(_ one: JSONMeaning, _ other: JSONMeaning, at pointer: String = "")
        -> String?
    {
        guard one != other else { return nil }
        switch (one, other) {
        case (.array(let ones), .array(let others)) where ones.count == others.count:
            return zip(ones, others).enumerated().lazy
                .compactMap { difference($1.0, $1.1, at: "\(pointer)/\($0)") }.first
        case (.object(let ones), .object(let others)):
            for key in Set(ones.keys).union(others.keys) {
                let place = "\(pointer)/\(String(decoding: key, as: UTF8.self))"
                guard let member = ones[key], let twin = others[key] else {
                    return "\(place) is only in the \(ones[key] == nil ? "second" : "first")"
                }
                if let found = difference(member, twin, at: place) { return found }
            }
            return nil
        default: return "\(pointer): \(one) is not \(other)"
        }
    }
}
