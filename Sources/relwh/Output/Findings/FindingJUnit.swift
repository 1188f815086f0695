import Warehouse

/// JUnit XML, as Ant's schema has it: a suite a release, a case a rule that was looked at.
///
/// Rules that are less severe than asked for pass; what they found is in the suite's output.
final class FindingJUnit: FindingWriter {
    private static let mostShown = 50

    private let output: Output
    private let failingFrom: Severity
    private let words = FindingWording()
    private var frame: ValidationFrame?
    private var groups = FindingGroups(most: 0)
    private var number = 0

    init(output: Output, failingFrom: Severity) {
        self.output = output
        self.failingFrom = failingFrom
    }

    func begin() throws {
        try write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>")
    }

    func begin(_ frame: ValidationFrame) {
        self.frame = frame
        groups = FindingGroups(most: Self.mostShown)
    }

    func finding(_ finding: Finding, isKnown: Bool) {
        if !isKnown { groups.add(finding) }
    }

    func end(_ report: ValidationReport) throws {
        guard let frame else { return }
        let found = Dictionary(
            uniqueKeysWithValues: groups.groups(report.summary).map { ($0.count.rule.id, $0) })
        let gates = report.gates?.results.count ?? 0
        let failures =
            found.values.count { $0.count.severity >= failingFrom } + (report.gates?.failures ?? 0)
        let skipped = report.gates.map { " skipped=\"\($0.skipped)\"" } ?? ""
        let time = NumberText.fixed(report.seconds, places: 3)
        try write(
            "  <testsuite package=\"relwh\" id=\"\(number)\" name=\"\(XMLText.escaped(frame.ref))\" "
                + "timestamp=\"\(frame.startedAt)\" hostname=\"localhost\" tests=\"\(frame.rules.count + gates)\" "
                + "failures=\"\(failures)\" errors=\"0\"\(skipped) time=\"\(time)\">",
            "    <properties>")
        number += 1
        for (name, count) in [
            ("samples", report.summary.samples), ("labels", report.summary.labels),
            ("annotations", report.summary.annotations), ("baseline.hidden", report.baseline?.hidden),
            ("baseline.gone", report.baseline?.gone),
        ] {
            if let count { try write("      <property name=\"\(name)\" value=\"\(count)\"/>") }
        }
        try write("    </properties>")
        for looked in frame.rules { try write(looked.rule, found[looked.rule.id]) }
        for line in report.gates.map(GateJUnit.lines) ?? [] { try output.write(line: line) }
        let notes = frame.rules.compactMap { found[$0.rule.id] }.filter { $0.count.severity < failingFrom }
        let lesser = notes.flatMap { group in
            [
                "\(group.count.severity.rawValue) \(group.count.rule.id): \(group.count.rule.summary): "
                    + words.count(group.count)
            ] + lines(of: group).map { "  " + $0 }
        }
        try write(
            "    <system-out>\(XMLText.escaped(lesser.joined(separator: "\n"), keepingLines: true))</system-out>",
            "    <system-err></system-err>", "  </testsuite>")
    }

    func end() throws { try write("</testsuites>") }

    private func write(_ rule: Rule, _ group: FindingGroups.Group?) throws {
        let start = "    <testcase name=\"\(rule.id)\" classname=\"relwh.\(rule.group.rawValue)\" time=\"0\""
        guard let group, group.count.severity >= failingFrom else { return try write(start + "/>") }
        let text = XMLText.escaped(lines(of: group).joined(separator: "\n"), keepingLines: true)
        try write(
            start + ">",
            "      <failure type=\"\(group.count.severity.rawValue)\" "
                + "message=\"\(XMLText.escaped("\(rule.summary): \(words.count(group.count))"))\">\(text)</failure>",
            "    </testcase>")
    }

    private func lines(of group: FindingGroups.Group) -> [String] {
        var lines = group.findings.map { finding in
            [words.place(finding.place), words.details(finding)].filter { !$0.isEmpty }.joined(
                separator: ": ")
        }
        let more = group.count.findings - group.findings.count
        if more > 0 { lines.append("and \(NumberText.grouped(more)) more") }
        return lines
    }

    private func write(_ lines: String...) throws {
        for line in lines { try output.write(line: line) }
    }
}
