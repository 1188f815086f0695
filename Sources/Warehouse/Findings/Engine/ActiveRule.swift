/// A rule that was asked for, as its settings have it.
struct ActiveRule: Sendable {
    let id: String
    /// In ``RuleCatalogue/rules``.
    let number: Int
    let severity: Severity
    private let thresholds: [(name: String, value: Double)]

    init(_ rule: Rule, number: Int, _ settings: RuleSettings) {
        id = rule.id
        self.number = number
        severity = settings.severity(of: rule)
        thresholds = rule.thresholds.map { ($0.name, settings.threshold($0.name, of: rule)) }
    }

    /// What the rule compares with. To be asked once, not for each annotation.
    func threshold(_ name: String) -> Double {
        guard let found = thresholds.first(where: { $0.name == name }) else {
            preconditionFailure("the rule \(id) has no threshold \(name)")
        }
        return found.value
    }
}
