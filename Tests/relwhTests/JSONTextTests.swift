import ReleaseFormat
import Testing

@testable import relwh

@Suite struct JSONTextTests {
    private func json(_ body: (inout [UInt8]) -> Void) -> String {
        var buffer: [UInt8] = []
        body(&buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test(arguments: [
        ("", #""""#), ("a", #""a""#), ("ü花😀", #""ü花😀""#), ("\"\\/", #""\"\\/""#),
        ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
        ("\0\u{1B}\u{1F}", #""\u0000\u001b\u001f""#),
        ("\u{7F}\u{9B}\u{A0}é\u{2028}", "\"\\u007f\\u009b\u{A0}é\u{2028}\""),
    ])
    func `a string is exact`(text: String, expected: String) {
        #expect(json { JSONText.append(text, to: &$0) } == expected)
    }

    @Test(arguments: [
        (Int64.max, "9223372036854775807"), (.min, "-9223372036854775808"), (0, "0"),
        (9_007_199_254_740_993, "9007199254740993"),
    ])
    func `an integer is exact`(number: Int64, expected: String) {
        #expect(json { JSONText.append(number, to: &$0) } == expected)
    }

    @Test(arguments: [
        (0.1, "0.1"), (1.0, "1.0"), (-0.0, "-0.0"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"),
        (.infinity, "null"), (.nan, "null"),
    ])
    func `a real reads back as the same number`(number: Double, expected: String) {
        #expect(json { JSONText.append(number, to: &$0) } == expected)
        #expect(JSONValue.isValid(expected))
    }

    @Test func `a document is written in order, on one line or over several`() {
        let value = DocumentValue.members([
            ("b", .count(1)), ("a", .array([.null, .bool(true)])), ("e", .array([])), ("o", .members([])),
            ("j", .embedded("{\"x\":1}")),
        ])
        #expect(json { value.append(to: &$0) } == #"{"b":1,"a":[null,true],"e":[],"o":{},"j":{"x":1}}"#)
        #expect(
            json { value.appendIndented(to: &$0) } == """
                {
                  "b": 1,
                  "a": [
                    null,
                    true
                  ],
                  "e": [],
                  "o": {},
                  "j": {"x":1}
                }
                """)
    }

    @Test(arguments: ["null", " [1, 2.5e-3, {\"a\": \"\\u00e9\\n\"}, []] ", "{}", "-0", "\"花\"", "true"])
    func `JSON is known for JSON`(text: String) {
        #expect(JSONValue.isValid(text))
    }

    @Test(arguments: [
        "", " ", "x", "01", "1.", ".5", "+1", "1e", "[1,]", "{\"a\"}", "{a:1}", "[1", "\"a", "\"\\x\"",
        "\"a\nb\"", "1 2", "nul", "NaN", "{\"a\":1,}",
        // What a release file may not hold either.
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"a\":1,\"\\u0061\":2}",
    ])
    func `other text is not`(text: String) {
        #expect(!JSONValue.isValid(text))
    }

    @Test func `nesting is followed to a limit`() {
        #expect(JSONValue.isValid(String(repeating: "[", count: 512) + String(repeating: "]", count: 512)))
        #expect(
            !JSONValue.isValid(
                String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)))
    }
}
