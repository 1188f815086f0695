import ArgumentParser
import Warehouse

struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show the history of one sample: every release in which it changed.",
        usage: "relwh history [<options>] <sample> [<reference>]",
        discussion: """
            The sample is named by its uuid, the beginning of one, or its name if only one sample has it. Oldest first: \
            when it was added, what changed in it, when it was removed and added again. Each release is compared \
            with the last earlier one that has the sample.

            With a reference, the history ends there; --dataset is for a sample that is in several datasets. With \
            --track, it is the history of one object along the sequence.

            Examples:
              relwh history img_0033.jpg
              relwh history 602a3e flowers@v7 --labelset ground-truth
              relwh history drive_7 --track 12 --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: HistoryFormatOptions

    @Option(help: ArgumentHelp("Only annotations of this track.", valueName: "id"))
    var track: Int64?

    @Option(
        help: ArgumentHelp("Only this labelset; may be given several times.", valueName: "name"),
        completion: .labelset)
    var labelset: [String] = []

    @Option(help: ArgumentHelp("Only this dataset.", valueName: "name"), completion: .dataset)
    var dataset: String?

    @Flag(help: "Newest first.")
    var reverse = false

    @Flag(help: "Show all releases, even those in which it did not change or was missing.")
    var all = false

    @Argument(help: "A uuid, the beginning of one, or a name.")
    var sample: String

    @Argument(help: "The last release to show, or a release file.", completion: .reference)
    var reference: String?

    func validate() throws {
        if dataset != nil, reference != nil {
            throw ValidationError("--dataset and a reference contradict each other; give one of them")
        }
    }

    func run() throws {
        Interruption.listen()
        var options = SampleHistoryOptions()
        options.dataset = dataset
        options.track = track
        options.diff.labelsets = labelset
        options.diff.cancellation = Interruption.cancellation
        let warehouse: Warehouse
        if let reference {
            let found = try Reference.find(reference, options: global)
            warehouse = found.warehouse
            options.until = found.ref
        } else {
            warehouse = try global.openForReading()
        }
        var history = try warehouse.history(of: sample, options: options)
        let releases = history.entries.count
        if !all { history.entries.removeAll { $0.kind == .unchanged || $0.kind == .absent } }
        if reverse { history.entries.reverse() }
        let output = try form.output.openOutput()
        switch form.output.format {
        case .json: try SampleHistoryDocument(history: history, track: track).write(to: output)
        case .ndjson: try SampleHistoryDocument(history: history, track: track).writeLines(to: output)
        case .table, .markdown:
            let text = SampleHistoryText(
                history: history, releases: releases, track: track, isPerFrame: form.perFrame, output: output)
            if form.output.format == .markdown {
                try text.writeMarkdown()
            } else {
                try text.write(global.color)
            }
        }
        try output.finish()
    }
}
