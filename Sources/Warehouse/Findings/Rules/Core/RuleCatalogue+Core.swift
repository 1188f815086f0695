extension RuleCatalogue {
    static var core: [any RuleFamily.Type] {
        [
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
    }
}
