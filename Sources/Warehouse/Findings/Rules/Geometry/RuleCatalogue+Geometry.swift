extension RuleCatalogue {
    static var geometry: [any RuleFamily.Type] {
        []
    }
}
