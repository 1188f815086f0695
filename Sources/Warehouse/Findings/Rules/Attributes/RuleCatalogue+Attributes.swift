extension RuleCatalogue {
    static var attributes: [any RuleFamily.Type] {
        [AttributeValueRules.self, AttributeConstancyRules.self, AttributeUseRules.self]
    }
}
