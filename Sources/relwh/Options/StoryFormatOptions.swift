import ArgumentParser

/// Formats for release notes.
enum ChangelogFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case markdown, json, ndjson
}

struct ChangelogFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp("markdown, json or ndjson (default: markdown).", valueName: "format"))
    var requestedFormat: ChangelogFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    static let table = ChangelogFormat.markdown
    static let jsonFormat = ChangelogFormat.json
}

struct HistoryFormatOptions: FormatOptions {
    @Option(
        name: [.customShort("f"), .customLong("format")],
        help: ArgumentHelp(
            "table (text for people), json, ndjson or markdown (default: table).", valueName: "format"))
    var requestedFormat: DiffFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is whole.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Show every frame of a track, not those that changed alike in one line.")
    var perFrame = false

    static let table = DiffFormat.table
    static let jsonFormat = DiffFormat.json

    func validate() throws {
        try checkFormat()
        if perFrame, format == .json || format == .ndjson {
            throw ValidationError(
                "--per-frame is for text and markdown; JSON tells every frame. Leave it out")
        }
    }
}
