/// All families of rules, group by group.
enum RuleCatalogue {
    static var families: [any RuleFamily.Type] { core + attributes + geometry + tracks + platform }

    /// All rules, in the order in which people are shown them.
    static let rules: [Rule] = families.flatMap { $0.rules }
}
