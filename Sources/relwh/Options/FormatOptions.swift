import ArgumentParser

/// The formats in which a command answers: what `-f` takes.
protocol OutputFormat: Equatable, ExpressibleByArgument, RawRepresentable<String> {
    /// What is written where neither an option nor the file's ending says otherwise.
    static var standard: Self { get }
    static var json: Self { get }
    /// What `--json` does, for the help.
    static var jsonHelp: String { get }
}

extension OutputFormat {
    static var jsonHelp: String { "The same as --format json." }

    /// CSV for Excel, where the command writes CSV.
    static var excelCSV: Self? { Self(rawValue: "excel") }

    /// The format that the ending of a file's name means; nil for other endings, and where the command does not
    /// write that format.
    init?(ending path: String) {
        let name = path.lowercased()
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        switch ending {
        case "json" where name.hasSuffix(".sarif.json"): self.init(rawValue: "sarif")
        case "csv", "tsv", "json", "ndjson", "markdown", "sarif": self.init(rawValue: String(ending))
        case "jsonl": self.init(rawValue: "ndjson")
        case "md": self.init(rawValue: "markdown")
        case "xml": self.init(rawValue: "junit")
        default: return nil
        }
    }
}

/// Formats for rows.
enum RowFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, record, json, ndjson, csv, excel, tsv, markdown

    static let standard = RowFormat.table

    /// Whether it is for people, who read only so much of it on a terminal.
    var isText: Bool { self == .table || self == .record }

    /// Whether it holds one table.
    var isOneTable: Bool { ![.table, .json, .ndjson].contains(self) }
}

/// Formats for what is not a list.
enum DocumentFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json

    static let standard = DocumentFormat.table
}

/// Formats for reports, one a source.
enum ReportFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson

    static let standard = ReportFormat.table
    static let jsonHelp = "One JSON object per source, one per line."
}

/// `-f`, `--json`, `--excel` and `-o` of a command that answers in the formats of `Format`.
struct FormatOptions<Format: OutputFormat>: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp(
            "Output format (default: by the ending of --output, else \(Format.standard.rawValue)).",
            valueName: "format"))
    var requestedFormat: Format?

    @Flag(help: ArgumentHelp(Format.jsonHelp))
    var json = false

    @Flag(
        help: ArgumentHelp(
            "The same as --format excel: CSV that opens correctly in Excel, without formulas.",
            visibility: Format.excelCSV == nil ? .private : .default))
    var excel = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write to a file, which appears once it is complete.", valueName: "file"),
        completion: .file())
    var path: String?

    /// The format that an option asks for.
    var explicitFormat: Format? {
        excel ? Format.excelCSV : json ? .json : requestedFormat
    }

    var format: Format { explicitFormat ?? path.flatMap { Format(ending: $0) } ?? .standard }

    func openOutput() throws -> Output { try Output(path: path) }

    func validate() throws {
        if json, let requestedFormat, requestedFormat != .json {
            throw ValidationError("--json and --format \(requestedFormat.rawValue) contradict each other")
        }
        guard excel else { return }
        if Format.excelCSV == nil {
            throw ValidationError("--excel is for csv, which this command does not write")
        }
        if json { throw ValidationError("--json and --excel contradict each other") }
        if let requestedFormat, !["csv", "excel"].contains(requestedFormat.rawValue) {
            throw ValidationError("--excel is for csv; leave it out, or --format \(requestedFormat.rawValue)")
        }
    }
}
