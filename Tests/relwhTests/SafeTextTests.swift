import Testing

@testable import relwh

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("花 ü 😀 👩‍👩‍👧", "花 ü 😀 👩‍👩‍👧"), ("\u{1B}[31mred", "\\x1b[31mred"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        ("\0", "\\x00"), ("\u{7F}", "\\x7f"), ("\u{9B}31m", "\\x9b31m"), ("a\r\nb", "a\\r\\nb"),
        ("a\u{202E}b", "a\\u{202e}b"), ("\u{FEFF}a", "\\u{feff}a"), ("\u{2028}", "\\u{2028}"),
        ("\u{A0}ï¿", "\u{A0}ï¿"),
    ])
    func `what could move the cursor is shown instead`(text: String, shown: String) {
        #expect(SafeText.shown(text) == shown)
    }

    @Test func `lines are kept only where they are asked for`() {
        #expect(SafeText.shown("a\nb\u{7}", keepingLines: true) == "a\nb\\x07")
    }
}
