import ArgumentParser

/// Formats for findings.
enum FindingFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson, csv, excel, tsv, markdown, junit, sarif

    static let standard = FindingFormat.table
}

struct FindingFormatOptions: ParsableArguments {
    @OptionGroup var output: FormatOptions<FindingFormat>

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show at most N findings per rule in text and markdown; 0 shows all (default: what fits on a screen, or 10).",
            valueName: "n"), transform: Limit.parse)
    var limit: Limit?

    /// How many findings of each rule are shown to people.
    enum Most: Sendable {
        case fitting, all
        case number(Int)
    }

    var mostShown: Most { limit.map { $0.most.map(Most.number) ?? .all } ?? .fitting }

    func validate() throws {
        guard limit != nil else { return }
        if output.format != .table, output.format != .markdown {
            throw ValidationError(
                "--limit is for text and markdown; leave it out with --format \(output.format.rawValue)"
            )
        }
    }
}
