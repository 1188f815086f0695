import TestSupport
import Testing

@testable import ReleaseFormat

/// Minified text and canonical bytes.
@Suite struct TranscoderTests {
    struct Forms: Equatable {
        var text: String
        var canonical: [UInt8]
    }

    private func forms(_ text: String) throws -> Forms {
        var input = ByteBuffer()
        input.append(text)
        input.pad()
        var cursor = JSONCursor(UnsafePointer(input.base), count: input.count)
        var minified = ByteBuffer()
        var canonical = ByteBuffer()
        var transcoder = JSONTranscoder()
        try transcoder.value(&cursor, depth: 0, text: &minified, canonical: &canonical)
        return Forms(text: String(decoding: minified.bytes, as: UTF8.self), canonical: Array(canonical.bytes))
    }

    @Test func `minified text is the value, and as short as the value's own text`() throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<60 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.3)
            var spelling = JSONSpelling(seed: seed &+ round, freedoms: [.space, .escapes])
            let value = generator.release(samples: 2)
            let minified = try forms(spelling.text(of: value)).text
            #expect(minified == value.text, "RELWH_SEED=\(seed), round \(round)")
            #expect(try JSONValue(text: minified) == value, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    @Test func `canonical bytes do not know how a value was spelled`() throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<60 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.3)
            var spelling = JSONSpelling(seed: seed &+ round)
            let value = generator.release(samples: 2)
            let canonical = try forms(value.text).canonical
            for _ in 0..<3 {
                #expect(
                    try forms(spelling.text(of: value)).canonical == canonical,
                    "RELWH_SEED=\(seed), round \(round)")
            }
        }
    }

    /// Spellings of one value in each row; the rows differ.
    static let families: [[String]] = [
        ["0", "-0", "0.0", "-0e7", "0.000E-3"], ["1", "1.0", "1e0", "10e-1", "0.1E+1"], ["-1", "-1.00"],
        ["0.1", "1e-1", "0.10", "0.1000000000000000055511151231257827"], ["1.5", "15e-1"], ["\"1\""], ["[1]"],
        ["[[1]]"],
        ["9007199254740992", "9007199254740992.0"],
        ["9007199254740993", "9007199254740993.0", "90071992547409930e-1"],
        ["9223372036854775807"], ["9223372036854775808", "9223372036854775808.0"],
        ["100000000000000000000", "1e20", "1.0E+20", "10e19"], ["100000000000000000001"],
        ["1e400", "10e399", "0.1e401", "1.0e400"], ["-1e400"], ["1e401"], ["1e-400", "10e-401"], ["null"],
        ["true"], ["false"],
        ["\"\"", "  \"\"  "], ["\"é\"", #""\u00e9""#, #""\u00E9""#], ["\"e\u{301}\""],
        ["\"/\"", #""\/""#, #""\u002f""#],
        ["\"😀\"", #""\ud83d\ude00""#, #""\uD83D\uDE00""#], [#""\n""#, #""\u000a""#], [#""\u0000""#],
        ["[]", "[ ]"], ["{}", "{\n}"],
        ["[{}]"], ["[[]]"], ["[null]"], ["[\"\"]"], ["[1,2]", "[1.0, 2e0]"], ["[2,1]"], ["[12]"],
        ["[\"1,2\"]"], ["[\"a\",\"b\"]"], ["[\"ab\"]"],
        ["[\"ab\",\"\"]"], ["[\"\",\"ab\"]"],
        [#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, #"{ "\u0062":2, "\u0061":1.0 }"#], [#"{"a":2,"b":1}"#],
        [
            #"{"":1,"a":2,"aa":3,"ab":4,"b":5}"#, #"{"b":5,"ab":4,"aa":3,"a":2,"":1}"#,
            #"{"aa":3,"":1,"b":5,"a":2,"ab":4}"#,
        ],
        [#"{"a":{"b":1,"c":2},"d":[]}"#, #"{"d":[],"a":{"c":2,"b":1}}"#], [#"{"a":{"b":1},"c":2,"d":[]}"#],
        [#"{"a":null}"#], [#"{"":null}"#],
        [#"{"é":1,"z":2}"#, #"{"z":2,"\u00e9":1}"#],
    ]

    @Test func `canonical bytes are equal for equal values and only for those`() throws {
        var seen: [[UInt8]: String] = [:]
        for family in Self.families {
            let canonical = try forms(family[0]).canonical
            #expect(seen[canonical] == nil, "\(family[0]) and \(seen[canonical] ?? "")")
            seen[canonical] = family[0]
            for spelling in family { #expect(try forms(spelling).canonical == canonical, "\(spelling)") }
        }
    }

    @Test func `members are sorted by the bytes of their keys`() throws {
        let canonical = try forms(#"{"b":true,"":false}"#).canonical
        #expect(
            canonical == [0x7B] + [0, 0, 0, 0, 0, 0, 0, 0, 0x66] + [1, 0, 0, 0, 0, 0, 0, 0, 0x62, 0x74] + [
                0x7D
            ])
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, 7), (#"{"a":1,"\u0061":1}"#, 7), (#"{"b":1,"a":1,"b":1}"#, 13),
        (#"{"":1,"a":1,"":1}"#, 12),
        (#"{"c":1,"b":1,"a":1,"b":1,"c":1}"#, 19), (#"[{"x":{"b":1,"b":2}}]"#, 13),
        (#"{"é":1,"\u00e9":1}"#, 8),
    ])
    func `a key twice is found whatever its spelling and its place`(text: String, offset: Int) {
        let error = #expect(throws: JSONFault.self) { try forms(text) }
        #expect(error?.offset == offset)
        guard case .duplicateKey = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a key is spelled in one way, so that a path of SQLite finds it`() throws {
        #expect(
            try forms(#"{"\u0061\/\"\u00e9\u001f\u000a\b":"\u0061\/"}"#).text
                == "{\"a/\\\"é\\u001f\\n\\b\":\"a/\"}")
    }
}
