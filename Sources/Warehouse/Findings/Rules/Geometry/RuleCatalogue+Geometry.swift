extension RuleCatalogue {
    static var geometry: [any RuleFamily.Type] {
        [ShapeRules.self, CuboidRules.self, TwinRules.self, PlacementRules.self]
    }
}
