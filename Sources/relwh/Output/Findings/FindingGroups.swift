import Warehouse

/// What people are shown of findings: gathered by rule, of each no more than is shown.
struct FindingGroups {
    struct Group {
        var count: ValidationSummary.RuleCount
        /// The first of them.
        var findings: [Finding]
    }

    /// The most findings of a rule that are kept; nil for all.
    let most: Int?
    private var findings: [String: [Finding]] = [:]

    init(most: Int?) { self.most = most }

    mutating func add(_ finding: Finding) {
        if findings[finding.rule]?.count ?? 0 < most ?? .max {
            findings[finding.rule, default: []].append(finding)
        }
    }

    /// By severity, the worst first; then in the catalogue's order.
    func groups(_ summary: ValidationSummary) -> [Group] {
        let counts = summary.counts.enumerated().sorted { one, other in
            let (left, right) = (one.element.severity, other.element.severity)
            return left != right ? left > right : one.offset < other.offset
        }
        return counts.map { Group(count: $0.element, findings: findings[$0.element.rule.id] ?? []) }
    }
}
