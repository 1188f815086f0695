/// The families with rules that are asked for, and what they need.
struct ActiveFamilies: Sendable {
    let context: RuleContext
    let content: [any ContentRules.Type]
    let release: [any ReleaseRules.Type]
    let header: [any HeaderRules.Type]
    let needs: ContentNeeds

    /// - Parameter includesWhole: whether families of ``ReleaseRules`` are among them.
    init(_ context: RuleContext, includesWhole: Bool = true) {
        self.context = context
        let families = RuleCatalogue.families.filter {
            context.isActive($0) && (includesWhole || !($0 is any ReleaseRules.Type))
        }
        content = families.compactMap { $0 as? any ContentRules.Type }
        release = families.compactMap { $0 as? any ReleaseRules.Type }
        header = families.compactMap { $0 as? any HeaderRules.Type }
        needs = context.needs(of: families)
    }
}
