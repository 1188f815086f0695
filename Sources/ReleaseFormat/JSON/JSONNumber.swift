import CBytes
import Platform

/// The value of a JSON number, whatever its spelling: `1`, `1.0` and `1e0` are the same number.
enum JSONNumber: Equatable {
    /// A whole number that 64 bits hold.
    case integer(Int64)
    /// Any other number that a double represents: below 2^53 the nearest one, from there on one whose shortest
    /// spelling has exactly the number's value.
    case real(Double)
    /// A number beyond the range of doubles, or a large one that neither 64 bits nor a double hold: only its text is
    /// exact.
    case huge

    /// - Parameter double: below 2^53.
    @inline(__always)
    init(rounded double: Double) {
        if let whole = Int64(exactly: double) {
            self = .integer(whole)
        } else {
            self = .real(double)
        }
    }

    /// The double that has exactly this value, if there is one.
    @inline(__always)
    var exactDouble: Double? {
        switch self {
        case .integer(let whole):
            let double = Double(whole)
            // 2^63 is what the largest integers round to; it does not fit back.
            guard double < 0x1p63, Int64(double) == whole else { return nil }
            return double
        case .real(let double): return double
        case .huge: return nil
        }
    }
}

/// The correctly rounded double `mantissa · 10^exponent`, or nil where this method cannot be sure.
///
/// Source: D. Lemire, "Number Parsing at a Gigabyte per Second", https://arxiv.org/abs/2101.11408
@inline(__always)
func eiselLemire(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if mantissa == 0 { return 0 }
    if exponent < -64 || exponent > 64 { return nil }
    let leading = mantissa.leadingZeroBitCount
    let scaled = mantissa << UInt64(leading)
    let power = Int32(exponent)
    var (high, low) = scaled.multipliedFullWidth(by: relwh_power_of_five(power, 0))
    if high & 0x1FF == 0x1FF {
        let more = scaled.multipliedFullWidth(by: relwh_power_of_five(power, 1)).high
        let (sum, overflow) = low.addingReportingOverflow(more)
        low = sum
        if overflow { high &+= 1 }
    }
    if low == .max && (exponent < -27 || exponent > 55) { return nil }
    let upper = Int(high >> 63)
    let shift = UInt64(upper + 9)
    var bits = high >> shift
    var binaryExponent = ((217_706 &* exponent) >> 16) &+ 63 &+ upper &- leading &+ 1023
    if binaryExponent <= 0 { return nil }
    if low <= 1 && exponent >= -4 && exponent <= 23 && bits & 3 == 1 && bits << shift == high {
        bits &= ~1
    }
    bits &+= bits & 1
    bits >>= 1
    if bits >= 2 << 52 {
        bits = 1 << 52
        binaryExponent += 1
    }
    bits &= ~(1 << 52)
    if binaryExponent >= 0x7FF { return nil }
    return Double(bitPattern: bits | UInt64(binaryExponent) << 52)
}

/// The value of a literal whose double may be another number: one of 19 digits or more, of 2^53 or more, or one
/// that rounds to zero.
///
/// Judged by its decimal value, so that `9007199254740993.0` and `9007199254740993` are one number, and
/// `100000000000000000000` and `1e20` are another. A number spelled with a fraction or an exponent is its
/// double, as everywhere; one spelled out is a whole number, and must be the double's very own: 10^25 is not.
@inline(never)
func extremeNumber(_ literal: UnsafePointer<UInt8>, _ count: Int) -> JSONNumber {
    let normal = DecimalText(
        String(decoding: UnsafeBufferPointer(start: literal, count: count), as: UTF8.self))
    if let whole = normal.integer { return .integer(whole) }
    let double = slowDouble(literal, count)
    if !double.isFinite || double == 0 { return .huge }
    if double.magnitude < 0x1p53 { return JSONNumber(rounded: double) }
    let bytes = UnsafeBufferPointer(start: literal, count: count)
    let isSpelledOut = bytes.allSatisfy { $0 == 0x2D || $0 &- 0x30 <= 9 }
    guard DecimalText("\(double)") == normal else { return .huge }
    return !isSpelledOut || DecimalText(wholeDigits(of: double)) == normal ? .real(double) : .huge
}

/// All digits of a whole double.
private func wholeDigits(of double: Double) -> String {
    // The significand's digits, least first, doubled as often as the exponent says.
    var digits = String(UInt64(double.magnitude.significand * 0x1p52)).utf8.reversed().map { $0 - 0x30 }
    for _ in 0..<max(Int(double.exponent) - 52, 0) {
        var carry: UInt8 = 0
        for index in digits.indices {
            let twice = digits[index] * 2 + carry
            digits[index] = twice % 10
            carry = twice / 10
        }
        if carry > 0 { digits.append(carry) }
    }
    let sign = double < 0 ? "-" : ""
    return sign + String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
}

/// The double nearest to a literal of any length; infinite beyond the range of doubles.
@inline(never)
func slowDouble(_ literal: UnsafePointer<UInt8>, _ count: Int) -> Double {
    Double(String(decoding: UnsafeBufferPointer(start: literal, count: count), as: UTF8.self)) ?? .infinity
}
