import ArgumentParser
import Warehouse

/// Formats for explanations.
enum ExplanationFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, markdown

    static let standard = ExplanationFormat.table
}

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain rules: what they report, their thresholds, and what to do.",
        usage: "relwh explain [<options>] <rule> ...",
        discussion: """
            Takes a rule's id, a group of rules (core, attributes, geometry, tracks, platform), or the beginning of ids \
            (annotation.*). Needs no warehouse.

            Examples:
              relwh explain annotation.category.undefined
              relwh explain core -f markdown
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<ExplanationFormat>

    @Argument(
        help: "Rules or groups.",
        completion: .custom { _, _, prefix in
            (Rule.Group.allCases.map(\.rawValue) + Rule.all.map(\.id)).filter { $0.hasPrefix(prefix) }
        })
    var words: [String]

    func run() throws {
        let selection = try RuleSelection(words.flatMap { $0.split(separator: ",").map(String.init) })
        let rules = Rule.all.filter(selection.contains)
        let output = try form.openOutput()
        switch form.format {
        case .json: try Listing.rules(rules).write(to: output, format: .json, color: global.color)
        case .markdown:
            for (index, rule) in rules.enumerated() {
                if index > 0 { try output.write(line: "") }
                try output.write { $0.append(contentsOf: RuleText.section(rule, depth: 2).utf8) }
            }
        case .table:
            let style = output.style(global.color)
            for (index, rule) in rules.enumerated() {
                if index > 0 { try output.write(line: "") }
                try RuleExplanation(rule, style: style).write(to: output)
            }
        }
        try output.finish()
    }
}
