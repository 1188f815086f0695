import Testing
import Warehouse

@testable import relwh

@Suite struct DelimitedTextTests {
    private func line(_ format: DelimitedText, _ row: [Value]) -> String {
        var buffer: [UInt8] = []
        format.append(row, to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test func `CSV quotes where it must and doubles quotes`() {
        let row: [Value] = [
            .text("plain"), .text("a,b"), .text("say \"x\""), .text("two\nlines"), .text("cr\r"),
            .text("ü 花"),
        ]
        #expect(line(.csv, row) == "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\",ü 花\n")
    }

    @Test func `CSV tells NULL from an empty text`() {
        #expect(line(.csv, [.null, .text(""), .null]) == ",\"\",\n")
        #expect(line(.csv, [.null]) == "\"\"\n")
    }

    @Test func `numbers are exact and blobs are base64`() {
        let row: [Value] = [
            .integer(.min), .real(0.1), .real(1e300), .real(-.infinity), .blob([0, 255, 16, 7]),
        ]
        #expect(line(.csv, row) == "-9223372036854775808,0.1,1e+300,-Infinity,AP8QBw==\n")
    }

    @Test func `TSV escapes tabs, line breaks and backslashes`() {
        #expect(
            line(.tsv, [.text("a\tb"), .text("c\nd\r"), .text("e\\n"), .null, .text("q\"")])
                == "a\\tb\tc\\nd\\r\te\\\\n\t\tq\"\n")
    }

    @Test func `Markdown escapes pipes and keeps a row on its line`() {
        var buffer: [UInt8] = []
        MarkdownText.append(header: ["a|b", "n"], isNumeric: [false, true], to: &buffer)
        MarkdownText.append([.text("x|y\nz\\"), .integer(3)], to: &buffer)
        MarkdownText.append([.null, .text("\u{1B}[1m")], to: &buffer)
        #expect(
            String(decoding: buffer, as: UTF8.self)
                == """
                | a\\|b | n |
                | --- | ---: |
                | x\\|y<br>z\\\\ | 3 |
                | | \\\\x1b\\[1m |

                """.replacing("\\\\x1b", with: "\\x1b"))
    }

    @Test(arguments: [
        (["a", "b"], ["a", "b"]), (["a", "a", "a"], ["a", "a_2", "a_3"]),
        (["a", "a", "a_2"], ["a", "a_3", "a_2"]), (["a_2", "a", "a"], ["a_2", "a", "a_3"]),
    ])
    func `a repeated column gets a number that no other column has`(names: [String], expected: [String]) {
        #expect(ColumnNames.unique(names) == expected)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `base64 is that of RFC 4648`(text: String, expected: String) {
        #expect(Base64.text(Array(text.utf8)) == expected)
    }
}
