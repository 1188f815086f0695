import ArgumentParser
import Exporters
import Warehouse

struct Export: ParsableCommand {
    /// Not the formats of other commands: what a release can be written as.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case release
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a release to a file or to standard output.",
        usage: "relwh export [<options>] <release>",
        discussion: """
            The format 'release' is the release file as it was imported: equal JSON, nothing lost. With -o, \
            the file appears once it is complete.

            Examples:
              relwh export acme/flowers@v1 --format release -o flowers-v1.json
              relwh export flowers@latest | jq .dataset.samples[0]
            """)

    @OptionGroup var global: GlobalOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("The format of the file.", valueName: "format"))
    var format = Format.release

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, which appears once it is complete.", valueName: "file"),
        completion: .file())
    var output: String?

    @Argument(help: "A release, or a release file.", completion: .reference)
    var reference: String

    func run() throws {
        Interruption.listen()
        let reference = try Reference.find(reference, options: global)
        let output = try Output(path: output)
        switch format {
        case .release:
            let exporter = try ReleaseExporter(warehouse: reference.warehouse, reference: reference.ref)
            try exporter.write { bytes in
                try Interruption.check()
                try output.write(bytes: bytes)
            }
        }
        try output.finish()
    }
}
