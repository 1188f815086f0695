/// Counts findings rule by rule, as they come: sample by sample.
struct FindingCounter {
    fileprivate struct Tally {
        var severity: Severity
        var findings = 0
        var occurrences = 0
        var samples = 0
        var lastSample: ExactText?
    }

    private var tallies: [String: Tally] = [:]

    mutating func count(_ finding: Finding) {
        tallies[finding.rule, default: Tally(severity: finding.severity)].add(finding)
    }

    /// In the order of the catalogue.
    var counts: [ValidationSummary.RuleCount] {
        Rule.all.compactMap { rule in
            tallies[rule.id].map {
                ValidationSummary.RuleCount(
                    rule: rule, severity: $0.severity, findings: $0.findings, occurrences: $0.occurrences,
                    samples: $0.samples)
            }
        }
    }
}

extension FindingCounter.Tally {
    mutating func add(_ finding: Finding) {
        findings += 1
        occurrences += finding.count
        // The findings of a sample come together.
        guard let sample = finding.place.sampleUUID.map(ExactText.init), sample != lastSample else { return }
        samples += 1
        lastSample = sample
    }
}
