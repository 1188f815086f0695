/// Lines of changes in a code block that is coloured where Markdown is shown.
enum MarkdownChangeBlock {
    /// The block with its fences. In a block nothing is markup.
    static func lines(_ lines: [ChangeLine]) -> [String] {
        let texts = lines.map(text)
        let fence = MarkdownText.fence(around: texts)
        return ["\(fence)diff"] + texts + [fence]
    }

    /// The sign stands first, for GitHub to see.
    private static func text(_ line: ChangeLine) -> String {
        let sign =
            switch line.sign {
            case .added: "+"
            case .removed: "-"
            case .modified: "!"
            case .heading: "@@"
            case .note: " "
            }
        let indent = String(repeating: "  ", count: line.depth)
        let body = [line.subject, line.details, line.aside].filter { !$0.isEmpty }.joined(separator: "  ")
        return sign + indent + " " + body + (line.sign == .heading ? " @@" : "")
    }
}
