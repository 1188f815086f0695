import Warehouse

/// Findings for people: by rule, the worst first, each with its first places; about one screen.
final class FindingText: FindingWriter {
    /// About how many lines of places are shown without a --limit.
    private static let screen = 32

    private let output: Output
    private let style: Style
    private let words: FindingWording
    private let limit: Int?
    private let most: Int?
    private let isMostAsked: Bool
    private var frame: ValidationFrame?
    private var groups = FindingGroups(most: 0)
    private var isFirst = true

    /// - Parameters:
    ///   - limit: the columns of the terminal; nil where nothing is to be cut.
    ///   - most: the most findings of a rule that are shown.
    init(output: Output, style: Style, limit: Int?, most: FindingFormatOptions.Most) {
        self.output = output
        self.style = style
        self.limit = limit
        words = FindingWording(style: style)
        (self.most, isMostAsked) =
            switch most {
            case .fitting: (Self.screen, false)
            case .number(let number): (number, true)
            case .all: (nil, true)
            }
    }

    func begin(_ frame: ValidationFrame) throws {
        self.frame = frame
        groups = FindingGroups(most: most)
        if !isFirst { try output.write(line: "") }
        isFirst = false
    }

    func finding(_ finding: Finding, isKnown: Bool) {
        if !isKnown { groups.add(finding) }
    }

    func end(_ report: ValidationReport) throws {
        guard let frame else { return }
        let ref = style.bold(SafeText.shown(report.summary.ref))
        let found = groups.groups(report.summary)
        let broken = found.isEmpty ? "" : ", \(NumberText.counted(found.count, "rule")) broken"
        try write(ref + "  " + report.looked + broken)
        if let filters = frame.filters { try write(style.muted(filters)) }
        if !found.isEmpty {
            try output.write(line: "")
            try write(found, frame)
            try output.write(line: "")
        }
        let rules = NumberText.counted(frame.rules.count, "rule")
        var end = (report.found ?? "Nothing found by \(rules)") + "."
        if let sentence = report.baselineSentence { end += " " + capitalized(sentence) + "." }
        if !found.isEmpty { end += "  For details: relwh explain RULE" }
        try write(end)
        if let gates = report.gates {
            try output.write(line: "")
            try GateText.write(gates, to: output, style, limit: limit)
        }
    }

    private func write(_ found: [FindingGroups.Group], _ frame: ValidationFrame) throws {
        let ids = width(found.map(\.count.rule.id))
        let counts = found.map { words.count($0.count) }
        let countWidth = width(counts)
        let summaries = found.map { $0.count.rule.summary }
        var summaryWidth = width(summaries)
        // Where a summary has no room beside its rule, it is below it: nothing of it is cut.
        let isBelow = limit.map { ids + summaryWidth + countWidth + 13 > $0 } ?? false
        if isBelow { summaryWidth = 0 }
        // With many rules one place each; the others can be asked for rule by rule.
        let shown = isMostAsked ? most ?? .max : max(1, Self.screen / found.count - 1)
        let tellsRest = isMostAsked || found.count <= 12
        for (place, group) in found.enumerated() {
            let severity = group.count.severity
            let count = String(repeating: " ", count: countWidth - counts[place].count) + counts[place]
            try write(
                words.severity(severity, padded(severity.rawValue, 7)) + "  "
                    + style.bold(padded(group.count.rule.id, ids)) + "  "
                    + (isBelow ? "" : padded(summaries[place], summaryWidth) + "  ") + count)
            if isBelow { try writeLines(summaries[place]) { $0 } }
            try writePlaces(Array(group.findings.prefix(shown)))
            let more = group.count.findings - min(group.count.findings, shown)
            if more > 0, tellsRest {
                let how = "--rules \(group.count.rule.id)" + (found.count == 1 ? " --limit 0" : "")
                let command = "relwh validate \(ShellWord.quoted(frame.name)) \(how)"
                try write(
                    indent + style.muted("\(style.ellipsis) \(NumberText.grouped(more)) more: \(command)"))
            }
        }
        if !tellsRest {
            try write(
                indent
                    + style.muted(
                        "more locations: relwh validate \(ShellWord.quoted(frame.name)) --rules RULE"))
        }
    }

    private let indent = "         "

    private func writePlaces(_ findings: [Finding]) throws {
        let places = findings.map { words.place($0.place) }
        let placeWidth = min(width(places), 60)
        for (place, finding) in zip(places, findings) {
            let details = words.details(finding)
            let beside = limit.map { $0 - indent.count - max(DisplayWidth.of(place), placeWidth) - 2 } ?? .max
            if details.isEmpty || beside < min(DisplayWidth.of(details), Self.leastDetails) {
                try writeLines(place) { $0 }
                if !details.isEmpty { try writeLines(details, deeper: "  ") { style.muted($0) } }
            } else {
                let text =
                    beside == .max
                    ? details : DisplayWidth.truncated(details, to: beside, ellipsis: style.ellipsis)
                try write(indent + padded(place, placeWidth) + "  " + style.muted(text))
            }
        }
    }

    /// Details that are shown beside a location in this many columns or more, and else below it.
    private static let leastDetails = 32

    /// Writes a text below a rule, on as many lines as it takes.
    private func writeLines(_ text: String, deeper: String = "", _ dressed: (String) -> String) throws {
        let width = limit.map { max($0 - indent.count - deeper.count, 20) } ?? .max
        for line in WrappedText.lines(of: text, width: width) { try write(indent + deeper + dressed(line)) }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    private func width(_ texts: [String]) -> Int { texts.map { DisplayWidth.of($0) }.max() ?? 0 }

    private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private func write(_ line: String) throws { try output.write(line: line) }
}
