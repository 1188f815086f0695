/// Text broken into lines at its spaces.
enum WrappedText {
    /// Lines of at most `width` columns. The spaces at a break are dropped; those within a line stay.
    ///
    /// - Parameter breaksWords: Whether a word longer than a line is broken too; else it stays whole.
    static func lines(of text: some StringProtocol, width: Int, breaksWords: Bool = true) -> [String] {
        let width = max(1, width)
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        var rest = text[...]
        while !rest.isEmpty {
            let space = rest.prefix { $0.isWhitespace }
            rest = rest[space.endIndex...]
            let word = rest.prefix { !$0.isWhitespace }
            rest = rest[word.endIndex...]
            let (spaceWidth, wordWidth) = (DisplayWidth.of(space), DisplayWidth.of(word))
            if lineWidth + spaceWidth + wordWidth <= width {
                line += space
                line += word
                lineWidth += spaceWidth + wordWidth
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = String(word)
            while breaksWords, DisplayWidth.of(line) > width {
                let part = DisplayWidth.prefix(of: line, fitting: width)
                // A character wider than the line is a line all the same.
                let head = part.isEmpty ? line.prefix(1) : part
                lines.append(String(head))
                line = String(line.dropFirst(head.count))
            }
            lineWidth = DisplayWidth.of(line)
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
