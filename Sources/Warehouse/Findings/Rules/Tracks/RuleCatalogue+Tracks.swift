extension RuleCatalogue {
    static var tracks: [any RuleFamily.Type] {
        []
    }
}
