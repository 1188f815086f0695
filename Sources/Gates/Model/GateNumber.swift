/// A decimal number as a gate file writes it, exact: `500`, `2.5`, `-0.001`.
///
/// It is compared with counts, and with shares of counts, without rounding.
public struct GateNumber: Sendable, Hashable {
    /// The number is `digits` / 10^`scale`; without zeros at the end of the fraction.
    private let digits: Int64
    private let scale: Int

    /// Reads a decimal of at most 15 digits, with or without a sign, an exponent, and commas between thousands.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        var exponent = 0
        if let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            guard let power = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)),
                power.magnitude <= 15
            else { return nil }
            exponent = power
            bytes = bytes[..<mark]
        }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Self.withoutCommas($0) }) else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty else { return nil }
        var all = whole + fraction
        guard all.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        var scale = fraction.count - exponent
        while scale > 0, all.last == UInt8(ascii: "0") {
            all.removeLast()
            scale -= 1
        }
        if scale < 0 {
            all += repeatElement(UInt8(ascii: "0"), count: -scale)
            scale = 0
        }
        let significant = all.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 15, scale <= 15 else { return nil }
        let magnitude = significant.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        digits = isNegative ? -magnitude : magnitude
        self.scale = magnitude == 0 ? 0 : scale
    }

    public init(_ whole: Int) {
        digits = Int64(whole)
        scale = 0
    }

    /// `1,234,567` without its commas; nil where they part no thousands.
    private static func withoutCommas(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard groups.count > 1 else { return Array(bytes) }
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return Array(groups.joined())
    }

    /// The nearest double.
    public var double: Double { Double(digits) / Self.power(scale) }

    /// The nearest double of the number as a percentage: 2.5 % are 0.025.
    public var fraction: Double { Double(digits) / Self.power(scale + 2) }

    /// Powers of ten up to 10^22 are exact, and so is the division's rounding.
    private static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    var isNegative: Bool { digits < 0 }

    /// How a count compares with the number: -1 below, 0 equal, 1 above.
    func order(of count: Int) -> Int {
        Self.sign(Int128(count) * Self.wholePower(scale), Int128(digits))
    }

    /// How `part` of `whole`, in percent, compares with the number; `whole` is above 0.
    func order(ofPercent part: Int, of whole: Int) -> Int {
        Self.sign(Int128(part) * 100 * Self.wholePower(scale), Int128(digits) * Int128(whole))
    }

    // How far something is from 0, compared with how far the number is; signs do not matter.

    /// The same of `scaled` / 10^`places`.
    func distanceOrder(of scaled: Int128, places: Int) -> Int {
        Self.sign(scaled * Self.wholePower(scale), Int128(digits.magnitude) * Self.wholePower(places))
    }

    func distanceOrder(ofPercent part: Int, of whole: Int) -> Int {
        Self.sign(
            Int128(part.magnitude) * 100 * Self.wholePower(scale), Int128(digits.magnitude) * Int128(whole))
    }

    private static func wholePower(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    private static func sign(_ one: Int128, _ other: Int128) -> Int { one < other ? -1 : one > other ? 1 : 0 }
}

extension GateNumber: Comparable {
    public static func < (one: GateNumber, other: GateNumber) -> Bool {
        Int128(one.digits) * wholePower(other.scale) < Int128(other.digits) * wholePower(one.scale)
    }
}

extension GateNumber: CustomStringConvertible {
    /// As a gate file writes it: `1234.5`.
    public var description: String {
        guard scale > 0 else { return "\(digits)" }
        let text = "\(digits.magnitude)"
        let padded = String(repeating: "0", count: max(0, scale + 1 - text.utf8.count)) + text
        return (digits < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
