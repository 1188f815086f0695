/// All families of rules, group by group.
enum RuleCatalogue {
    static let families: [any RuleFamily.Type] = core + attributes + geometry + tracks + platform

    /// All rules, in the order in which people are shown them.
    static let rules: [Rule] = families.flatMap { $0.rules }

    private static let core: [any RuleFamily.Type] = [
        TaskRules.self,
        CategoryDefinitionRules.self,
        RepeatedSampleRules.self,
        SampleAssetRules.self,
        LabelStatusRules.self,
        SequenceRules.self,
        FrameTimeRules.self,
        CategoryRules.self,
        IdentityRules.self,
        AnnotationTypeRules.self,
        MaskRules.self,
        LinkRules.self,
        TextSpanRules.self,
    ]

    private static let attributes: [any RuleFamily.Type] = [
        AttributeValueRules.self, AttributeConstancyRules.self, AttributeUseRules.self,
    ]

    private static let geometry: [any RuleFamily.Type] = [
        ShapeRules.self, CuboidRules.self, TwinRules.self, PlacementRules.self,
    ]

    private static let tracks: [any RuleFamily.Type] = [TrackPathRules.self]

    private static let platform: [any RuleFamily.Type] = [WarningRuleEntries.self, CuboidWarnings.self]
}
