import ArgumentParser
import Warehouse

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check releases against rules and report violations.",
        usage: "relwh validate [<options>] [<release> ...]",
        discussion: """
            A release is one in the warehouse or a release file; without one, it is the latest. 'relwh list rules' \
            lists the rules, 'relwh explain RULE' explains one.

            Exit 0 in any case; with --fail-on, 1 if a finding is at least this severe; with --gates, 1 if a \
            gate fails. With --quiet, nothing is printed. A baseline lists known findings: they are counted, \
            but not shown again.

            Examples:
              relwh validate acme/flowers@v1
              relwh validate flowers-v2.json --fail-on error
              relwh validate flowers@latest --rules core,geometry --severity warning
              relwh validate flowers@latest --gates gates.yml
              relwh validate flowers@latest --write-baseline known.txt
              relwh validate flowers@latest --baseline known.txt -f sarif -o findings.sarif
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FindingFormatOptions
    @OptionGroup var scope: FindingScopeOptions

    @Option(
        help: ArgumentHelp("Hide the findings listed in this file.", valueName: "file"),
        completion: .file())
    var baseline: String?

    @Option(
        help: ArgumentHelp("Write all findings to this file, for --baseline.", valueName: "file"),
        completion: .file())
    var writeBaseline: String?

    @Option(
        help: ArgumentHelp(
            "Exit 1 if any finding is at least this severe: error, warning or info.", valueName: "severity"))
    var failOn: Severity?

    @Option(
        help: ArgumentHelp(
            "Check releases against the gates in this file; exit 1 if one fails.", valueName: "file"),
        completion: .file())
    var gates: String?

    @Argument(help: "Releases or release files.", completion: .reference)
    var references: [String] = []

    func validate() throws {
        if let failOn, let floor = scope.severity, failOn < floor {
            throw ValidationError(
                "--severity \(floor.rawValue) leaves out what --fail-on \(failOn.rawValue) looks for")
        }
        if baseline == "" || writeBaseline == "" {
            throw ValidationError("a baseline needs the name of a file")
        }
        if let writeBaseline, writeBaseline == form.output.path {
            throw ValidationError("--output and --write-baseline name the same file")
        }
    }

    func run() throws {
        Interruption.listen()
        let options = try scope.options()
        let known = try baseline.map { try BaselineFile.read($0) }
        let gates = try gates.map { try GateRun(reading: $0, settings: options.settings, global: global) }
        let found = try find()
        // A file that is asked for is written all the same.
        let output = global.quiet && form.output.path == nil ? nil : try form.output.openOutput()
        let writer: any FindingWriter =
            if let output {
                FindingWriters.writer(
                    form, severalReleases: found.count > 1, failingFrom: failOn ?? .warning, output: output,
                    color: global.color)
            } else {
                NoFindings()
            }
        var validation = ValidationRun(
            options: options, filters: scope.filterText, baseline: known, keepsAll: writeBaseline != nil,
            gates: gates)
        try writer.begin()
        for release in found { try validation.run(release, to: writer) }
        try writer.end()
        try output?.finish()
        if let writeBaseline { try write(validation.all, to: writeBaseline) }
        if [.csv, .tsv].contains(form.output.format) { tellGates(validation) }
        if validation.gateReports.contains(where: { !$0.report.isGood }) {
            throw Finished(status: .differences)
        }
        if let failOn, let worst = validation.worst, worst >= failOn { throw Finished(status: .differences) }
    }

    /// Warns of gates that failed where the format has no room for them.
    private func tellGates(_ validation: ValidationRun) {
        for (ref, report) in validation.gateReports {
            for result in report.results where !result.isGood {
                global.messages.warn("\(ref): gate failed: \(result.question): \(result.answer)")
            }
        }
    }

    private func write(_ baseline: Baseline, to file: String) throws {
        try BaselineFile.write(baseline, to: file)
        global.messages.note("wrote \(NumberText.counted(baseline.count, "finding")) to \(file)")
    }

    private func find() throws -> [ValidationRun.Release] {
        if references.isEmpty {
            let warehouse = try global.openForReading()
            guard let latest = try warehouse.releases().first else {
                throw Failure(
                    .notFound, "the warehouse is empty", hints: ["import a release first: relwh import FILE"])
            }
            return [.init(reference: Reference(warehouse: warehouse, ref: latest.ref), name: latest.ref)]
        }
        try Reference.checkStandardInput(references)
        return try references.map { name in
            ValidationRun.Release(reference: try Reference.find(name, options: global), name: name)
        }
    }
}
