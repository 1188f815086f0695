import Warehouse

/// Release notes in Markdown: a section a release.
///
/// What comes from the data is in code, or escaped, so that nothing in it is markup.
struct ChangelogMarkdown {
    var output: Output
    private let words = ChangelogWording()

    init(output: Output) { self.output = output }

    func write(_ entries: [ChangelogEntry]) throws {
        guard let first = entries.first else { return }
        try output.write(line: "# Changelog of \(MarkdownText.code(first.release.dataset))")
        for entry in entries {
            for line in ["", "## " + heading(entry.release), ""] { try output.write(line: line) }
            let quote = quote(entry.release.description)
            if !quote.isEmpty { for line in quote + [""] { try output.write(line: line) } }
            for line in words.lines(of: entry) { try output.write(line: line) }
        }
    }

    /// `` `v3` (2025-05-14) ``.
    private func heading(_ release: ReleaseSummary) -> String {
        let minute = TimeText.minute(of: release.createdAt ?? release.importedAt)
        // The day of what looks like a time; anything else as it is.
        let isTime = minute.utf8.count >= 10 && minute.utf8.allSatisfy { "0123456789-: ".utf8.contains($0) }
        let time = isTime ? String(minute.prefix(10)) : MarkdownText.code(minute)
        let name = release.release.isEmpty ? "(no name)" : MarkdownText.code(release.release)
        return "\(name) (\(release.createdAt == nil ? "imported " : "")\(time))"
    }

    private func quote(_ description: String?) -> [String] {
        var lines = (description ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.map { line in
            let text = MarkdownText.prose(String(line))
            return text.isEmpty ? ">" : "> \(text)"
        }
    }
}
