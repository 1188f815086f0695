extension RuleCatalogue {
    static var core: [any RuleFamily.Type] {
        [
            CategoryRules.self
        ]
    }
}
