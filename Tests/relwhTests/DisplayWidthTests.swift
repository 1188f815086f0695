import Testing

@testable import relwh

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("花", 2), ("花が咲く", 8), ("한국", 4), ("ＡＢ", 4),
        ("😀", 2), ("👩‍👩‍👧", 2), ("🇧🇪", 2), ("❤️", 2), ("❤", 1), ("☀", 1), ("👍🏽", 2), ("ﬁ", 1), ("€", 1),
        ("क्षि", 3), ("\u{1112}\u{1161}\u{11AB}", 2), ("ไทย", 3), ("ที่", 1), ("a\u{200D}b", 2),
    ])
    func `a text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `a cut never splits a cluster and never exceeds the width`() {
        #expect(DisplayWidth.truncated("花が咲く", to: 5, ellipsis: "…") == "花が…")
        #expect(DisplayWidth.truncated("花が咲く", to: 4, ellipsis: "…") == "花…")
        #expect(DisplayWidth.truncated("👩‍👩‍👧👩‍👩‍👧", to: 3, ellipsis: "…") == "👩‍👩‍👧…")
        #expect(DisplayWidth.truncated("abcdef", to: 5, ellipsis: "...") == "ab...")
        #expect(DisplayWidth.truncated("abcdef", to: 2, ellipsis: "...") == "..")
        #expect(DisplayWidth.truncated("abcdef", to: 6, ellipsis: "…") == "abcdef")
    }
}
