import Platform

/// What is said to people beside the data: errors, warnings and notes, on standard error.
struct Messages: Sendable {
    var style: Style
    /// Errors only.
    var isQuiet: Bool

    init(color: ColorChoice = .auto, isQuiet: Bool = false) {
        style = Style(choice: color, descriptor: STDERR_FILENO)
        self.isQuiet = isQuiet
    }

    func note(_ text: String) {
        if !isQuiet { say("relwh: \(SafeText.shown(text))\n") }
    }

    func noteHiddenColumns(_ count: Int) {
        note(
            "\(NumberText.counted(count, "more column")) did not fit; use -f record, csv or json for all columns"
        )
    }

    func warn(_ text: String) {
        if !isQuiet { say("relwh: \(style.cautious("warning:")) \(SafeText.shown(text))\n") }
    }

    func report(_ failure: Failure) { say(Messages.text(of: failure, style: style)) }

    /// `relwh: error: …`, then what belongs to it, indented.
    static func text(of failure: Failure, style: Style = .plain) -> String {
        var blocks = [SafeText.shown(failure.message, keepingLines: true)]
        if let excerpt = failure.excerpt { blocks.append(excerpt.text) }
        blocks += failure.hints.map { SafeText.shown($0, keepingLines: true) }
        let lines = blocks.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { shortened($0) }
        let body = lines.dropFirst().map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
        return "relwh: \(style.alarming("error:")) \(lines.first ?? "")\n\(body)"
    }

    /// A line that contains a name of a megabyte.
    private static func shortened(_ line: Substring) -> Substring {
        line.utf8.count > 4000 ? "\(line.prefix(1000))…\(line.suffix(200))" : line
    }

    /// A failure to write is ignored: there is nowhere to report it.
    func say(_ text: String) {
        var text = text
        try? text.withUTF8 { bytes in
            try SystemWrite.all(UnsafeRawBufferPointer(bytes), to: STDERR_FILENO, place: "standard error")
        }
    }
}
