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
        (1, 3, "33.3%"), (1, 200, "0.5%"), (201, 10_000, "2.01%"), (2, 100, "2%"),
        (1, 1_000_000, "0.0001%"),
        (-1, 8, "-12.5%"), (0, 5, "0%"), (5, 5, "100%"), (20_001, 1_000_000, "2.0001%"),
    ])
    func `a percentage that is not round does not look round`(part: Int, whole: Int, text: String) {
        #expect(FoundText.percent(part, of: whole) == text)
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
