import ArgumentParser

/// The formats in which a command answers: what `-f` takes.
protocol OutputFormat: Equatable, ExpressibleByArgument, RawRepresentable<String> {
    /// What is written without `-f`.
    static var standard: Self { get }
    static var json: Self { get }
    /// All of them, for the help.
    static var choices: String { get }
    /// What `--json` does, for the help.
    static var jsonHelp: String { get }
}

extension OutputFormat {
    static var jsonHelp: String { "The same as --format json." }
}

/// Formats for rows.
enum RowFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson, csv, tsv, markdown

    static let standard = RowFormat.table
    static let choices = "table, json, ndjson, csv, tsv or markdown"
}

/// Formats for what is not a list.
enum DocumentFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json

    static let standard = DocumentFormat.table
    static let choices = "table or json"
}

/// Formats for reports, one a source.
enum ReportFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson

    static let standard = ReportFormat.table
    static let choices = "table, json or ndjson"
    static let jsonHelp = "One JSON object for each source, one a line."
}

/// `-f`, `--json` and `-o` of a command that answers in the formats of `Format`.
struct FormatOptions<Format: OutputFormat>: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp(
            "\(Format.choices) (default: \(Format.standard.rawValue)).", valueName: "format"))
    var requestedFormat: Format?

    @Flag(help: ArgumentHelp(Format.jsonHelp))
    var json = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var path: String?

    var format: Format { requestedFormat ?? (json ? .json : .standard) }

    func openOutput() throws -> Output { try Output(path: path) }

    func validate() throws {
        if json, let requestedFormat, requestedFormat != .json {
            throw ValidationError("--json and --format \(requestedFormat.rawValue) contradict each other")
        }
    }
}
