import TestSupport
import Testing

@testable import ReleaseFormat

/// What literals stand for, and that they are taken as RFC 8259 says.
@Suite struct NumberTests {
    /// Reads a literal that is followed by a bracket, as all but a whole text are.
    private func read(_ literal: String) -> JSONNumber? {
        var buffer = ByteBuffer()
        buffer.append(literal)
        buffer.append("]")
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        guard let number = try? cursor.number() else { return nil }
        return number.count == literal.utf8.count ? number.value : nil
    }

    @Test func `a million literals are what Swift says they are`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        var wrong: [String] = []
        for _ in 0..<1_000_000 {
            let literal = Self.literal(&random)
            let expected = Double(literal) ?? .nan
            let isRight =
                switch read(literal) {
                case .integer(let whole): Double(whole) == expected
                case .real(let double): double.bitPattern == expected.bitPattern
                case .huge: expected.magnitude >= 0x1p53 || expected == 0
                case nil: false
                }
            if !isRight { wrong.append(literal) }
        }
        #expect(wrong.isEmpty, "RELWH_SEED=\(seed), \(wrong.count) wrong, such as \(wrong.prefix(5))")
    }

    /// Short and long, whole and broken, near the edges of exactness and of range.
    private static func literal(_ random: inout SeededRandom) -> String {
        let sign = random.chance(0.3) ? "-" : ""
        func digits(_ count: Int) -> String {
            var text = ""
            for _ in 0..<count { text.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + random.int(0...9)))) }
            return text
        }
        func whole(_ count: Int) -> String {
            let text = digits(count).drop { $0 == "0" }
            return text.isEmpty ? "0" : String(text)
        }
        switch random.int(0...7) {
        case 0: return sign + whole(random.int(1...20))
        case 1: return sign + whole(random.int(1...5)) + "." + digits(random.int(1...18))
        case 2: return sign + whole(random.int(1...17)) + "e\(random.int(-30...30))"
        case 3:
            return sign + whole(random.int(1...3)) + "." + digits(random.int(1...17))
                + "E\(random.int(-330...310))"
        case 4: return sign + "\(Double(bitPattern: random.next() & 0x7FEF_FFFF_FFFF_FFFF))"
        case 5: return sign + whole(random.int(1...30)) + "." + digits(random.int(1...30))
        case 6:
            return sign + "0." + String(repeating: "0", count: random.int(0...25))
                + digits(random.int(1...20))
        // Halfway between two doubles, or all but.
        default:
            return sign
                + "\(9_007_199_254_740_992 + random.int(0...64)).\(random.pick(["5", "50", "49999999999", "0"]))e\(random.int(-25...3))"
        }
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("0.0", 0), ("-0.0e9", 0), ("0e999999999999", 0), ("1.0", 1), ("10e-1", 1),
        ("1E+0", 1),
        ("100e-2", 1), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ("9223372036854775807.0", Int64.max), ("-9.223372036854775808e18", Int64.min),
        ("9007199254740993", 9_007_199_254_740_993), ("9007199254740993.0", 9_007_199_254_740_993),
        ("90071992547409930e-1", 9_007_199_254_740_993), ("9999999999999e5", 999_999_999_999_900_000),
        ("0.00000000000000000000000000000e5", 0), ("1e18", 1_000_000_000_000_000_000),
        ("1000000000000000000", 1_000_000_000_000_000_000),
    ])
    func `a whole number is an integer, however it is spelled`(literal: String, value: Int64) {
        #expect(read(literal) == .integer(value))
    }

    @Test(arguments: [
        ("1e20", 1e20), ("100000000000000000000", 1e20), ("100000000000000000000.0", 1e20), ("1e22", 1e22),
        ("1e23", 1e23), ("10000000000000000000000", 1e22), ("-300000000000000000000", -3e20), ("10e22", 1e23),
        ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
        ("5e-324", Double.leastNonzeroMagnitude), ("2.2250738585072014e-308", Double.leastNormalMagnitude),
        ("0.5", 0.5), ("5e-1", 0.5),
        ("0.1000000000000000055511151231257827", 0.1), ("-1.5", -1.5),
    ])
    func `other numbers are doubles`(literal: String, value: Double) {
        #expect(read(literal) == .real(value))
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "9223372036854775808.0", "18446744073709551616",
        "12345678901234567890123", "12345678901234567890123e0", "1e400", "-1e400", "1e309", "1e-400",
        "1e99999999999999999999", "1e-99999999999999999999", "9007199254740993.5", "9223372036854775808000",
        "10000000000000000000000000", "-100000000000000000000000",
    ])
    func `a number that only its text holds is kept apart`(literal: String) {
        #expect(read(literal) == .huge)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1E-", "0x10", "1_000",
        "--1", "1-",
        "1.2.3", "1e5.5", "Infinity", "NaN", "-Infinity", "1 000", "１",
    ])
    func `what is no number of JSON is refused`(literal: String) {
        #expect(read(literal) == nil)
    }

    @Test(arguments: ["-", "1.", "1e", "1e+"])
    func `a number that the input cuts short says so`(literal: String) {
        let fault = #expect(throws: InputError.self) { try JSONValue(text: literal) }
        #expect(fault?.found == "the end of the input")
    }
}
