import ArgumentParser
import ReleaseFormat
import Warehouse

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import releases into the warehouse.",
        usage: "relwh import [<options>] <source> ...",
        discussion: """
            A source is a release file (.json, .json.gz, .json.zst), a folder of them, or - for standard \
            input. A folder is read in natural order: v2 before v10. Each source is imported whole or not at \
            all. What the warehouse already has is not stored again, even if it is written differently.

            Examples:
              relwh import flowers-v1.json
              relwh import --dry-run --json releases/
              curl -s "$URL" | relwh import - --dataset acme/flowers
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<ReportFormat>

    @Option(
        help: ArgumentHelp("Import under this dataset name instead of the file's.", valueName: "owner/name"))
    var dataset: String?

    @Option(help: ArgumentHelp("Import under this release name instead of the file's.", valueName: "name"))
    var release: String?

    @Flag(help: "Replace a release of the same name whose content differs.")
    var replace = false

    @Flag(help: "Report what would be done, and write nothing.")
    var dryRun = false

    @Flag(help: "Skip JSON files that are not releases, such as package.json.")
    var skipInvalid = false

    @Flag(help: "Stop at the first source that fails.")
    var failFast = false

    @Argument(help: "Files, folders, or - for standard input.", completion: .file())
    var sources: [String]

    func validate() throws {
        if sources.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be read only once")
        }
        if let dataset { try Self.check(dataset: dataset) }
        if let release, release.allSatisfy(\.isWhitespace) {
            throw ValidationError("--release needs a name")
        }
    }

    private static func check(dataset: String) throws {
        guard !dataset.allSatisfy(\.isWhitespace), !dataset.hasPrefix("/"), !dataset.hasSuffix("/") else {
            throw ValidationError("--dataset needs a name: owner/name, or name alone")
        }
        if let at = dataset.firstIndex(of: "@") {
            let (name, release) = (dataset[..<at], dataset[dataset.index(after: at)...])
            throw ValidationError(
                "--dataset takes no release; write --dataset \(name) --release \(release)")
        }
    }

    func run() throws {
        Interruption.listen()
        let output = try form.openOutput()
        let status = try ImportRun(command: self, output: output).run()
        try output.finish()
        if status != .done { throw Finished(status: status) }
    }

    var options: ImportOptions {
        var options = ImportOptions()
        options.dataset = dataset
        options.release = release
        options.replace = replace
        options.dryRun = dryRun
        return options
    }
}
