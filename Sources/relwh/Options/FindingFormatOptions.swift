import ArgumentParser

/// Formats for findings.
enum FindingFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson, csv, tsv, markdown, junit, sarif

    static let standard = FindingFormat.table
    static let choices = "table (text for people), json, ndjson, csv, tsv, markdown, junit or sarif"
}

struct FindingFormatOptions: ParsableArguments {
    @OptionGroup var output: FormatOptions<FindingFormat>

    @Option(
        help: ArgumentHelp(
            "Show at most N findings per rule in text and markdown (default: what fits on a screen; 10 in markdown; 0: all).",
            valueName: "n"))
    var limit: Int?

    /// How many findings of each rule are shown to people.
    enum Most: Sendable {
        case fitting, all
        case number(Int)
    }

    var mostShown: Most { limit.map { $0 == 0 ? .all : .number($0) } ?? .fitting }

    func validate() throws {
        guard let limit else { return }
        if limit < 0 { throw ValidationError("--limit is a number of findings, 0 for all") }
        if output.format != .table, output.format != .markdown {
            throw ValidationError(
                "--limit is for text and markdown; leave it out with --format \(output.format.rawValue)"
            )
        }
    }
}
