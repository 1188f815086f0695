extension RuleCatalogue {
    static var platform: [any RuleFamily.Type] {
        [WarningRuleEntries.self, CuboidWarnings.self]
    }
}
