import Warehouse

/// The history of a sample for people, in a terminal or in Markdown.
struct SampleHistoryText {
    var history: SampleHistory
    /// Of the dataset, shown or not.
    var releases: Int
    var track: Int64?
    var isPerFrame: Bool
    var output: Output

    func write(_ color: ColorChoice) throws {
        let style = output.style(color)
        let parts = DiffParts(
            frame: DiffFrame(from: DiffFrame.Side(ref: ""), to: DiffFrame.Side(ref: "")), style: style,
            limit: output.isTerminal ? output.width : nil)
        try output.write(line: style.bold(SafeText.shown(title)) + "  " + style.muted(aside))
        for entry in history.entries {
            try output.write(line: "")
            let words = [time(entry), heading(entry)].filter { !$0.isEmpty }.joined(separator: "  ")
            try output.write(line: style.bold(SafeText.shown(entry.release.release)) + "  " + words)
            for line in lines(entry, style) { try output.write(line: parts.dressed(line)) }
        }
        try writeEmptiness()
    }

    func writeMarkdown() throws {
        try output.write(line: "# History of \(MarkdownText.code(title))")
        try output.write(line: "")
        try output.write(line: MarkdownText.code(aside))
        for entry in history.entries {
            try output.write(line: "")
            let time = time(entry).isEmpty ? "" : " (\(MarkdownText.code(time(entry))))"
            try output.write(line: "## \(MarkdownText.code(entry.release.release))\(time): \(heading(entry))")
            let lines = lines(entry, Style()).map { line in
                var line = line
                line.depth -= 1
                return line
            }
            guard !lines.isEmpty else { continue }
            try output.write(line: "")
            for line in MarkdownChangeBlock.lines(lines) { try output.write(line: line) }
        }
        try writeEmptiness()
    }

    private func writeEmptiness() throws {
        guard history.entries.isEmpty else { return }
        try output.write(line: "")
        try output.write(line: track.map { "no release has track \($0)" } ?? "no release changed it")
    }

    // MARK: Words

    private var title: String {
        guard let name = history.sample, !name.isEmpty else { return history.sampleUUID }
        return name
    }

    /// `7644a3b5-…  acme/street-scenes  track 7  changed in 2 of 3 releases`.
    private var aside: String {
        let uuid = title.isExactly(history.sampleUUID) ? nil : history.sampleUUID
        let changed = history.entries.count { $0.kind != .unchanged && $0.kind != .absent }
        let parts = [
            uuid, history.dataset, track.map { "track \($0)" },
            "changed in \(NumberText.grouped(changed)) of \(NumberText.counted(releases, "release"))",
        ]
        return parts.compactMap { $0.map { SafeText.shown($0) } }.joined(separator: "  ")
    }

    private func time(_ entry: SampleHistory.Entry) -> String {
        entry.release.createdAt.map { SafeText.shown(TimeText.minute(of: $0)) } ?? ""
    }

    private func heading(_ entry: SampleHistory.Entry) -> String {
        switch entry.kind {
        case .added: "added"
        case .modified: NumberText.counted(entry.changes.count, "change")
        case .removed: "removed"
        case .returned:
            "added again, "
                + (entry.changes.isEmpty ? "unchanged" : NumberText.counted(entry.changes.count, "change"))
        case .unchanged: "unchanged"
        case .absent: "missing"
        }
    }

    private func lines(_ entry: SampleHistory.Entry, _ style: Style) -> [ChangeLine] {
        let words = ChangeWording(style: style)
        var grouping = SampleGrouping(isPerFrame: isPerFrame)
        for change in entry.changes { _ = grouping.add(change) }
        var lines = grouping.finish().map { Array(words.lines(of: $0).dropFirst()) } ?? []
        if entry.kind == .added, track == nil { lines += entry.labels.map(line) }
        return lines
    }

    /// `ground-truth  LABELED, 3 annotations`.
    private func line(_ label: SampleHistory.Label) -> ChangeLine {
        let annotations = NumberText.counted(label.annotations, "annotation")
        let parts = [label.status.map { SafeText.shown($0) }, annotations].compactMap { $0 }
        return ChangeLine(
            depth: 1, sign: .added, subject: SafeText.shown(label.labelset),
            details: parts.joined(separator: ", "))
    }
}
