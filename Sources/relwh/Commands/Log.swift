import ArgumentParser
import Warehouse

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show the history: releases, newest first, and what each changed.",
        usage: "relwh log [<options>] [<dataset>]",
        discussion: """
            Each release is compared with the one before it in its dataset: what was added (+), removed (-) and \
            modified (~). A sample is modified when its own content changed; a label is, when anything in it did. \
            Labelsets that changed have a line each, where there are several.

            Examples:
              relwh log
              relwh log acme/flowers -n 5
              relwh log flowers --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: ArgumentHelp("Show at most the newest N releases.", valueName: "n"))
    var limit: Int?

    @Argument(help: ArgumentHelp("Only this dataset.", valueName: "dataset"))
    var dataset: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit needs a number from 1") }
    }

    func run() throws {
        let entries = try global.openForReading().log(dataset: dataset, limit: limit)
        let output = try form.openOutput()
        if entries.isEmpty, form.format == .table { global.messages.note(List.noReleasesNote) }
        try History(entries: entries).write(to: output, format: form.format, color: global.color)
        try output.finish()
    }
}
