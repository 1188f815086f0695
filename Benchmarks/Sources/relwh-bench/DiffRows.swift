import ReleaseGenerator

/// What changed between two releases, from a warehouse and from files. Imports, differences of files and what
/// Python takes are measured in turn within each round.
struct DiffRows {
    private let workspace: Workspace
    private let options: Options
    private let examiner: Examiner
    private let warehouse: String

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        examiner = Examiner(workspace)
        warehouse = workspace.path("diff.db")
    }

    func measure() throws -> [Row] {
        var rows: [Row] = []
        if options.wants(.diff, .diffFiles, .diffPython) { rows += try smallRows() }
        if options.wants(.diffMemory) { rows.append(try DiffMemoryRow(workspace).row()) }
        return rows
    }

    private func smallRows() throws -> [Row] {
        let pair = [workspace.recipe(1), workspace.recipe(2)]
        let files = try pair.map { try workspace.release($0.version) }
        let python = options.wants(.diffPython) && !options.isQuick ? DiffPython(workspace) : nil
        var taken = DiffMeasurements()
        if options.wants(.diffFiles, .diffPython) {
            for round in 1...options.runs {
                workspace.say("differences, round \(round) of \(options.runs)")
                try measureRound(files, &taken)
                try python?.measureRound(files, &taken)
            }
        }
        var rows = options.wants(.diff) ? try warehouseRows(pair, files) : []
        if options.wants(.diffFiles) { rows.append(taken.filesRow) }
        if let python { rows += try python.rows(taken) }
        try workspace.discard(warehouse)
        return rows
    }

    private func measureRound(_ files: [String], _ taken: inout DiffMeasurements) throws {
        if options.wants(.diffFiles) { taken.imports.add(try importBoth(files)) }
        for file in files { try Files.warm(file) }
        let outcome = try workspace.run([options.relwh, "diff"] + files + ["--json"])
        taken.files.add(outcome.run)
        taken.peak = max(taken.peak, outcome.peak)
        taken.found = try DiffCounts(answer: outcome.output)
    }

    /// Both files one after the other into a new warehouse.
    private func importBoth(_ files: [String]) throws -> Timings.Run {
        try workspace.discard(warehouse)
        for file in files { try Files.warm(file) }
        let runs = try files.map { try workspace.importRelease($0, into: warehouse).run }
        return Timings.Run(
            seconds: runs.map(\.seconds).reduce(0, +), cpu: runs.map(\.cpu).reduce(0, +))
    }

    private func warehouseRows(_ pair: [Recipe], _ files: [String]) throws -> [Row] {
        if !Files.exists(warehouse) { _ = try importBoth(files) }
        let whole = Question(
            name: .diff, title: "diff --json, 2 % changed", arguments: ["diff"] + pair.map(\.ref) + ["--json"]
        )
        let totals = Question(
            name: .diff, part: "stat", title: "diff --stat, the same",
            arguments: ["diff"] + pair.map(\.ref) + ["--stat"])
        return try [(whole, Row.Target.atMost(100)), (totals, nil)].map { question, target in
            let answer = try examiner.ask(question, of: warehouse, times: options.shortRuns)
            return examiner.row(question, answer, target: target)
        }
    }
}
