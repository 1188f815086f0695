import TestSupport
import Testing

@testable import Gates

/// Numbers of gates are exact.
@Suite struct NumberTests {
    @Test(arguments: [
        ("500", "500"), ("1,234,567", "1234567"), ("2.50", "2.5"), ("-0.001", "-0.001"), ("+7", "7"),
        ("1e3", "1000"),
        ("2.5e-3", "0.0025"), ("0", "0"), ("-0", "0"), ("007", "7"), ("999999999999999", "999999999999999"),
        ("0.10", "0.1"),
    ])
    func `a number is what it says`(written: String, shown: String) throws {
        #expect(try #require(GateNumber(written)).description == shown)
    }

    @Test(arguments: [
        "", "-", "1,23", "1,2345", ",123", "1.", ".5", "1..2", "1e", "1e99", "0x10", "1 000", "ten",
        "1234567890123456",
        "NaN", "1.2.3", "１２",
    ])
    func `what is no number is none`(text: String) {
        #expect(GateNumber(text) == nil)
    }

    @Test func `a share is exactly at its bound or beyond it`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            // A whole that makes the percentage a decimal of two places.
            let hundredths = random.int(1...9999)
            let times = random.int(1...1_000_000_000)
            let (part, whole) = (hundredths * times, 10_000 * times)
            let bound = try #require(
                GateNumber("\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"))
            let note = "RELWH_SEED=\(seed), \(part) of \(whole), \(bound) %"
            let most = GateBound(.atMost(bound), isPercent: true)
            let least = GateBound(.atLeast(bound), isPercent: true)
            #expect(most.allows(part, of: whole) && least.allows(part, of: whole), "\(note)")
            #expect(!most.allows(part + 1, of: whole) && !least.allows(part - 1, of: whole), "\(note)")
            // A share as a double is at its bound, too.
            #expect(
                most.allows(Double(part) / Double(whole)) && least.allows(Double(part) / Double(whole)),
                "\(note)")
        }
    }

    @Test func `counts beyond what doubles tell apart are compared exactly`() throws {
        let most = GateBound(.atMost(try #require(GateNumber("100"))), isPercent: true)
        #expect(most.allows(.max, of: .max))
        #expect(!most.allows(.max, of: .max - 1))
        #expect(GateBound(.exactly(GateNumber(9_007_199_254_740_993))).allows(9_007_199_254_740_993))
        #expect(!GateBound(.exactly(GateNumber(9_007_199_254_740_993))).allows(9_007_199_254_740_992))
    }

    @Test(arguments: [
        (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 200, "0.5%"), (201, 10_000, "2%"), (2, 100, "2%"),
        (1, 1_000_000, "0.0001%"), (999_999, 1_000_000, "99.9999%"), (5, 61, "8.2%"), (35, 288, "12.2%"),
        (-1, 8, "-12.5%"), (0, 5, "0%"), (5, 5, "100%"), (.min, .max, "-100%"),
        (.max, 1, "\(Int.max)00%"),
    ])
    func `a percentage is rounded, but not to nothing or all`(part: Int, whole: Int, text: String) {
        #expect(FoundText.percent(part, of: whole).replacing(",", with: "") == text)
    }

    @Test(arguments: [
        (28, 248, "11.2", "11.3%"), (28, 248, "11.3", "11.29%"), (30, 248, "12", "12.1%"),
        (30, 248, "12.1", "12.097%"), (1, 8, "12.5", "12.5%"), (1, 3, "33.33", "33.333%"),
        (125, 1000, "12.45", "12.5%"), (9, 80, "11.25", "11.25%"),
    ])
    func `a percentage does not contradict its bound`(part: Int, whole: Int, limit: String, text: String)
        throws
    {
        let number = try #require(GateNumber(limit))
        let bound = GateBound(.atMost(number), isPercent: true)
        #expect(FoundText.percent(part, of: whole, near: bound) == text)
        #expect(FoundText.percent(Double(part) / Double(whole), near: bound) == text)
    }

    @Test(arguments: [
        (2.8461538461538463, "3", "2.846"), (2.8461538461538463, "2.846", "2.8462"), (0.5, "0.5", "0.5"),
        (81.15499999999997, "80", "81.15"), (81.15499999999997, "81.15", "81.155"),
        (-0.123456, "0", "-0.1235"), (123_456.789, "0", "123,456.8"), (3, "4", "3"), (1.5e-7, "0", "1.5e-07"),
        (1.5e300, "0", "1.5e+300"), (1000.04, "1000", "1,000.04"),
    ])
    func `a measure is rounded, but not across its bound`(value: Double, limit: String, text: String) throws {
        let bound = GateBound(.atMost(try #require(GateNumber(limit))))
        #expect(FoundText.measure(value, near: bound) == text)
    }

    @Test(arguments: [
        ("SELECT :ref", ["ref"]), ("SELECT ':ref', \":ref\", [:ref], `:ref`", []),
        ("SELECT 1 -- :ref\n, :previous", ["previous"]), ("/* :ref */ SELECT @ref, :ref", ["ref"]),
        ("SELECT 'it''s :ref' || :labelset", ["labelset"]), ("SELECT 1 /* :ref", []),
        ("SELECT 'open :ref", []),
        ("SELECT a->>'$.b', :ref", ["ref"]),
    ])
    func `the parameters of a query are those outside of strings and comments`(sql: String, names: [String]) {
        #expect(SQLParameters.names(in: sql) == names)
    }
}
