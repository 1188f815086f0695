import ReleaseFormat

/// Rules on the release's own rules.
enum WarningRuleEntries: HeaderRules {
    static let unknown = Rule(
        "platform.rule.unknown", .platform, .warning,
        summary: "a warning rule of the release cannot be applied",
        definition: """
            `task_attributes.warning_rules` is not a list; or an entry of it is not an object, has another \
            `name` than `intersecting-cuboids` and `cuboid-dimension-limits`, or a part of it is not what \
            the format requires: `excluded_categories`, `excluded_set_of_categories` and `categories` are \
            lists of integers, `min` and `max` are objects of numbers x, y and z, and no `min` is above its \
            `max`. Null counts as absent, and so does an empty text for a number; a number may be written as \
            a text. One finding per part; the rest of the entry is applied.
            """,
        example: .init(
            breaking: #"{"task_attributes":{"warning_rules":[{"name":"intersecting-boxes"}]}}"#,
            remedy: "Fix the rule in the settings of the dataset."))

    static let key = Rule(
        "platform.rule.key", .platform, .info,
        summary: "a warning rule has an unknown key",
        definition: """
            An entry of `task_attributes.warning_rules` has a key that the format does not describe. The \
            platform may act on it: its editor offers a threshold for the overlap of cuboids, under an \
            undocumented key. The rules here ignore it; for the overlap, see the threshold of \
            `platform.cuboid.intersection`.
            """,
        example: .init(
            breaking: #"{"task_attributes":{"warning_rules":[{"name":"intersecting-cuboids","limit":0.1}]}}"#,
            remedy: "Nothing has to be done; set your own threshold if the key means one."))

    static let category = Rule(
        "platform.rule.category", .platform, .warning,
        summary: "a warning rule refers to a category that is not defined",
        definition: """
            A category id in a list of an entry of `task_attributes.warning_rules` is not the id of any \
            category of the release.
            """,
        example: .init(
            breaking: """
                {"task_attributes":{"categories":[{"id":1,"name":"car"}],\
                "warning_rules":[{"name":"intersecting-cuboids","excluded_categories":[7]}]}}
                """,
            remedy: "Remove the id from the rule."))

    static let rules = [unknown, key, category]

    static func check(_ context: RuleContext, _ findings: inout FindingSink) {
        guard let value = context.taxonomy.document?["warning_rules"], value != .null else { return }
        guard case .array(let entries) = value else {
            if let unknown = context.active(unknown) {
                findings.add(
                    unknown, at: Finding.Place(), field: "warning_rules", expected: "a list",
                    found: FindingText.cut(value.text, to: 60))
            }
            return
        }
        for (index, entry) in entries.enumerated() {
            let rule = WarningRule(entry)
            let path = "warning_rules[\(index)]"
            if let unknown = context.active(unknown) {
                for fault in rule.faults {
                    findings.add(
                        unknown, at: Finding.Place(),
                        field: fault.key.isEmpty ? path : "\(path).\(fault.key)",
                        expected: fault.expected, found: fault.found.map { FindingText.cut($0, to: 60) })
                }
            }
            if let key = context.active(key) {
                for strange in rule.strangeKeys {
                    findings.add(key, at: Finding.Place(), field: "\(path).\(strange)")
                }
            }
            guard let category = context.active(category) else { continue }
            for (list, id) in rule.categories where !context.taxonomy.isDefined(id) {
                var place = Finding.Place()
                place.categoryID = id
                findings.add(category, at: place, field: "\(path).\(list)", found: "\(id)")
            }
        }
    }
}
