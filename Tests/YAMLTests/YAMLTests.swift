import TestSupport
import Testing

@testable import YAML

@Suite struct YAMLTests {
    private func parse(_ text: String) throws -> YAMLNode { try YAMLNode(parsing: Array(text.utf8)) }

    @Test func `values come with their places`() throws {
        let root = try parse(
            """
            # settings
            limit: 5 %
            rules:
              - track.jump: {severity: off, thresholds: {max_speed: 30.50}}
              - "true"
            é: 'it''s'
            """)
        #expect(root.place == YAMLPlace(line: 2, column: 1))
        #expect(root["limit"]?.value == .string("5 %") && root["limit"]?.place.description == "2:8")
        guard case .sequence(let rules) = root["rules"]?.value else { throw Missing() }
        let jump = try #require(rules.first?["track.jump"])
        #expect(jump.place.description == "4:17")
        #expect(jump["severity"]?.value == .string("off"))
        let speed = try #require(jump["thresholds"]?["max_speed"])
        #expect(speed.value == .real(30.5) && speed.text == "30.50")
        #expect(rules.last?.value == .string("true"))
        #expect(root["é"]?.value == .string("it's") && root["é"]?.place.description == "6:4")
        guard case .mapping(let entries) = root.value else { throw Missing() }
        #expect(entries.map(\.key) == ["limit", "rules", "é"])
        #expect(entries.map(\.keyPlace.line) == [2, 3, 6])
    }

    private struct Missing: Error {}

    @Test(
        arguments: [
            ("null", .null), ("~", .null), ("", .null), ("true", .bool(true)), ("FALSE", .bool(false)),
            ("no", .string("no")), ("on", .string("on")), ("yes", .string("yes")), ("off", .string("off")),
            ("12", .integer(12)), ("-7", .integer(-7)), ("+7", .integer(7)), ("010", .integer(10)),
            ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0x-1", .string("0x-1")),
            ("0o9", .string("0o9")),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .real(9.223372036854775808e18)),
            ("1.5", .real(1.5)), ("1.", .real(1)), (".5", .real(0.5)), ("-1e3", .real(-1000)),
            (".inf", .real(.infinity)),
            ("-.inf", .real(-.infinity)), ("1e", .string("1e")), (".", .string(".")),
            ("1_000", .string("1_000")),
            ("nan", .string("nan")), ("inf", .string("inf")), ("0x1p4", .string("0x1p4")),
            ("1.2.3", .string("1.2.3")),
            ("'12'", .string("12")), ("\"null\"", .string("null")), ("5 %", .string("5 %")),
            ("\"\"", .string("")),
        ] as [(String, YAMLValue)])
    func `a scalar is what the core schema takes it for`(text: String, value: YAMLValue) throws {
        #expect(try parse("a: \(text)\n")["a"]?.value == value)
    }

    @Test func `a text with nothing in it is null`() throws {
        for text in ["", "\n", "# nothing\n", "---\n", "\u{FEFF}"] {
            #expect(try parse(text).value == .null, "\(text)")
        }
        #expect(try parse("\u{FEFF}a: 1")["a"]?.value == .integer(1))
    }

    @Test(
        arguments: [
            ("a: 1\nb: 2\na: 3\n", "3:1", "'a' appears a second time; it was first at 1:1"),
            ("a: &x 1\nb: *x\n", "1:4", "anchors"), ("a: *x\n", "1:4", "aliases"),
            ("a: !!str 1\n", "1:4", "tags"),
            ("- !x {}\n", "1:3", "tags"), ("a:\n  <<: {b: 1}\n", "2:3", "merge keys"),
            ("? [a]\n: 1\n", "1:3", "a key has to be a word"),
            ("a: 1\n---\nb: 2\n", "2:1", "a second document"),
            ("a: [1, 2\n", "2:1", "not valid YAML"), ("a: 1\n\tb: 2\n", "2:1", "not valid YAML"),
            ("a: b: c\n", "1:5", "mapping values are not allowed"), ("a: \"x\n", "2:1", "not valid YAML"),
            ("ä: \u{1}\n", "1:4", "not UTF-8 text: control characters"),
            (String(repeating: "[", count: 65), "1:65", "more than 64 levels"),
        ])
    func `what is no plain text of values is refused where it stands`(
        text: String, place: String, words: String
    )
        throws
    {
        let error = try #require(throws: YAMLError.self) { try parse(text) }
        #expect(error.place.description == place && error.message.contains(words), "\(error)")
    }

    @Test func `bytes that are no text are refused where they stand`() throws {
        let bytes = Array("é: 1\nö: ".utf8) + [0xC3, 0x28]
        let error = try #require(throws: YAMLError.self) { try YAMLNode(parsing: bytes) }
        #expect(error.place.description == "2:5" && error.message.contains("UTF-8"), "\(error)")
        let large = [UInt8](repeating: UInt8(ascii: " "), count: YAMLNode.largestText + 1)
        #expect(throws: YAMLError.self) { try YAMLNode(parsing: large) }
    }

    @Test func `keys that only look alike are two`() throws {
        let root = try parse("\u{E9}: 1\ne\u{301}: 2\n")
        guard case .mapping(let entries) = root.value else { throw Missing() }
        #expect(entries.count == 2)
    }

    @Test func `the deepest nesting that is read is read`() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try parse(text).place.description == "1:1")
    }

    @Test func `a text cut or changed anywhere is read or refused, never worse`() throws {
        let whole = Array("a: {b: [1, 'x', \"\\u00e9\"], c: |\n  text\n}\nd: ~\n? e\n: &f *g\n".utf8)
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for cut in whole.indices { _ = try? YAMLNode(parsing: Array(whole[..<cut])) }
        for _ in 0..<2000 {
            var bytes = whole
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            do {
                _ = try YAMLNode(parsing: bytes)
            } catch let error as YAMLError {
                #expect(error.place.line >= 1 && error.place.column >= 1, "seed \(seed): \(error)")
            }
        }
    }
}
