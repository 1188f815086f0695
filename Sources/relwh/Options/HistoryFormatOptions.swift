import ArgumentParser

/// Formats for release notes.
enum ChangelogFormat: String, CaseIterable, OutputFormat, Sendable {
    case markdown, json, ndjson

    static let standard = ChangelogFormat.markdown
}

/// Formats for the history of a sample.
enum HistoryFormat: String, CaseIterable, OutputFormat, Sendable {
    case table, json, ndjson, markdown

    static let standard = HistoryFormat.table
}

struct HistoryFormatOptions: ParsableArguments {
    @OptionGroup var output: FormatOptions<HistoryFormat>

    @Flag(help: "Show each frame of a track on a line of its own.")
    var perFrame = false

    func validate() throws {
        if perFrame, output.format == .json || output.format == .ndjson {
            throw ValidationError(
                "--per-frame is for text and markdown; JSON lists every frame. Leave it out")
        }
    }
}
