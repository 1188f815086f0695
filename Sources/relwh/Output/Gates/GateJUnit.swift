import Gates

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
