import ArgumentParser
import Warehouse

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that the warehouse is sound: its file, its references, its counts.",
        usage: "relwh check [<options>]",
        discussion: """
            All counts are counted again. Nothing is changed. Exit 5 where anything is wrong.

            Examples:
              relwh check
              relwh check --quick --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: DocumentFormatOptions

    @Flag(help: "Do not compare indexes with their tables.")
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
        if let failure = report.failure { throw failure }
    }
}
