/// Words for a shell's command line.
enum ShellWord {
    /// The word as it can be pasted: in quotes where it needs them.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "@/._-+:,~%".utf8.contains(byte) || byte >= 0x80
            }
        }
        if plain, !word.isEmpty, !word.hasPrefix("~") { return SafeText.shown(word) }
        return "'" + SafeText.shown(word).replacing("'", with: "'\\''") + "'"
    }
}
