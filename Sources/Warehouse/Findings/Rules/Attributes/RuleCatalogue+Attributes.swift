extension RuleCatalogue {
    static var attributes: [any RuleFamily.Type] {
        []
    }
}
