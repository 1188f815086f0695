import ArgumentParser
import Warehouse

struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Remove a release.",
        usage: "relwh rm [<options>] <release>",
        discussion: """
            Only this release goes, and with it what no other release holds.

            Example:
              relwh rm acme/flowers@v1
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Argument(help: "The release.", completion: .reference)
    var reference: String

    func run() throws {
        let report = try global.openForChanging().remove(reference)
        let output = try form.openOutput()
        switch form.format {
        case .json: try report.document.write(to: output)
        case .table: if !global.quiet { try output.write(line: report.line) }
        }
        try output.finish()
    }
}

extension RemovalReport {
    /// `relwh.rm/1`.
    fileprivate var document: JSONDocument {
        JSONDocument(
            thing: "rm",
            members: [
                ("ref", .string(ref)),
                ("samples", .count(samples)),
                ("labels", .count(labels)),
                ("annotations", .count(annotations)),
            ])
    }

    fileprivate var line: String {
        let freed = [
            NumberText.counted(samples, "sample"), NumberText.counted(labels, "label"),
            NumberText.counted(annotations, "annotation"),
        ]
        return "removed \(SafeText.shown(ref))  \(freed.joined(separator: ", ")) that no other release holds"
    }
}
