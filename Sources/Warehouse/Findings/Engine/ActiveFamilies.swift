/// The families with rules that are asked for, and what they need.
struct ActiveFamilies: Sendable {
    let context: RuleContext
    let content: [any ContentRules.Type]
    let release: [any ReleaseRules.Type]
    let header: [any HeaderRules.Type]
    let needs: ContentNeeds

    init(_ context: RuleContext) {
        self.context = context
        let families = RuleCatalogue.families.filter { context.isActive($0) }
        content = families.compactMap { $0 as? any ContentRules.Type }
        release = families.compactMap { $0 as? any ReleaseRules.Type }
        header = families.compactMap { $0 as? any HeaderRules.Type }
        needs = context.needs(of: families)
    }
}
