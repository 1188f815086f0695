import ArgumentParser

/// Formats for differences.
enum DiffFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson, csv, tsv, markdown

    static let standard = DiffFormat.table
}

struct DiffFormatOptions: ParsableArguments {
    @OptionGroup var output: FormatOptions<DiffFormat>

    @Flag(help: "Show only how many annotations changed, by labelset and category.")
    var stat = false

    @Flag(help: "Show only the names of changed samples.")
    var nameOnly = false

    @Flag(help: "Show only the names of changed samples, after A (added), D, M or R (renamed).")
    var nameStatus = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show at most the N most changed samples in text and markdown; 0 shows all (default: 20).",
            valueName: "n"), transform: Limit.parse)
    var limit: Limit?

    @Flag(help: "Show each frame of a track on a line of its own.")
    var perFrame = false

    static let samplesShown = 20

    /// What is written.
    enum Form: Sendable {
        case text, stat, nameOnly, nameStatus, json, ndjson, csv, tsv, markdown
    }

    var form: Form {
        switch format {
        case .json: .json
        case .ndjson: .ndjson
        case .csv: .csv
        case .tsv: .tsv
        case .markdown: .markdown
        case .table: stat ? .stat : nameOnly ? .nameOnly : nameStatus ? .nameStatus : .text
        }
    }

    /// A short form is text, however the file that it goes to is called.
    private var format: DiffFormat {
        stat || nameOnly || nameStatus ? output.explicitFormat ?? .table : output.format
    }

    /// The most samples that are shown; nil for all.
    var samplesShown: Int? { limit.map(\.most) ?? Self.samplesShown }

    func validate() throws {
        let short = [("--stat", stat), ("--name-only", nameOnly), ("--name-status", nameStatus)]
            .filter(\.1).map(\.0)
        if short.count > 1 {
            throw ValidationError("\(short[0]) and \(short[1]) contradict each other; give one of them")
        }
        if let first = short.first, format != .table {
            throw ValidationError(
                "\(first) is text; leave it out, or leave out --format \(format.rawValue)")
        }
        let showsSamples = form == .text || form == .markdown
        if limit != nil, !showsSamples {
            throw ValidationError(
                "--limit is for text and markdown; other formats list everything. Leave it out")
        }
        if perFrame, !showsSamples {
            throw ValidationError(
                "--per-frame is for text and markdown; other formats list every frame. Leave it out")
        }
    }
}
