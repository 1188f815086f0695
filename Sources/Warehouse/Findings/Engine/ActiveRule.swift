/// A rule that was asked for, with its settings applied.
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

    /// The value of a threshold. Look it up once, not for each annotation.
    func threshold(_ name: String) -> Double {
        guard let found = thresholds.first(where: { $0.name == name }) else {
            preconditionFailure("the rule \(id) has no threshold \(name)")
        }
        return found.value
    }
}

/// The families with rules that are asked for, and the content that they need.
struct ActiveFamilies: Sendable {
    let context: RuleContext
    let content: [any ContentRules.Type]
    let release: [any ReleaseRules.Type]
    let header: [any HeaderRules.Type]
    let needs: ContentNeeds

    /// - Parameter includesWhole: whether families of ``ReleaseRules`` are among them.
    init(_ context: RuleContext, includesWhole: Bool = true) {
        self.context = context
        let families = RuleCatalogue.families.filter {
            context.isActive($0) && (includesWhole || !($0 is any ReleaseRules.Type))
        }
        content = families.compactMap { $0 as? any ContentRules.Type }
        release = families.compactMap { $0 as? any ReleaseRules.Type }
        header = families.compactMap { $0 as? any HeaderRules.Type }
        needs = context.needs(of: families)
    }
}
