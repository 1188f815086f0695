import ArgumentParser

/// Formats for findings.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, json, ndjson, csv, tsv, markdown, junit, sarif
}

struct FindingFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp(
            "table (text for people), json, ndjson, csv, tsv, markdown, junit or sarif (default: table).",
            valueName: "format"))
    var requestedFormat: FindingFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Show no more than N findings of each rule in text and markdown (default: what fits on a screen; 10; 0: all).",
            valueName: "n"))
    var limit: Int?

    static let table = FindingFormat.table
    static let jsonFormat = FindingFormat.json

    /// How many findings of each rule are shown to people.
    enum Most: Sendable {
        case fitting, all
        case number(Int)
    }

    var mostShown: Most { limit.map { $0 == 0 ? .all : .number($0) } ?? .fitting }

    func validate() throws {
        try checkFormat()
        guard let limit else { return }
        if limit < 0 { throw ValidationError("--limit is a number of findings, 0 for all") }
        if format != .table, format != .markdown {
            throw ValidationError(
                "--limit is for text and markdown; --format \(format.rawValue) has its own measure. Leave it out"
            )
        }
    }
}
