import TestSupport
import Testing

@testable import ReleaseFormat

/// Strings: their escapes, their UTF-8, and the words of eight bytes that they are scanned in.
@Suite struct StringTests {
    /// Reads a string whose bytes stand between the quotes, with other bytes behind it.
    private func read(_ bytes: [UInt8]) throws(JSONFault) -> [UInt8] {
        var buffer = ByteBuffer()
        for byte in [0x22] + bytes + [0x22] + Array(",\"\\\u{1}é".utf8) { buffer.append(byte) }
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        let string = try cursor.string()
        var text = ByteBuffer()
        string.appendText(to: &text)
        return Array(text.bytes)
    }

    private func problem(_ bytes: [UInt8]) -> JSONFault.Problem? {
        do {
            _ = try read(bytes)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test(arguments: [
        (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{c}"), (#"\n"#, "\n"),
        (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0041"#, "A"), (#"\u00e9\u00E9"#, "éé"), (#"\uFFFF"#, "\u{FFFF}"),
        (#"\u0000"#, "\0"), (#"\ud83d\ude00"#, "😀"), (#"\uD800\uDC00"#, "\u{10000}"),
        (#"\uDBFF\uDFFF"#, "\u{10FFFF}"), (#"\ud7ff\ue000"#, "\u{D7FF}\u{E000}"), (#"a\\\"b"#, "a\\\"b"),
        (#"\\u0041"#, "\\u0041"), ("/", "/"), ("\u{7f}", "\u{7f}"), (#"\u002F\u0022"#, "/\""), ("", ""),
    ])
    func `an escape stands for its character`(spelled: String, text: String) throws {
        #expect(try read(Array(spelled.utf8)) == Array(text.utf8))
    }

    @Test(arguments: [
        #"\a"#, #"\x41"#, #"\'"#, #"\0"#, #"\U0041"#, #"\u"#, #"\u12"#, #"\u12G4"#, #"\u 123"#,
        #"\uD83D\u12"#, #"\é"#, "\\\n",
        #"\u+123"#, #"\u-123"#,
    ])
    func `another escape is refused`(spelled: String) {
        #expect(problem(Array(spelled.utf8)) == .invalidEscape)
    }

    @Test(arguments: [
        #"\ud800"#, #"\udc00"#, #"\udfff\ud800"#, #"\ud83d\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#,
        #"\ud83d\u0041"#, #"a\ud83d"#,
        #"\ud83d\\ude00"#,
    ])
    func `half of a surrogate pair is refused`(spelled: String) {
        #expect(problem(Array(spelled.utf8)) == .loneSurrogate)
    }

    @Test func `every control character is refused as it is, and read as an escape`() throws {
        for byte in 0..<0x20 as Range<UInt8> {
            #expect(problem([0x61, byte, 0x62]) == .controlCharacter)
            let digits = String(byte, radix: 16)
            let spelled = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            #expect(try read(Array(spelled.utf8)) == [byte])
        }
    }

    /// The first and the last sequence of each row of Unicode's table 3-7.
    @Test(
        arguments: [
            [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE0, 0xBF, 0xBF], [0xE1, 0x80, 0x80],
            [0xEC, 0xBF, 0xBF], [0xED, 0x80, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
            [0xEF, 0xBF, 0xBF],
            [0xF0, 0x90, 0x80, 0x80], [0xF0, 0xBF, 0xBF, 0xBF], [0xF1, 0x80, 0x80, 0x80],
            [0xF3, 0xBF, 0xBF, 0xBF],
            [0xF4, 0x80, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]])
    func `well-formed UTF-8 is taken`(bytes: [UInt8]) throws {
        #expect(try read(bytes) == bytes)
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC0],
            [0xE0, 0x9F, 0xBF], [0xE0, 0x80, 0x80],
            [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0xC0], [0xF0, 0x9F, 0x28, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xEF, 0xBF, 0x7F],
        ] as [[UInt8]])
    func `ill-formed UTF-8 is refused`(bytes: [UInt8]) {
        #expect(problem(bytes) == .invalidUTF8)
    }

    @Test func `every sequence of two and of three bytes is taken exactly when Swift takes it`() {
        for first in 0x80...0xFF as ClosedRange<UInt8> {
            for second in 0x80...0xFF as ClosedRange<UInt8> {
                #expect(
                    (problem([first, second]) == nil)
                        == (String(validating: [first, second], as: UTF8.self) != nil))
                for third in [0x7F, 0x80, 0xBF, 0xC0] as [UInt8] where third != 0x7F || first >= 0xE0 {
                    let bytes = [first, second, third]
                    let isRight = (problem(bytes) == nil) == (String(validating: bytes, as: UTF8.self) != nil)
                    #expect(isRight, "\(bytes)")
                }
            }
        }
    }

    @Test func `what is special is seen at every place of a word`() throws {
        let specials: [(spelled: [UInt8], text: [UInt8])] = [
            (Array("\\n".utf8), [0x0A]), (Array("\\u00e9".utf8), Array("é".utf8)),
            (Array("é".utf8), Array("é".utf8)),
            (Array("😀".utf8), Array("😀".utf8)), (Array("\\\\".utf8), [0x5C]), (Array("\\\"".utf8), [0x22]),
            ([0x21], [0x21]), ([0x23], [0x23]), ([0x5B], [0x5B]), ([0x5D], [0x5D]), ([0x20], [0x20]),
            ([0x7F], [0x7F]),
        ]
        for before in 0...80 {
            let run = [UInt8](repeating: 0x61, count: before)
            for special in specials {
                for after in [0, 1, 7, 8] {
                    let rest = [UInt8](repeating: 0x62, count: after)
                    #expect(
                        try read(run + special.spelled + rest) == run + special.text + rest, "after \(before)"
                    )
                }
            }
            for byte in [0x00, 0x0A, 0x1F, 0x80, 0xFF] as [UInt8] {
                #expect(
                    problem(run + [byte]) == (byte < 0x20 ? .controlCharacter : .invalidUTF8),
                    "after \(before)")
            }
        }
    }

    @Test func `a string without end is the end of the input, wherever that is`() {
        for count in 0...80 {
            for end in ["", "\\", "\\u", "\\u00", "\\ud83d", "\\ud83d\\", "\\ud83d\\ude"] {
                let text = "\"" + String(repeating: "a", count: count) + end
                let error = #expect(throws: InputError.self) { try JSONValue(text: text) }
                #expect(error?.found == "the end of the input")
                #expect(error?.offset == text.utf8.count)
            }
        }
    }
}
