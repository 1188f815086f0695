/// How much was checked, and how many findings there are.
public struct ValidationSummary: Sendable, Hashable {
    /// The findings of a rule, counted.
    public struct RuleCount: Sendable, Hashable {
        public var rule: Rule
        /// The rule's own, unless settings change it.
        public var severity: Severity
        public var findings: Int
        /// The findings, each as often as it counts.
        public var occurrences: Int
        /// The number of samples with findings; 0 for findings outside samples.
        public var samples: Int

        public init(rule: Rule, severity: Severity, findings: Int, occurrences: Int, samples: Int) {
            self.rule = rule
            self.severity = severity
            self.findings = findings
            self.occurrences = occurrences
            self.samples = samples
        }
    }

    /// The release's reference.
    public var ref: String
    /// What passed the filters. A null label does not count as a label.
    public var samples = 0
    public var labels = 0
    public var annotations = 0
    /// Of the rules with findings, in the order of ``Rule/all``.
    public var counts: [RuleCount] = []

    public init(ref: String) {
        self.ref = ref
    }

    /// The number of findings of a severity.
    public func findings(_ severity: Severity) -> Int {
        counts.reduce(0) { $0 + ($1.severity == severity ? $1.findings : 0) }
    }
}

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
