import Gates
import Warehouse

/// What became of the gates of one release.
struct GateReport: Sendable {
    var results: [GateResult]

    /// Whether all of them let the release through.
    var isGood: Bool { results.allSatisfy(\.isGood) }

    /// How many do not.
    var failures: Int { results.count { !$0.isGood } }

    var skipped: Int { results.count { $0.outcome == .skipped } }

    /// `5 gates: 3 passed, 1 failed, 1 skipped`
    var sentence: String {
        let passed = results.count { $0.outcome == .passed }
        let parts = [(passed, "passed"), (failures, "failed"), (skipped, "skipped")]
        return NumberText.counted(results.count, "gate") + ": "
            + parts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    }
}

extension GateResult {
    /// What was asked, with the gate's name before it and the labelset that it names after it. But for the name, a
    /// sentence can be typed back.
    var question: String { (gate.name.map { "\($0): " } ?? "") + gate.askedInLabelset }

    /// What was found, or why there is no answer.
    var answer: String {
        switch outcome {
        case .passed, .failed: found ?? ""
        case .unanswered: "no answer: \(reason ?? "")"
        case .skipped: reason ?? ""
        }
    }
}

/// Gates for people: one line each.
enum GateText {
    static func write(_ report: GateReport, to output: Output, _ style: Style, limit: Int?) throws {
        let questions = report.results.map { SafeText.shown($0.question) }
        // One long query is not to push all answers aside.
        let widths = questions.map { DisplayWidth.of($0) }
        let width = widths.filter { $0 <= 64 }.max() ?? 0
        for (place, result) in report.results.enumerated() {
            let gap = String(repeating: " ", count: max(0, width - widths[place]))
            let answer = SafeText.shown(result.answer)
            try output.write(
                line: "\(word(result, style))  \(questions[place])\(gap)  "
                    + (result.isGood ? style.muted(answer) : answer))
        }
        try output.write(line: report.sentence + ".")
    }

    /// `ok`, `FAILED` or `skipped`, of one width.
    private static func word(_ result: GateResult, _ style: Style) -> String {
        switch result.outcome {
        case .passed: style.added("ok     ")
        case .failed, .unanswered: style.alarming("FAILED ")
        case .skipped: style.cautious("skipped")
        }
    }
}

/// Gates as a table for a pull request, those that failed first.
enum GateMarkdown {
    static func write(_ report: GateReport, to output: Output) throws {
        try output.write(line: "**\(report.sentence)**")
        try output.write(line: "")
        try output.write { MarkdownText.append(header: ["", "gate", "found"], to: &$0) }
        for result in report.results.filter({ !$0.isGood }) + report.results.filter(\.isGood) {
            // A bar ends a cell even in code.
            let question = MarkdownText.code(result.question).replacing("|", with: "\\|")
            try output.write(
                line: "| \(mark(result)) | \(question) | \(MarkdownText.inline(result.answer)) |")
        }
    }

    private static func mark(_ result: GateResult) -> String {
        switch result.outcome {
        case .passed: "✓"
        case .failed, .unanswered: "✗"
        case .skipped: "–"
        }
    }
}

/// Gates as cases of a JUnit suite.
enum GateJUnit {
    static func lines(_ report: GateReport) -> [String] {
        report.results.flatMap { result -> [String] in
            let name = XMLText.escaped(result.question)
            let start = "    <testcase name=\"\(name)\" classname=\"relwh.gates\" time=\"0\""
            let answer = XMLText.escaped(result.answer)
            switch result.outcome {
            case .passed: return [start + "/>"]
            case .skipped: return [start + ">", "      <skipped message=\"\(answer)\"/>", "    </testcase>"]
            case .failed, .unanswered:
                return [
                    start + ">",
                    "      <failure type=\"gate\" message=\"\(answer)\">\(name): \(answer)</failure>",
                    "    </testcase>",
                ]
            }
        }
    }
}

extension GateReport {
    /// The member `gates` of `relwh.validate/1`.
    var document: DocumentValue {
        .array(results.map { .members($0.members) })
    }
}

extension GateResult {
    /// Keys without a value are left out.
    fileprivate var members: [(String, DocumentValue)] {
        var members: [(String, DocumentValue)] = []
        func add(_ key: String, _ text: String?) {
            if let text { members.append((key, .string(text))) }
        }
        add("name", gate.name)
        add("gate", gate.asked)
        add("outcome", outcome.rawValue)
        add("found", found)
        if let number { members.append(("number", number.document)) }
        add("reason", reason)
        add("labelset", labelset)
        add("against", against)
        members.append(("line", .count(gate.place.line)))
        members.append(("column", .count(gate.place.column)))
        return members
    }
}
