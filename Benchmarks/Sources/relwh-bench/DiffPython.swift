import ReleaseGenerator

/// The same differences from Python: by dictionaries on the whole files, by packages on a tenth.
struct DiffPython {
    private let workspace: Workspace
    private let environment: PythonEnvironment
    private let problem: String?

    /// Packages walk in Python through all that is there, for minutes.
    private static let packages = ["deepdiff", "jsondiff", "datumaro"]
    /// Seconds after which a package is given up.
    private static let limit = 120

    init(_ workspace: Workspace) {
        self.workspace = workspace
        environment = PythonEnvironment(workspace)
        problem = environment.install("diff")
    }

    /// Counts by dictionaries, which must be what the command counted.
    func measureRound(_ files: [String], _ taken: inout DiffMeasurements) throws {
        guard problem == nil else { return }
        let report = try run("dictionaries", files)
        let seconds = try JSONField.number("seconds", in: report)
        taken.dictionaries.add(Timings.Run(seconds: seconds, cpu: seconds))
        let counts = DiffCounts(dictionaries: report)
        guard counts == taken.found else {
            throw Failure(
                "the annotations that differ are \(counts.text), but \(taken.found?.text ?? "none")")
        }
    }

    func rows(_ taken: DiffMeasurements) throws -> [Row] {
        var whole = row("dictionaries", "relwh diff of two files / dictionaries")
        guard problem == nil else {
            return [whole] + Self.packages.map { row($0, "relwh diff of a tenth / \($0)") }
        }
        whole.figure = taken.files.median / taken.dictionaries.median
        whole.note =
            "\(Decimal.text(taken.dictionaries.median)) s, relwh \(Decimal.text(taken.files.median)) s"
        whole.details =
            [("seconds", .numbers(taken.dictionaries.seconds))] + taken.files.details("relwh")
        return try [whole] + tenthRows()
    }

    /// Each package once, beside the command's median.
    private func tenthRows() throws -> [Row] {
        let samples = workspace.options.samples / 10
        let files = try (1...2).map { try workspace.release(Recipe(samples: samples, version: $0)) }
        var relwh = Timings()
        for _ in 0..<workspace.options.shortRuns {
            relwh.add(try workspace.run([workspace.options.relwh, "diff"] + files + ["--json"]).run)
        }
        return try Self.packages.map { package in
            workspace.say("differences of a tenth by \(package)")
            let report = try run(package, files)
            let seconds = try JSONField.number("seconds", in: report)
            let isFinished = try JSONField.number("finished", in: report) == 1
            var row = row(package, "relwh diff of a tenth / \(package)")
            row.figure = relwh.median / seconds
            row.note =
                (isFinished ? "" : "at most; given up after ")
                + "\(Decimal.text(seconds)) s, relwh \(Decimal.text(relwh.median)) s"
            row.details =
                [("seconds", .number(seconds)), ("finished", .bool(isFinished))] + relwh.details("relwh")
            return row
        }
    }

    private func row(_ part: String, _ title: String) -> Row {
        Row(name: .diffPython, part: part, title: title, unit: "x", note: problem ?? "")
    }

    private func run(_ way: String, _ files: [String]) throws -> String {
        let more = way == "dictionaries" ? [] : ["--limit", "\(Self.limit)"]
        return try workspace.run(environment.command("diff_releases.py", [way] + files + more)).output
    }
}
