import Warehouse

/// A rule, explained to people.
struct RuleExplanation {
    private static let width = 80

    private let rule: Rule
    private let style: Style

    init(_ rule: Rule, style: Style) {
        self.rule = rule
        self.style = style
    }

    func write(to output: Output) throws {
        let severity = FindingWording(style: style).severity(rule.severity, rule.severity.rawValue)
        try output.write(line: "\(style.bold(rule.id))  \(severity)  \(rule.group.rawValue)")
        try output.write(line: RuleText.sentence(rule.summary))
        for paragraph in rule.definition.split(separator: "\n\n") {
            try output.write(line: "")
            for line in Self.wrapped(paragraph) { try output.write(line: line) }
        }
        for (index, threshold) in rule.thresholds.enumerated() {
            if index == 0 { try output.write(line: "") }
            try output.write(line: "\(style.bold(RuleText.value(of: threshold)))  \(threshold.summary)")
        }
        try output.write(line: "")
        try output.write(line: style.bold("Broken by"))
        for line in rule.example.breaking.split(separator: "\n") { try output.write(line: "  \(line)") }
        try output.write(line: "")
        for line in Self.wrapped(rule.example.remedy[...]) { try output.write(line: line) }
    }

    private static func wrapped(_ text: Substring) -> [String] {
        WrappedText.lines(
            of: text.split(whereSeparator: \.isWhitespace).joined(separator: " "), width: width,
            breaksWords: false)
    }
}
