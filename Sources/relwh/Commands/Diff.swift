import ArgumentParser
import Warehouse

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed between two releases.",
        usage: "relwh diff [<options>] <from> <to>",
        discussion: """
            Both may be releases of the warehouse or release files.

            Examples:
              relwh diff flowers@v1 flowers@v2 --json
              relwh diff flowers-v1.json flowers-v2.json -f ndjson
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: ReportFormatOptions

    @Option(help: ArgumentHelp("Tell down to this level.", valueName: "level"))
    var level: String?

    @Argument(help: "The older release, or a release file.", completion: .reference)
    var from: String

    @Argument(help: "The newer release, or a release file.", completion: .reference)
    var to: String

    func run() throws {
        Interruption.listen()
        let old = try Reference.find(from, options: global)
        let new = try Reference.find(to, options: global)
        let output = try form.openOutput()
        var options = DiffOptions()
        options.cancellation = Interruption.cancellation
        options.level = level.flatMap { Change.Level(rawValue: $0) }
        let sides = (
            DiffSide(warehouse: old.warehouse, ref: old.ref),
            DiffSide(warehouse: new.warehouse, ref: new.ref)
        )
        if form.format == .ndjson {
            let summary = try Warehouse.diff(from: sides.0, to: sides.1, options: options) { change in
                try DiffDocument.writeLine(change.document, to: output)
            }
            try DiffDocument.writeLine(.members([("summary", summary.document)]), to: output)
        } else {
            let document = DiffDocument(output: output)
            try document.begin(from: old.ref, to: new.ref)
            let summary = try Warehouse.diff(
                from: sides.0, to: sides.1, options: options, change: document.change)
            try document.end(summary)
        }
        try output.finish()
    }
}
