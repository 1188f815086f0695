import Warehouse

/// A diff for a pull request: the figures in a table, the samples folded.
///
/// What comes from the data is in code, so that nothing in it is markup.
final class DiffMarkdown: DiffWriter {
    private let output: Output
    private let parts: DiffParts
    private let words = ChangeWording(style: Style())
    private var findings: DiffFindings

    init(_ frame: DiffFrame, output: Output) {
        self.output = output
        parts = DiffParts(frame: frame, style: Style())
        findings = DiffFindings(frame)
    }

    func begin() {}

    func change(_ change: Change) { findings.add(change) }

    func end(_ summary: DiffSummary) throws {
        findings.finish(summary)
        let (from, to) = (parts.frame.from.ref, parts.frame.to.ref)
        try output.write(line: "### \(MarkdownText.code(from)) → \(MarkdownText.code(to))")
        if let times = parts.times { try write("", MarkdownText.code(times)) }
        if let filters = parts.frame.filters { try write("", MarkdownText.code(filters)) }
        if findings.isSameContent {
            let isNarrowed = parts.frame.isNarrowed
            try write("", isNarrowed ? "No matching differences." : "Both have the same content.")
        } else {
            try writeFigures()
        }
        try writePart("Release", findings.release) { words.lines(ofRelease: $0) }
        try writePart("Categories", findings.categories) { change in
            [words.line(ofCategory: change, areDefinitionsShown: !parts.frame.isNarrowed)].compactMap { $0 }
        }
        try writePart("Labelsets", findings.labelsets) { [words.line(ofLabelset: $0)] }
        for matrix in StatusMatrix.all(summary.statusTransitions) { try write(matrix) }
        try writeSamples()
        if let hidden = DiffParts.hidden(summary.hidden) { try write("", MarkdownText.code(hidden)) }
    }

    private func write(_ lines: String...) throws {
        for line in lines { try output.write(line: line) }
    }

    private func writeFigures() throws {
        let lines = findings.summary.figureLines
        guard !lines.isEmpty else { return }
        try write("")
        try output.write { buffer in
            MarkdownText.append(
                header: ["", "added", "removed", "modified", ""],
                isNumeric: [false, true, true, true, false], to: &buffer)
            for line in lines {
                let figures = [line.added, line.removed, line.modified].map { figure -> Value in
                    figure == 0 ? .null : .text(NumberText.grouped(figure))
                }
                MarkdownText.append([.text(line.name)] + figures + [.text(line.othersText)], to: &buffer)
            }
        }
    }

    private func writePart(
        _ title: String, _ part: DiffFindings.Part, _ line: (Change) -> [ChangeLine]
    ) throws {
        let lines = parts.lines(of: part, line)
        guard !lines.isEmpty else { return }
        try write("", "#### \(title)", "")
        try writeBlock(lines.map { moved($0, by: -1) })
    }

    private func write(_ matrix: StatusMatrix) throws {
        let (titles, rows) = matrix.rows(arrow: "→")
        try write("", "#### Status in \(MarkdownText.code(matrix.labelset))", "")
        try output.write { buffer in
            MarkdownText.append(
                header: [""] + titles, isNumeric: [false] + titles.map { _ in true }, to: &buffer)
            for (name, counts) in rows {
                let cells = counts.map { count in count.map { Value.text(NumberText.grouped($0)) } ?? .null }
                MarkdownText.append([.text(name)] + cells, to: &buffer)
            }
        }
    }

    private func writeSamples() throws {
        let samples = findings.samples.elements()
        guard !samples.isEmpty else { return }
        try write("", "#### Samples")
        // Those with one line are kept together.
        let lines = samples.map { words.lines(of: $0) }
        let short = lines.filter { $0.count == 1 }.flatMap { $0 }
        for block in lines where block.count > 1 {
            let title = [block[0].subject, block[0].aside].filter { !$0.isEmpty }.joined(separator: " ")
            let code = "<code>\(MarkdownText.html(title))</code>"
            try write("", "<details><summary>\(code) \(block[0].details)</summary>", "")
            try writeBlock(block.dropFirst().map { moved($0, by: -1) })
            try write("", "</details>")
        }
        if !short.isEmpty {
            try write("")
            try writeBlock(short)
        }
        if let more = parts.omittedSamples(findings) { try write("", MarkdownText.code(more)) }
    }

    private func moved(_ line: ChangeLine, by depth: Int) -> ChangeLine {
        var line = line
        line.depth += depth
        return line
    }

    private func writeBlock(_ lines: [ChangeLine]) throws {
        for line in MarkdownChangeBlock.lines(lines) { try write(line) }
    }
}
