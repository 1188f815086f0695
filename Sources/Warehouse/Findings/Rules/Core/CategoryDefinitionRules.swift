/// Rules on the list of categories.
enum CategoryDefinitionRules: HeaderRules {
    static let repeatedID = Rule(
        "category.id.repeated", .core, .error,
        summary: "several categories have one id",
        definition: """
            Several categories of the release have the same `id`, so that it cannot be told which one an annotation \
            means. One finding for each such id; it counts the categories behind the first.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"car"},{"id":1,"name":"bus"}]}"#,
            remedy: "Give each category an id of its own."))

    static let repeatedName = Rule(
        "category.name.repeated", .core, .warning,
        summary: "several categories have one name",
        definition: """
            Several categories of the release have the same `name`, character by character. The platform allows it; \
            whoever reads categories by name takes them for one. One finding for each such name, at the first category \
            that has it; it counts the categories behind the first.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"pepper"},{"id":4,"name":"pepper"}]}"#,
            remedy: "Rename one of them, or merge them."))

    static let rules = [repeatedID, repeatedName]

    static func check(_ context: RuleContext, _ findings: inout FindingSink) {
        let categories = context.taxonomy.categories
        if let rule = context.active(repeatedID) {
            let groups = Self.groups(categories.compactMap { category in category.id.map { ($0, category) } })
            for (id, members) in groups {
                var place = Finding.Place()
                place.categoryID = id
                place.category = context.taxonomy.name(of: id)
                findings.add(
                    rule, at: place, field: "categories.id", expected: "ids that tell categories apart",
                    found: "\(id): " + members.map { Self.quoted($0.name) }.joined(separator: ", "),
                    count: members.count - 1)
            }
        }
        if let rule = context.active(repeatedName) {
            let groups = Self.groups(
                categories.compactMap { category in category.name.map { (ExactText($0), category) } })
            for (name, members) in groups {
                var place = Finding.Place()
                place.categoryID = members[0].id
                place.category = name.text
                findings.add(
                    rule, at: place, field: "categories.name", expected: "names that tell categories apart",
                    found: "\(Self.quoted(name.text)): ids "
                        + members.map { $0.id.map { "\($0)" } ?? "none" }.joined(separator: ", "),
                    count: members.count - 1)
            }
        }
    }

    private static func quoted(_ name: String?) -> String {
        name.map { "\"\($0)\"" } ?? "no name"
    }

    /// What shares a key, in the order of the first of each; only where several do.
    private static func groups<Key: Hashable>(
        _ entries: [(Key, RuleTaxonomy.Category)]
    ) -> [(Key, [RuleTaxonomy.Category])] {
        var members: [Key: [RuleTaxonomy.Category]] = [:]
        for (key, category) in entries { members[key, default: []].append(category) }
        var told: Set<Key> = []
        return entries.compactMap { key, _ in
            guard let group = members[key], group.count > 1, told.insert(key).inserted else { return nil }
            return (key, group)
        }
    }
}
