import Gates

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
