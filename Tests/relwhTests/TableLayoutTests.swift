import Testing

@testable import relwh

@Suite struct TableLayoutTests {
    private func table(
        _ columns: [TableLayout.Column], _ rows: [[String?]], limit: Int? = nil, style: Style = .plain
    ) -> String {
        let layout = TableLayout(columns: columns, rows: rows, limit: limit, style: style)
        var buffer: [UInt8] = []
        layout.appendHeader(to: &buffer)
        for row in rows { layout.append(row, to: &buffer) }
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test func `columns align for wide and combining characters, numbers to the right`() {
        #expect(
            table(
                [.init(title: "name"), .init(title: "n", isNumeric: true), .init(title: "note")],
                [["花が咲く", "1,000", "a"], ["e\u{301}te\u{301}", "7", nil], ["👩‍👩‍👧", nil, ""]]) == """
                    name          n  note
                    ────────  ─────  ────
                    花が咲く  1,000  a
                    e\u{301}te\u{301}           7  -
                    👩‍👩‍👧            -

                    """)
    }

    @Test func `no line ends in a space`() {
        let text = table([.init(title: "a"), .init(title: "b")], [["long text", "x"], ["y", ""]])
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func `ASCII where the locale is not UTF-8`() {
        let text = table([.init(title: "a")], [["abcdefghijkl"]], limit: 8, style: Style(isUnicode: false))
        #expect(text == "a\n--------\nabcde...\n")
    }

    @Test func `the widest text columns give way on a narrow terminal, numbers do not`() {
        let text = table(
            [.init(title: "a"), .init(title: "b"), .init(title: "n", isNumeric: true)],
            [["abcdefghijklmnop", "short", "123456789"]], limit: 26)
        #expect(
            text
                == "a         b              n\n────────  ─────  ─────────\nabcdefg…  short  123456789\n"
                .replacing("a         b              n", with: "a         b              n"))
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 26 })
    }

    @Test func `columns that do not fit at all are left out and counted`() {
        let columns = (0..<10).map { TableLayout.Column(title: "column\($0)") }
        let row = columns.map { Optional($0.title) }
        let layout = TableLayout(columns: columns, rows: [row], limit: 30)
        #expect(layout.hiddenColumns == 6)
        #expect(TableLayout(columns: columns, rows: [row], limit: nil).hiddenColumns == 0)
    }

    @Test func `colour is in the header only and does not move columns`() {
        let text = table(
            [.init(title: "a"), .init(title: "b")], [["xx", "y"]], style: Style(isColored: true))
        #expect(
            text
                == "\u{1B}[1ma\u{1B}[0m   \u{1B}[1mb\u{1B}[0m\n\u{1B}[2m──\u{1B}[0m  \u{1B}[2m─\u{1B}[0m\nxx  y\n"
        )
    }
}
