import ArgumentParser

/// Formats for release notes.
enum ChangelogFormat: String, CaseIterable, OutputFormat, Sendable {
    case markdown, json, ndjson

    static let standard = ChangelogFormat.markdown
}

struct HistoryFormatOptions: ParsableArguments {
    @OptionGroup var output: FormatOptions<DiffFormat>

    @Flag(help: "Show every frame of a track, not those that changed alike in one line.")
    var perFrame = false

    func validate() throws {
        if perFrame, output.format == .json || output.format == .ndjson {
            throw ValidationError(
                "--per-frame is for text and markdown; JSON tells every frame. Leave it out")
        }
    }
}
