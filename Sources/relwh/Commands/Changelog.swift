import ArgumentParser
import Warehouse

struct Changelog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changelog",
        abstract: "Write release notes: what each release of a dataset changed.",
        usage: "relwh changelog [<options>] [<dataset>]",
        discussion: """
            One section per release, newest first, in Markdown: what was added, removed and modified since \
            the release before it, from samples and labels to annotations by category. For the first \
            release, what it contains. The dataset may be left out if the warehouse has only one.

            Examples:
              relwh changelog acme/flowers -o CHANGELOG.md
              relwh changelog flowers -n 3
              relwh changelog --since flowers@v2 --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<ChangelogFormat>

    @Option(
        name: [.customShort("n", allowingJoined: true), .long], parsing: .unconditional,
        help: ArgumentHelp("Show at most the newest N releases; 0 shows all.", valueName: "n"),
        transform: Limit.parse)
    var limit: Limit?

    @Option(
        help: ArgumentHelp("Show only releases after this one.", valueName: "reference"),
        completion: .reference)
    var since: String?

    @Argument(help: ArgumentHelp("The dataset.", valueName: "dataset"), completion: .dataset)
    var dataset: String?

    func run() throws {
        Interruption.listen()
        let entries = try global.openForReading().changelog(
            dataset: dataset, limit: limit?.most, since: since, cancellation: Interruption.cancellation)
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
