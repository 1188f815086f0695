import Gates

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
