import ArgumentParser
import Warehouse

struct Changelog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changelog",
        abstract: "Write release notes: what each release of a dataset changed.",
        usage: "relwh changelog [<options>] [<dataset>]",
        discussion: """
            One section per release, newest first, in Markdown: what was added, removed and modified since the release \
            before it, from samples and labels to annotations by category. For the first release, what it began \
            with. The dataset may be left out if the warehouse has only one.

            Examples:
              relwh changelog acme/flowers -o CHANGELOG.md
              relwh changelog flowers -n 3
              relwh changelog --since flowers@v2 --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<ChangelogFormat>

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: ArgumentHelp("Show at most the newest N releases.", valueName: "n"))
    var limit: Int?

    @Option(
        help: ArgumentHelp("Show only releases after this one.", valueName: "reference"),
        completion: .reference)
    var since: String?

    @Argument(help: ArgumentHelp("The dataset.", valueName: "dataset"))
    var dataset: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit needs a number from 1") }
    }

    func run() throws {
        Interruption.listen()
        let entries = try global.openForReading().changelog(
            dataset: dataset, limit: limit, since: since, cancellation: Interruption.cancellation)
        let output = try form.openOutput()
        switch form.format {
        case .markdown: try ChangelogMarkdown(output: output).write(entries)
        case .json: try ChangelogDocument.document(entries).write(to: output)
        case .ndjson: for entry in entries { try ChangelogDocument.writeLine(entry, to: output) }
        }
        try output.finish()
        if entries.isEmpty, form.format == .markdown {
            global.messages.note(since.map { "there is no release after \($0)" } ?? List.noReleasesNote)
        }
    }
}
