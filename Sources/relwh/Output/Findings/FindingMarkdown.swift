import Warehouse

/// Findings for a pull request: the counts in a table, the first places of each rule folded.
///
/// What comes from the data is shown as code, so that nothing in it is markup.
final class FindingMarkdown: FindingWriter {
    private static let mostShown = 10

    private let output: Output
    private let words = FindingWording()
    private let most: Int?
    private var frame: ValidationFrame?
    private var groups = FindingGroups(most: 0)
    private var isFirst = true

    init(output: Output, most: FindingFormatOptions.Most) {
        self.output = output
        self.most =
            switch most {
            case .fitting: Self.mostShown
            case .number(let number): number
            case .all: nil
            }
    }

    func begin(_ frame: ValidationFrame) throws {
        self.frame = frame
        groups = FindingGroups(most: most)
        if !isFirst { try write("") }
        isFirst = false
    }

    func finding(_ finding: Finding, isKnown: Bool) {
        if !isKnown { groups.add(finding) }
    }

    func end(_ report: ValidationReport) throws {
        guard let frame else { return }
        let found = groups.groups(report.summary)
        try write("### \(MarkdownText.code(report.summary.ref)): \(heading(report))", "")
        var sentence = "\(report.looked); \(NumberText.counted(frame.rules.count, "rule"))"
        if let baseline = report.baselineSentence { sentence += "; \(baseline)" }
        if let filters = frame.filters { sentence += "; " + MarkdownText.code(filters) }
        try write(sentence + ".")
        if let gates = report.gates {
            try write("")
            try GateMarkdown.write(gates, to: output)
        }
        guard !found.isEmpty else { return }
        try write("")
        try output.write { buffer in
            MarkdownText.append(
                header: ["severity", "rule", "findings", "samples", "what it reports"],
                isNumeric: [false, false, true, true, false], to: &buffer)
            for group in found {
                let count = group.count
                MarkdownText.append(
                    [
                        count.severity.rawValue, MarkdownText.code(count.rule.id),
                        NumberText.grouped(count.findings),
                        count.samples > 0 ? NumberText.grouped(count.samples) : "",
                        MarkdownText.prose(count.rule.summary),
                    ], to: &buffer)
            }
        }
        for group in found { try write(group) }
    }

    /// `2 of 5 gates failed, 3 errors`: what stops a release comes first.
    private func heading(_ report: ValidationReport) -> String {
        let found = report.found ?? "no findings"
        guard let gates = report.gates, gates.failures > 0 else { return found }
        return
            "\(NumberText.grouped(gates.failures)) of \(NumberText.counted(gates.results.count, "gate")) failed, "
            + found
    }

    private func write(_ group: FindingGroups.Group) throws {
        let count = group.count
        let title =
            "<code>\(MarkdownText.html(count.rule.id))</code> \(MarkdownText.html(words.count(count)))"
        try write("", "<details><summary>\(title)</summary>", "")
        for finding in group.findings {
            let parts = words.parts(finding.place).map { MarkdownText.code($0) }
            let details = words.details(finding)
            let place = parts.isEmpty ? "the release" : parts.joined(separator: " ")
            try write("- " + place + (details.isEmpty ? "" : ": " + MarkdownText.code(details)))
        }
        let more = count.findings - group.findings.count
        if more > 0 { try write("- and \(NumberText.grouped(more)) more") }
        try write("", "\(MarkdownText.prose(count.rule.example.remedy))", "", "</details>")
    }

    private func write(_ lines: String...) throws {
        for line in lines { try output.write(line: line) }
    }
}
