import ArgumentParser
import Warehouse

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show the history: releases, newest first, and what each changed.",
        usage: "relwh log [<options>] [<dataset>]",
        discussion: """
            Each release is compared with the one before it in its dataset: what was added (+), removed (-) and \
            modified (~). A sample is modified when its own content changed; a label, when anything in it changed. \
            If there are several labelsets, each one that changed has its own line.

            Examples:
              relwh log
              relwh log acme/flowers -n 5
              relwh log flowers --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Option(
        name: [.customShort("n", allowingJoined: true), .long], parsing: .unconditional,
        help: ArgumentHelp("Show at most the newest N releases; 0 shows all.", valueName: "n"),
        transform: Limit.parse)
    var limit: Limit?

    @Argument(help: ArgumentHelp("Only this dataset.", valueName: "dataset"), completion: .dataset)
    var dataset: String?

    func run() throws {
        let entries = try global.openForReading().log(dataset: dataset, limit: limit?.most)
        let output = try form.openOutput()
        if entries.isEmpty, form.format == .table { global.messages.note(List.noReleasesNote) }
        try LogOutput(entries: entries).write(to: output, format: form.format, color: global.color)
        try output.finish()
    }
}
