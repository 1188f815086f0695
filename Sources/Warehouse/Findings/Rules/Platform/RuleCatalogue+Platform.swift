extension RuleCatalogue {
    static var platform: [any RuleFamily.Type] {
        []
    }
}
