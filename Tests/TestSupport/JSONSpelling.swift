import ReleaseFormat

/// Writes a JSON value in one of the many ways that all mean the same.
///
/// Other white space, other escapes, other spellings of numbers and another order of keys: whoever reads the texts
/// must take them for equal.
public struct JSONSpelling {
    /// What may differ from the plain, minified text.
    public struct Freedoms: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let space = Freedoms(rawValue: 1)
        public static let escapes = Freedoms(rawValue: 2)
        public static let numbers = Freedoms(rawValue: 4)
        public static let order = Freedoms(rawValue: 8)
        public static let all: Freedoms = [.space, .escapes, .numbers, .order]
    }

    private let freedoms: Freedoms
    private var random: SeededRandom

    public init(seed: UInt64, freedoms: Freedoms = .all) {
        random = SeededRandom(seed: seed)
        self.freedoms = freedoms
    }

    /// Another spelling with each call.
    public mutating func text(of value: JSONValue) -> String {
        var text = ""
        write(value, to: &text)
        return text
    }

    private mutating func write(_ value: JSONValue, to text: inout String) {
        space(&text)
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let literal):
            text += freedoms.contains(.numbers) ? NumberSpelling(literal).text(&random) : literal
        case .string(let string): write(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                write(element, to: &text)
            }
            if elements.isEmpty { space(&text) }
            text += "]"
        case .object(let members):
            text += "{"
            let members = freedoms.contains(.order) ? members.shuffled(using: &random) : members
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                space(&text)
                write(member.key, to: &text)
                space(&text)
                text += ":"
                write(member.value, to: &text)
            }
            if members.isEmpty { space(&text) }
            text += "}"
        }
        space(&text)
    }

    private mutating func space(_ text: inout String) {
        guard freedoms.contains(.space), random.chance(0.25) else { return }
        for _ in 0..<random.int(1...4) { text += random.pick([" ", "\n", "\t", "\r", "  "]) }
    }

    private mutating func write(_ string: String, to text: inout String) {
        text += "\""
        let oftenEscaped = freedoms.contains(.escapes) && random.chance(0.3)
        for scalar in string.unicodeScalars {
            let must = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if must || oftenEscaped && random.chance(0.3) || scalar == "/" && oftenEscaped {
                text += escape(scalar)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private mutating func escape(_ scalar: Unicode.Scalar) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{c}": "\\f", "\n": "\\n", "\r": "\\r",
            "\t": "\\t",
        ]
        if let spelled = short[scalar], !freedoms.contains(.escapes) || random.chance(0.5) { return spelled }
        return scalar.utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: random.chance(0.5))
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

/// A number by its decimal value, to be written with another exponent or other zeros.
private struct NumberSpelling {
    private var isNegative = false
    /// Without zeros at either end, unless it is zero.
    private var digits = ""
    private var exponent = 0
    private let literal: String

    init(_ literal: String) {
        self.literal = literal
        var mantissa = literal[...]
        if mantissa.first == "-" {
            isNegative = true
            mantissa = mantissa.dropFirst()
        }
        if let e = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            let power = mantissa[mantissa.index(after: e)...]
            exponent = Int(power.first == "+" ? power.dropFirst() : power) ?? 0
            mantissa = mantissa[..<e]
        }
        if let point = mantissa.firstIndex(of: ".") {
            exponent -= mantissa.distance(from: point, to: mantissa.endIndex) - 1
        }
        digits = String(mantissa.filter { $0 != "." }.drop { $0 == "0" })
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
    }

    func text(_ random: inout SeededRandom) -> String {
        if random.chance(0.3) { return literal }
        if digits.isEmpty { return random.pick(["0", "-0", "0.0", "-0.0", "0e5", "0E-3", "0.000e+00"]) }
        let sign = isNegative ? "-" : ""
        switch random.int(0...3) {
        case 0 where exponent >= 0 && exponent < 30:
            return sign + digits + String(repeating: "0", count: exponent)
                + random.pick(["", ".0", "e0", ".00E+0"])
        case 1 where exponent < 0 && -exponent < digits.count:
            let point = digits.index(digits.endIndex, offsetBy: exponent)
            return sign + digits[..<point] + "." + digits[point...] + random.pick(["", "0", "e0"])
        case 2:
            // One digit before the point, as scientists write.
            let power = exponent + digits.count - 1
            let rest = digits.dropFirst()
            return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + random.pick(["e", "E"])
                + (power >= 0 ? random.pick(["", "+"]) : "") + "\(power)"
        default:
            let zeros = random.int(0...3)
            return sign + digits + String(repeating: "0", count: zeros) + "e\(exponent - zeros)"
        }
    }
}
