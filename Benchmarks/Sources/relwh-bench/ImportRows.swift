/// The import of the first release, of its successor and of the same file again, and what they are compared
/// with. All are measured in turn within each round, so that a slow minute of the machine hits all of them.
struct ImportRows {
    private let workspace: Workspace
    private let options: Options
    private let baselines: PythonBaselines
    private let warehouse: String

    private static let names: [RowName] = [
        .first, .c, .python, .pythonCollecting, .duckdb, .successor, .again,
    ]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        baselines = PythonBaselines(workspace)
        warehouse = workspace.path("first.db")
    }

    func measure() throws -> [Row] {
        let wanted = Self.names.filter { options.wants($0) }
        guard !wanted.isEmpty else { return [] }
        var taken = ImportMeasurements()
        let release = try workspace.release(1)
        taken.release.bytes = try Files.size(release)
        for round in 1...options.runs {
            workspace.say("import, round \(round) of \(options.runs)")
            try measureRound(release, &taken)
        }
        try workspace.discard(warehouse)
        return wanted.compactMap { taken.row($0, missing: baselines.problem(with: $0)) }
    }

    private func measureRound(_ release: String, _ taken: inout ImportMeasurements) throws {
        try workspace.discard(warehouse)
        try Files.warm(release)
        let outcome = try workspace.importRelease(release, into: warehouse)
        taken.first.add(outcome.run)
        taken.release.annotations = try JSONField.total("annotations", in: outcome.output)
        if options.wants(.c) { try insertInC(&taken.c) }
        if options.wants(.python), let run = baselines.orjson(release) {
            taken.python.add(try time(run))
        }
        if options.wants(.pythonCollecting), let run = baselines.orjson(release, isCollecting: true) {
            taken.pythonCollecting.add(try time(run))
        }
        if let run = baselines.duckdb(release) { taken.duckdb.add(try time(run)) }
        if options.wants(.successor) { taken.successor.add(try importSuccessor()) }
        if options.wants(.again) {
            try Files.warm(release)
            taken.again.add(try workspace.importRelease(release, into: warehouse, expecting: "unchanged").run)
        }
    }

    private func insertInC(_ taken: inout InsertMeasurements) throws {
        let target = workspace.path("c.db")
        for indexes in InsertMeasurements.Indexes.allCases {
            try workspace.discard(target)
            let command = [workspace.itself, "c-insert", warehouse, target, "--indexes", indexes.rawValue]
            try taken.add(workspace.run(command).output, indexes)
        }
        try workspace.discard(target)
    }

    private func time(_ baseline: PythonBaselines.Run) throws -> Timings.Run {
        try workspace.discard(baseline.database)
        let outcome = try workspace.run(baseline.arguments)
        try workspace.discard(baseline.database)
        return outcome.run
    }

    /// On a fresh copy of the warehouse each time, so that it is new each time.
    private func importSuccessor() throws -> Timings.Run {
        let next = try workspace.release(2)
        let copy = workspace.path("copy.db")
        try workspace.discard(copy)
        try Files.copy(warehouse, to: copy)
        let outcome = try workspace.importRelease(next, into: copy)
        try workspace.discard(copy)
        return outcome.run
    }
}
