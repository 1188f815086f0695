import Warehouse

/// One line of what people are shown of a diff; text and Markdown decide how it looks.
struct ChangeLine: Sendable, Equatable {
    enum Sign: Sendable {
        case added, removed, modified
        /// What the lines behind it belong to.
        case heading
        /// About what is not shown.
        case note

        init(_ kind: Change.Kind?) {
            self =
                switch kind {
                case .added: .added
                case .removed: .removed
                case .modified, .renamed, .renumbered: .modified
                case nil: .heading
                }
        }
    }

    /// How far it is indented: a sample, a label, an object.
    var depth: Int
    var sign: Sign
    /// What it is about, such as `car #12 frame 3`.
    var subject: String
    /// What about it changed.
    var details = ""
    /// What matters less, such as how it was found again.
    var aside = ""
}

/// Lines of changes in a code block that is colored where Markdown is shown.
enum MarkdownChangeBlock {
    /// The block with its fences. In a block nothing is markup.
    static func lines(_ lines: [ChangeLine]) -> [String] {
        let texts = lines.map(text)
        let fence = MarkdownText.fence(around: texts)
        return ["\(fence)diff"] + texts + [fence]
    }

    /// The sign comes first, for GitHub to see.
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
