/// Rules on the list of categories.
enum CategoryDefinitionRules: HeaderRules {
    static let repeatedID = Rule(
        "category.id.repeated", .core, .error,
        summary: "several categories share an id",
        definition: """
            Several categories of the release have the same `id`, so it is unclear which one an annotation \
            means. One finding per id; its count is the number of categories after the first.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"car"},{"id":1,"name":"bus"}]}"#,
            remedy: "Give each category its own id."),
        findsPhrases: true)

    static let repeatedName = Rule(
        "category.name.repeated", .core, .warning,
        summary: "several categories share a name",
        definition: """
            Several categories of the release have the same `name`, character by character. The platform \
            allows it, but code that looks categories up by name treats them as one. One finding per name, \
            at the first category that has it; its count is the number of categories after the first.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"pepper"},{"id":4,"name":"pepper"}]}"#,
            remedy: "Rename one of them, or merge them."),
        findsPhrases: true)

    static let similarName = Rule(
        "category.name.similar", .core, .warning,
        summary: "the names of two categories look alike",
        definition: """
            The names of two categories are not equal, but a person can hardly distinguish them: they only differ in case, \
            in spaces, in look-alike letters, or in their Unicode normal form. Spaces at the ends do not count, nor do \
            invisible characters, and any number of spaces between words is one. Look-alike letters are Cyrillic and \
            Greek letters that look like Latin ones, such as the Cyrillic а. Annotations of one class are easily split \
            between two such categories. One finding per pair of names, at the later category; `field` says which is the \
            earlier one. In a group of more than \(mostPaired) such names, each is only compared with the first.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"traffic light"},{"id":4,"name":"Traffic light "}]}"#,
            remedy: "Merge the two categories, or give them clearly different names."),
        findsPhrases: true)

    static let rules = [repeatedID, repeatedName, similarName]

    private static let mostPaired = 20

    static func check(_ context: RuleContext, _ findings: inout FindingSink) {
        let categories = context.taxonomy.categories
        if let rule = context.active(repeatedID) {
            let groups = Self.groups(categories.compactMap { category in category.id.map { ($0, category) } })
            for (id, members) in groups {
                var place = Finding.Place()
                place.categoryID = id
                place.category = context.taxonomy.name(of: id)
                findings.add(
                    rule, at: place, field: "categories.id", expected: "ids should be unique",
                    found: "id \(id) is used by "
                        + members.map { Self.quoted($0.name) }.joined(separator: ", "),
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
                    rule, at: place, field: "categories.name", expected: "names should be unique",
                    found: "\(Self.quoted(name.text)) is the name of ids "
                        + members.map { $0.id.map { "\($0)" } ?? "none" }.joined(separator: ", "),
                    count: members.count - 1)
            }
        }
        if let rule = context.active(similarName) { checkSimilar(categories, rule, &findings) }
    }

    private static func checkSimilar(
        _ categories: [RuleTaxonomy.Category], _ rule: ActiveRule, _ findings: inout FindingSink
    ) {
        // Equal names are left to the other rule.
        var seen: Set<ExactText> = []
        let named = categories.compactMap { category in category.name.map { (name: $0, id: category.id) } }
            .filter { seen.insert(ExactText($0.name)).inserted }
        var groups: [String: [Int]] = [:]
        for (index, category) in named.enumerated() {
            let keys = NameLook(category.name).keys
            var earlier = Set(keys.flatMap { groups[$0] ?? [] }).sorted()
            if earlier.count >= mostPaired { earlier.removeLast(earlier.count - 1) }
            for other in earlier.map({ named[$0] }) {
                var place = Finding.Place()
                place.categoryID = category.id
                place.category = category.name
                let id = other.id.map { " (id \($0))" } ?? ""
                findings.add(
                    rule, at: place, field: other.id.map { "categories[id=\($0)].name" } ?? "categories.name",
                    expected: "names should be easy to distinguish",
                    found: "\(quoted(category.name)) and \(quoted(other.name))\(id) only differ in "
                        + NameLook.difference(category.name, other.name))
            }
            for key in keys where groups[key]?.count ?? 0 < mostPaired {
                groups[key, default: []].append(index)
            }
        }
    }

    private static func quoted(_ name: String?) -> String {
        name.map { "\"\($0)\"" } ?? "no name"
    }

    /// Groups that share a key, in the order of their first members; only those of several members.
    private static func groups<Key: Hashable>(
        _ entries: [(Key, RuleTaxonomy.Category)]
    ) -> [(Key, [RuleTaxonomy.Category])] {
        var members: [Key: [RuleTaxonomy.Category]] = [:]
        for (key, category) in entries { members[key, default: []].append(category) }
        var seen: Set<Key> = []
        return entries.compactMap { key, _ in
            guard let group = members[key], group.count > 1, seen.insert(key).inserted else { return nil }
            return (key, group)
        }
    }
}
