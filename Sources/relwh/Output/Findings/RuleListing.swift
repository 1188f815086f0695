import Warehouse

extension Listing {
    static func rules(_ rules: [Rule]) -> Listing {
        Listing(
            name: "rules",
            columns: [
                Column("rule", title: "rule"), Column("group", title: nil),
                Column("severity", title: "severity"),
                Column("description", title: "what it reports", narrowing: .wraps),
                Column("definition", title: nil), Column("thresholds", title: nil),
                Column("example", title: nil),
                Column("remedy", title: nil),
            ],
            rows: rules.map { rule in
                [
                    .string(rule.id), .string(rule.group.rawValue), .string(rule.severity.rawValue),
                    .string(rule.summary), .string(rule.definition), .array(rule.thresholds.map(\.document)),
                    .string(rule.example.breaking), .string(rule.example.remedy),
                ]
            })
    }
}

extension Rule.Threshold {
    fileprivate var document: DocumentValue {
        .members([
            ("name", .string(name)), ("default", .real(defaultValue)), ("unit", .optional(unit)),
            ("description", .string(summary)),
        ])
    }
}
