extension RuleCatalogue {
    static var tracks: [any RuleFamily.Type] {
        [TrackPathRules.self]
    }
}
