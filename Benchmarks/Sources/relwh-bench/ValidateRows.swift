import ReleaseGenerator

/// All rules on one release, beside its first import: both in turn within each round. And datumaro on a tenth.
struct ValidateRows {
    private let workspace: Workspace
    private let options: Options
    private let warehouse: String

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        warehouse = workspace.path("validate.db")
    }

    func measure() throws -> [Row] {
        var rows: [Row] = []
        if options.wants(.validate) { rows.append(try row(.validate, workspace.recipe(1))) }
        if options.wants(.validateCuboids) { rows.append(try row(.validateCuboids, options.scale.cuboids)) }
        if options.wants(.validatePython), !options.isQuick { rows.append(try pythonRow()) }
        return rows
    }

    /// What the rounds took.
    private struct Taken {
        var imports = Timings()
        var validations = Timings()
        var annotations = 0.0
        var peak = 0
    }

    private func row(_ name: RowName, _ recipe: Recipe) throws -> Row {
        let file = try workspace.release(recipe)
        var taken = Taken()
        do {
            for round in 1...options.runs {
                workspace.say("rules, round \(round) of \(options.runs)")
                try measureRound(file, recipe, &taken)
            }
        } catch let failure as ExitFailure where failure.status == ExitFailure.usage {
            return Row(
                name: name, title: "all rules / first import", unit: "x", target: .atMost(1),
                note: failure.reason)
        }
        try workspace.discard(warehouse)
        let thousands = Decimal.text(taken.annotations / 1000)
        return Row(
            name: name, title: "all rules on \(thousands) thousand annotations / first import",
            figure: taken.validations.median / taken.imports.median, unit: "x", target: .atMost(1),
            note: "\(Decimal.text(taken.validations.median)) s, import "
                + "\(Decimal.text(taken.imports.median)) s, peak \(Decimal.text(Double(taken.peak) / 1e6)) MB",
            details: taken.validations.details("validate") + taken.imports.details("import")
                + [("peak_bytes", .integer(taken.peak))])
    }

    private func measureRound(_ file: String, _ recipe: Recipe, _ taken: inout Taken) throws {
        try workspace.discard(warehouse)
        try Files.warm(file)
        let imported = try workspace.importRelease(file, into: warehouse)
        taken.imports.add(imported.run)
        taken.annotations = try JSONField.total("annotations", in: imported.output)
        let outcome = try workspace.run([options.relwh, "--db", warehouse, "validate", recipe.ref])
        taken.validations.add(outcome.run)
        taken.peak = max(taken.peak, outcome.peak)
    }

    // MARK: Python

    /// Datumaro judges the boxes alone, and its own reading of the file is not counted; the command imports the file,
    /// and judges everything.
    private func pythonRow() throws -> Row {
        let environment = PythonEnvironment(workspace)
        var row = Row(
            name: .validatePython, title: "datumaro on the boxes of a tenth / relwh on its file", unit: "x")
        if let problem = environment.install("diff") {
            row.note = problem
            return row
        }
        let file = try workspace.release(Recipe(samples: options.samples / 10))
        var relwh = Timings()
        for _ in 0..<options.shortRuns {
            relwh.add(try workspace.run([options.relwh, "validate", file]).run)
        }
        workspace.say("rules on a tenth by datumaro")
        let report = try workspace.run(environment.command("validate_release.py", [file])).output
        let seconds = try JSONField.number("seconds", in: report)
        row.figure = seconds / relwh.median
        row.note =
            "\(Decimal.text(seconds)) s for \(Int(try JSONField.number("boxes", in: report))) boxes, "
            + "relwh \(Decimal.text(relwh.median)) s"
        row.details = [("seconds", .number(seconds))] + relwh.details("relwh")
        return row
    }
}
