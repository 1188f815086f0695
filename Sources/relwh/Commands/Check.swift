import ArgumentParser
import Warehouse

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the warehouse for damage: its file, its content, its counts.",
        usage: "relwh check [<options>]",
        discussion: """
            Checks the file, the schema and the references; writes every label and every sample as JSON and \
            reads it again, to compare digests and rows; recounts every release. Nothing is changed. Exit 5 \
            if anything is wrong, with its location and what to do.

            --quick skips the content: it checks the file, the schema, the references and the counts of releases. \
            Rows that no release uses are not damage: they are reported, and 'relwh gc' deletes them.

            Examples:
              relwh check
              relwh check --quick --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Flag(help: "Skip the content, and do not compare indexes with their tables.")
    var quick = false

    func run() throws {
        let warehouse = try global.openForReading()
        Interruption.listen()
        let report = try warehouse.check(quick: quick, cancellation: Interruption.cancellation)
        let output = try form.openOutput()
        switch form.format {
        case .json: try report.document.write(to: output)
        case .table:
            if !global.quiet || !report.isSound {
                var facts = Facts(output: output, color: global.color)
                try report.write(to: &facts)
            }
        }
        try output.finish()
        if form.format == .table, let note = report.garbageNote { global.messages.note(note) }
        if let failure = report.failure { throw failure }
    }
}
