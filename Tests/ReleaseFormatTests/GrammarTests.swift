import TestSupport
import Testing

@testable import ReleaseFormat

/// What is JSON and what is not, by each of the ways that values are read: as a tree, in a header, in a sample.
@Suite struct GrammarTests {
    enum Reader: CaseIterable, Sendable {
        case tree, header, sample, label, annotation

        func reads(_ value: String) -> Bool {
            do {
                switch self {
                case .tree: _ = try JSONValue(text: value)
                case .header: _ = try Reading(text: "{\"x\":\(value),\"dataset\":{\"samples\":[]}}")
                case .sample: _ = try Reading.sample("\"uuid\":\"u\",\"x\":\(value)")
                case .label: _ = try Reading.label("{\"x\":\(value)}")
                case .annotation: _ = try Reading.annotation("\"points\":\(value)")
                }
                return true
            } catch {
                return false
            }
        }
    }

    static let valid: [String] = [
        "null", "true", "false", "0", "-1.5e+3", "\"\"", "[]", "{}", " [ ] ", "\t{\n}\r ", "[[],[[]],{}]",
        "[1,2,3]",
        "[null,true,false]", #"{"a":1}"#, #"{"":0}"#, #"{"a":{"a":{"a":[]}}}"#, #"{"a":1,"b":1}"#,
        "[1\n,\n2]",
        #"["\u0060\u012a\u12AB"]"#, #"["a/*b*/c"]"#, #"["日本"]"#, #"{"\u0061b":[]}"#, "[1E22]", "[-0]",
        "[123456789012345678901]",
        "[1e999]", #"["\uD801\udc37"]"#, "[\"\u{7f}\"]", "[ 4]", "[[1.5,2],[3,4]]", "[[1,2],[3,4,5]]",
        "[[1,2],null]",
        "[[1],[2]]", "[[1,2,3,4]]", #"["]"]"#, #"[{"}":"{"}]"#,
    ]

    @Test(arguments: valid, Reader.allCases)
    func `JSON is read`(value: String, reader: Reader) {
        #expect(reader.reads(value))
    }

    static let invalid: [String] = [
        "", " ", "[", "{", "]", "}", "[1", "[1,", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1:2]", "[\"a\"",
        "[\"a", "[}", "{]", "[1}",
        #"{"a"}"#, #"{"a":}"#, #"{"a" 1}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1 "b":2}"#, #"{"a":1,,"b":2}"#,
        #"{a:1}"#,
        #"{'a':1}"#, #"{1:1}"#, #"{null:1}"#, #"{"a"::1}"#, #"{"a":1;"b":2}"#, "nul", "nulll", "tru", "True",
        "TRUE", "fals",
        "undefined", "NaN", "Infinity", "-Infinity", "- 1", "01", "1.", ".1", "+1", "0x1", "1e", "[1.2.3]",
        "'a'", "a",
        "[\"\t\"]", "[\"\n\"]", "[\"\0\"]", #"["\x"]"#, #"["\"]"#, #"["\u00"]"#, #"["\uD800"]"#, "/*c*/1",
        "1/*c*/", "//c\n1", "#c\n1",
        "[\u{a0}1]", "[\u{feff}1]", "[\u{c}1]", "[\u{b}1]", "[\0]", "[1\u{2028}]", #"{"a":1}}"#, "[1]]",
        "1 1", "[][]", "{}{}",
        "[[1,2],[3,]]", "[[1,2][3,4]]", "[[1,.5]]", "[[1,2],[01,2]]", "[[1,2", "[[1,2]", "[[1 2]]", "[[1,-]]",
        #""a""b""#, "<html>", "[1,\n2\n,", #"{"a":"b"#, "\\u0031", "\"a\": 1",
    ]

    @Test(arguments: invalid, Reader.allCases)
    func `what is no JSON is refused`(value: String, reader: Reader) {
        #expect(!reader.reads(value))
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `nesting ends at 512 levels, wherever it begins`(opening: String) throws {
        func nested(_ count: Int) -> String {
            let closing = opening == "[" ? "]" : "}"
            let inner = opening == "[" ? "" : "0"
            return String(repeating: opening, count: count) + inner + String(repeating: closing, count: count)
        }
        // The levels that each reader is in already.
        for (reader, around) in [
            (Reader.tree, 0), (.header, 1), (.sample, 4), (.label, 7), (.annotation, 9),
        ] {
            #expect(reader.reads(nested(512 - around)), "\(reader)")
            #expect(!reader.reads(nested(513 - around)), "\(reader)")
        }
        let error = #expect(throws: InputError.self) { try JSONValue(text: nested(100_000)) }
        #expect(error?.expected == "at most 512 levels of nesting")
        #expect(error?.offset == 512 * opening.utf8.count)
        for reader in Reader.allCases { #expect(!reader.reads(nested(50_000))) }
    }
}
