import Gates

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
