import Warehouse

/// A rule in words.
enum RuleText {
    /// `an annotation has no category` as `An annotation has no category.`
    static func sentence(_ summary: String) -> String {
        summary.prefix(1).uppercased() + summary.dropFirst() + "."
    }

    /// `max_speed = 40 m/s`
    static func value(of threshold: Rule.Threshold) -> String {
        "\(threshold.name) = \(number(threshold.defaultValue))\(threshold.unit.map { " \($0)" } ?? "")"
    }

    /// Whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : value.description
    }

    /// All of it but the name, as plain text.
    static func help(_ rule: Rule) -> String {
        let thresholds = rule.thresholds.map { "\n\n\(value(of: $0)): \(sentence($0.summary))" }.joined()
        return
            "\(rule.definition)\(thresholds)\n\nBroken by: \(rule.example.breaking)\n\n\(rule.example.remedy)"
    }

    /// All of it but the name.
    static func markdown(_ rule: Rule) -> String {
        var parts = [rule.definition]
        if !rule.thresholds.isEmpty {
            parts.append(
                rule.thresholds.map { threshold in
                    let unit = threshold.unit.map { " \($0)" } ?? ""
                    return
                        "- `\(threshold.name)`, \(number(threshold.defaultValue))\(unit): \(threshold.summary)"
                }.joined(separator: "\n"))
        }
        let fence = MarkdownText.fence(around: [rule.example.breaking])
        parts.append("Broken by:\n\n\(fence)json\n\(rule.example.breaking)\n\(fence)")
        parts.append(rule.example.remedy)
        return parts.joined(separator: "\n\n")
    }

    /// A section of a page, the name as its heading.
    static func section(_ rule: Rule, depth: Int) -> String {
        """
        \(String(repeating: "#", count: depth)) \(rule.id)

        *\(rule.group.rawValue), \(rule.severity.rawValue)*: \(rule.summary).

        \(markdown(rule))

        """
    }

    /// The page of all rules, `Documentation/rules.md`.
    static var page: String {
        var page = """
            # Rules

            What `relwh validate` checks a release against. [validate.md](validate.md) explains how to choose and configure
            rules. This page is the output of `relwh explain` for all of them.

            | rule | severity | what it reports |
            |---|---|---|

            """
        for rule in Rule.all {
            let anchor = rule.id.filter { $0 != "." }
            page += "| [`\(rule.id)`](#\(anchor)) | \(rule.severity.rawValue) | \(rule.summary) |\n"
        }
        for group in Rule.Group.allCases {
            let rules = Rule.all.filter { $0.group == group }
            guard !rules.isEmpty else { continue }
            page += "\n## \(sentence(group.rawValue).dropLast())\n"
            for rule in rules { page += "\n" + section(rule, depth: 3) }
        }
        return page
    }
}
