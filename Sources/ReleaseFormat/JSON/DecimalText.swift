/// A decimal number of any length by its value: sign, digits without zeros at either end, and a power of ten.
struct DecimalText: Equatable, CustomStringConvertible {
    /// An exponent beyond this is as good as this one. The digits may add as much to it as a file is long.
    private static let largestPower = Int.max / 2

    private var isNegative: Bool
    private var digits: [UInt8]
    private var exponent: Int

    /// - Parameter literal: a JSON number.
    init(_ literal: String) {
        var isNegative = false
        var digits: [UInt8] = []
        var exponent = 0
        var seenPoint = false
        var rest = Substring(literal).utf8
        if rest.first == 0x2D {
            isNegative = true
            rest = rest.dropFirst()
        }
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case 0x30...0x39:
                digits.append(byte)
                if seenPoint { exponent -= 1 }
            case 0x2E: seenPoint = true
            default:
                if rest.first == 0x2B { rest = rest.dropFirst() }
                let power = Int(String(rest) ?? "") ?? (rest.first == 0x2D ? .min : .max)
                exponent += min(max(power, -Self.largestPower), Self.largestPower)
                rest = rest.dropFirst(rest.count)
            }
        }
        while digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        digits = Array(digits.drop { $0 == 0x30 })
        if digits.isEmpty {
            isNegative = false
            exponent = 0
        }
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
    }

    /// The value as a whole number, if 64 bits hold it.
    var integer: Int64? {
        guard exponent >= 0, exponent <= 18, digits.count + exponent <= 19 else {
            return digits.isEmpty ? 0 : nil
        }
        var value: Int64 = 0
        for digit in digits + Array(repeating: 0x30, count: exponent) {
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counted downwards: the smallest integer has no positive twin.
            let (less, under) = tenfold.subtractingReportingOverflow(Int64(digit - 0x30))
            if overflow || under { return nil }
            value = less
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    var description: String {
        "\(isNegative ? "-" : "")\(String(decoding: digits, as: UTF8.self))e\(exponent)"
    }
}
