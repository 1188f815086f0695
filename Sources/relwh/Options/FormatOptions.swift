import ArgumentParser

/// Formats for rows.
enum RowFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, json, ndjson, csv, tsv, markdown
}

/// Formats for what is not a list.
enum DocumentFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, json
}

/// Formats for reports, one a source.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, json, ndjson
}

/// `-f`, `--json` and `-o` of a command whose output comes in the formats of `Format`.
protocol FormatOptions: ParsableArguments {
    associatedtype Format: Equatable & RawRepresentable<String>
    var requestedFormat: Format? { get }
    var json: Bool { get }
    var output: String? { get }
    static var table: Format { get }
    static var jsonFormat: Format { get }
}

extension FormatOptions {
    var format: Format { requestedFormat ?? (json ? Self.jsonFormat : Self.table) }

    func openOutput() throws -> Output { try Output(path: output) }

    func validate() throws { try checkFormat() }

    /// Refuses `--json` beside another format.
    func checkFormat() throws {
        if json, let requestedFormat, requestedFormat != Self.jsonFormat {
            throw ValidationError("--json and --format \(requestedFormat.rawValue) contradict each other")
        }
    }
}

struct RowFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp("table, json, ndjson, csv, tsv or markdown (default: table).", valueName: "format")
    )
    var requestedFormat: RowFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    static let table = RowFormat.table
    static let jsonFormat = RowFormat.json
}

struct DocumentFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp("table or json (default: table).", valueName: "format"))
    var requestedFormat: DocumentFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    static let table = DocumentFormat.table
    static let jsonFormat = DocumentFormat.json
}

struct ReportFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp("table, json or ndjson (default: table).", valueName: "format"))
    var requestedFormat: ReportFormat?

    @Flag(help: "One JSON object for each source, one a line.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    static let table = ReportFormat.table
    static let jsonFormat = ReportFormat.json
}
