import CBytes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a JSON number stands for, whatever its spelling: `1`, `1.0` and `1e0` are the same number.
enum JSONNumber: Equatable {
    /// A whole number that 64 bits hold.
    case integer(Int64)
    /// Any other number that a double can stand for.
    case real(Double)
    /// A number beyond the range of doubles, or a whole number beyond 64 bits: only its text is exact.
    case huge

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

/// The double that a literal of any length stands for; infinite beyond the range of doubles.
@inline(never)
func slowDouble(_ literal: UnsafePointer<UInt8>, _ count: Int) -> Double {
    Double(String(decoding: UnsafeBufferPointer(start: literal, count: count), as: UTF8.self)) ?? .infinity
}
