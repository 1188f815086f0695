import Gates
import TestSupport
import Testing

/// What is wrong with a gate file, and where.
@Suite struct FileTests {
    private static let mistakes: [(file: String, message: String)] = [
        ("", "1:1: expected a mapping with the key gates, found nothing"),
        ("- no errors", "1:1: expected a mapping with the key gates, found a list"),
        ("gates:", "1:7: expected a list of gates, found nothing"),
        ("gates: []", "1:8: the list of gates is empty"),
        ("labelset: a", "1:1: there is no key gates"),
        ("gate:\n  - no errors", "1:1: a gate file has no key gate"),
        ("gates:\n  - no errors\nagainst: [v1]", "3:10: expected a text, found a list"),
        ("gates:\n  - no errors\nlabelset:", "3:10: expected a text, found nothing"),
        ("gates:\n  - no errors\n  - 5", "3:5: expected a gate, a sentence or a mapping, found 5"),
        (
            "gates:\n  - at least: 5",
            "2:5: a gate that is a mapping needs gate (a sentence), statistic or sql"
        ),
        ("gates:\n  - {gate: no errors, nmae: x}", "2:23: a gate has no key nmae"),
        ("gates:\n  - {gate: no errors, against: v1}", "2:32: this gate is about one release only"),
        ("gates:\n  - {gate: [no errors]}", "2:12: expected a sentence, found a list"),
        ("gates:\n  - {statistic: boxs, at_least: 1}", "2:17: there is no statistic boxs"),
        ("gates:\n  - {statistic: boxes, figure: boxes}", "2:5: the gate has no bound"),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, at_least: 1, at_most: 2}",
            "2:61: the gate says at_least and at_most: one bound is meant"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, at_least: many}",
            "2:49: expected a number, found \"many\""
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, between: [1]}",
            "2:48: expected two numbers, [LOW, HIGH]"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, between: [2, 1]}",
            "2:52: expected a number of at least 2"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, rows: some, at_least: 1}",
            "2:45: expected one, all, any or sum, found some"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, where: car, at_least: 1}",
            "2:46: expected columns and their values, found 'car'"
        ),
        ("gates:\n  - {statistic: boxes, figure: boxes, change: 5}", "2:47: expected a bound, found 5"),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, change: {at_lest: 5}}",
            "2:48: change has no key at_lest"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, at_least: 1, against: v1}",
            "2:61: this gate is about one release only"
        ),
        (
            "gates:\n  - {statistic: boxes, figure: boxes, at_least: 1, tolerance: -1}",
            "2:63: expected a number of at least 0, without %"
        ),
        ("gates:\n  - {sql: SELECT 1, at_most: 5%}", "2:30: percent of what? A query returns a number"),
        ("gates:\n  - {sql: 'SELECT :reff', at_most: 5}", "2:11: there is no parameter :reff"),
        ("gates:\n  - {sql: 5, at_most: 5, figure: x}", "2:26: a gate on a query has no key figure"),
        ("gates:\n  - no errors\n  - \"no errors", ""),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its place`(case: (file: String, message: String)) throws {
        let found = try #require(mistake(`case`.file))
        #expect(`case`.message.isEmpty || found == `case`.message, "\(found)")
    }

    @Test func `a file that is cut anywhere is read or refused with a place`() throws {
        let text = """
            labelset: ground-truth
            against: v1
            gates:
              - at least 5 car
              - {gate: no errors, name: clean}
              - statistic: boxes
                figure: width_median
                where: {category: [car, bus]}
                rows: all
                between: [1, 2.5]
              - sql: |
                  SELECT count(*) FROM labels WHERE ref = :ref
                change: {at_least: -5%}
            """
        let bytes = Array(text.utf8)
        #expect(try GateFile(parsing: bytes).gates.count == 4)
        func isReadOrRefused(_ bytes: [UInt8]) -> Bool {
            do {
                return try !GateFile(parsing: bytes).gates.isEmpty
            } catch {
                return error.place.line >= 1 && error.place.column >= 1 && !error.message.isEmpty
            }
        }
        for length in bytes.indices { #expect(isReadOrRefused(Array(bytes[..<length])), "\(length)") }
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        for _ in 0..<500 {
            var damaged = bytes
            for _ in 0..<random.int(1...3) {
                damaged[random.int(0...(bytes.count - 1))] = UInt8(random.int(0...255))
            }
            #expect(isReadOrRefused(damaged), "RELWH_SEED=\(random.seed)")
        }
    }
}
