extension NumberText {
    /// A real number for people, rounded to some significant digits: `0.1235`, `12.5`, `12,346`, `1.5e-7`.
    ///
    /// What is greater is rounded to a whole number: a zero in place of a digit would look exact.
    /// From 1e-4 to 1e15 there is no exponent. Halves are rounded away from zero, as the number is written in decimal.
    ///
    /// - Parameter digits: The most significant digits, at least 1, of numbers with a fraction.
    static func significant(_ value: Double, digits: Int = 4) -> String {
        guard value.isFinite else { return RealText.of(value) }
        guard value != 0 else { return "0" }
        let isPlain = (1e-4...1e15).contains(value.magnitude)
        let number = SignificantDigits(value.magnitude, most: max(1, digits), keepsWhole: isPlain)
        return (value < 0 ? "-" : "") + (isPlain ? grouped(decimal: number.plain) : number.scientific)
    }
}

/// A positive number's first decimal digits.
private struct SignificantDigits {
    /// From 0 to 9; the first is not 0, nor is the last.
    private var digits: [UInt8] = []
    /// The power of ten that the first digit counts.
    private var exponent = 0

    /// - Parameter keepsWhole: Whether all digits before the point are kept.
    init(_ magnitude: Double, most: Int, keepsWhole: Bool) {
        read(magnitude.description)
        let most = keepsWhole ? max(most, exponent + 1) : most
        if digits.count > most { round(to: most) }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
    }

    /// Reads what Swift writes: `12.5`, `0.001`, `1.5e-07`.
    private mutating func read(_ text: String) {
        let parts = text.split(separator: "e")
        var whole = 0
        var hasPoint = false
        for byte in (parts.first ?? "").utf8 {
            if byte == UInt8(ascii: ".") {
                hasPoint = true
                continue
            }
            digits.append(byte &- UInt8(ascii: "0"))
            if !hasPoint { whole += 1 }
        }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent = whole - 1 - zeros + (parts.count == 2 ? Int(parts[1]) ?? 0 : 0)
    }

    private mutating func round(to count: Int) {
        let isUp = digits[count] >= 5
        digits.removeSubrange(count...)
        guard isUp else { return }
        for index in digits.indices.reversed() {
            digits[index] += 1
            if digits[index] < 10 { return }
            digits[index] = 0
        }
        digits = [1]
        exponent += 1
    }

    var plain: String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text(digits[...]) }
        let whole = digits.prefix(exponent + 1)
        let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
        let rest = digits.dropFirst(exponent + 1)
        return text(whole) + zeros + (rest.isEmpty ? "" : "." + text(rest))
    }

    var scientific: String {
        let rest = digits.dropFirst()
        return text(digits.prefix(1)) + (rest.isEmpty ? "" : "." + text(rest)) + "e\(exponent)"
    }

    private func text(_ digits: ArraySlice<UInt8>) -> String { digits.map(String.init).joined() }
}
