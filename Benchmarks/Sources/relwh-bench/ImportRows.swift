/// The import of the first release, of its successor and of the same file again, and what they are compared
/// with. All are measured in turn within each round, so that a slow minute of the machine hits all of them.
struct ImportRows {
    private let workspace: Workspace
    private let options: Options
    private var first = Timings()
    private var again = Timings()
    private var successor = Timings()
    private var indexesFirst = Timings()
    private var indexesLast = Timings()
    private var python = Timings()
    private var duckdb = Timings()
    private var insertReports: [String] = []
    private var rowsInserted = 0.0
    private var annotations = 0.0

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
    }

    func measure() throws -> [Row] {
        guard options.wants(.first, .c, .python, .duckdb, .successor, .again) else { return [] }
        var rows = self
        return try rows.measured()
    }

    private mutating func measured() throws -> [Row] {
        let release = try workspace.release(1)
        let size = Double(try Files.size(release))
        let baselines = PythonBaselines(workspace)
        for round in 1...options.runs {
            workspace.say("import, round \(round) of \(options.runs)")
            try measureRound(release, baselines)
        }
        try workspace.discard(workspace.path("first.db"))
        return rows(size: size, baselines)
    }

    private mutating func measureRound(_ release: String, _ baselines: PythonBaselines) throws {
        let warehouse = workspace.path("first.db")
        try workspace.discard(warehouse)
        try Files.warm(release)
        let outcome = try workspace.importRelease(release, into: warehouse)
        first.add(outcome.run)
        annotations = try JSONField.total("annotations", in: outcome.output)
        if options.wants(.c) {
            indexesFirst.add(try insertInC(from: warehouse, indexes: "first"))
            indexesLast.add(try insertInC(from: warehouse, indexes: "last"))
        }
        if options.wants(.python), baselines.hasOrjson { python.add(try time(baselines.orjson(release))) }
        if options.wants(.duckdb), baselines.hasDuckDB { duckdb.add(try time(baselines.duckdb(release))) }
        if options.wants(.successor) {
            let next = try workspace.release(2)
            let copy = workspace.path("copy.db")
            try workspace.discard(copy)
            try Files.copy(warehouse, to: copy)
            successor.add(try workspace.importRelease(next, into: copy).run)
            try workspace.discard(copy)
        }
        if options.wants(.again) {
            try Files.warm(release)
            again.add(try workspace.importRelease(release, into: warehouse, expecting: "unchanged").run)
        }
    }

    /// The baseline takes its own time: reading the rows into memory is no part of it.
    private mutating func insertInC(from warehouse: String, indexes: String) throws -> Timings.Run {
        let target = workspace.path("c.db")
        try workspace.discard(target)
        let report = try workspace.run([
            workspace.itself, "c-insert", warehouse, target, "--indexes", indexes,
        ]).output
        insertReports.append(report)
        rowsInserted = try JSONField.number("rows", in: report)
        try workspace.discard(target)
        return Timings.Run(
            seconds: try JSONField.number("seconds", in: report),
            cpu: try JSONField.number("cpu_seconds", in: report))
    }

    private func time(_ baseline: PythonBaselines.Run) throws -> Timings.Run {
        try workspace.discard(baseline.database)
        let outcome = try workspace.run(baseline.arguments)
        try workspace.discard(baseline.database)
        return outcome.run
    }

    private func rows(size: Double, _ baselines: PythonBaselines) -> [Row] {
        var rows: [Row] = []
        if options.wants(.first) { rows.append(firstRow(size: size)) }
        if options.wants(.c) { rows.append(cRow()) }
        if options.wants(.python) {
            rows.append(
                baselineRow(.python, "orjson + sqlite3 / first import", 10, python, baselines.orjsonProblem))
        }
        if options.wants(.duckdb) {
            rows.append(
                baselineRow(.duckdb, "DuckDB read_json / first import", 3, duckdb, baselines.duckdbProblem))
        }
        if options.wants(.successor) {
            rows.append(
                Row(
                    name: .successor, title: "successor, 2 % changed / first import",
                    figure: successor.median / first.median, unit: "x", target: .atMost(0.2),
                    note: "\(Decimal.text(successor.median)) s", details: successor.details("successor")))
        }
        if options.wants(.again) {
            rows.append(
                Row(
                    name: .again, title: "the same file again", figure: size / 1e6 / again.median,
                    unit: "MB/s",
                    target: .atLeast(600), note: "\(Decimal.text(again.median)) s",
                    details: again.details("again")))
        }
        return rows
    }

    private func firstRow(size: Double) -> Row {
        let rate = Decimal.text(size / 1e6 / first.median)
        let thousands = Decimal.text(annotations / 1000 / first.median)
        return Row(
            name: .first, title: "first import, \(Decimal.text(size / 1e6)) MB", figure: first.median,
            unit: "s",
            note:
                "\(rate) MB/s, \(thousands) thousand annotations/s, \(Decimal.text(median(first.cpu))) s of CPU",
            details: first.details("first") + [
                ("bytes", .number(size)), ("annotations", .number(annotations)),
            ])
    }

    /// C may build the indexes before or after the rows; its better way counts.
    private func cRow() -> Row {
        let best = min(indexesFirst.median, indexesLast.median)
        let which = best == indexesFirst.median ? "indexes first" : "indexes last"
        return Row(
            name: .c, title: "first import / the same rows from C", figure: first.median / best, unit: "x",
            target: .atMost(1),
            note:
                "C: \(Decimal.text(best)) s, \(Decimal.text(rowsInserted / best / 1000)) thousand rows/s, \(which)",
            details: indexesFirst.details("c_indexes_first") + indexesLast.details("c_indexes_last")
                + [("c_reports", .array(insertReports.map { .text($0) }))])
    }

    private func baselineRow(
        _ name: RowName, _ title: String, _ target: Double, _ timings: Timings, _ problem: String?
    ) -> Row {
        var row = Row(name: name, title: title, unit: "x", target: .atLeast(target))
        if let problem {
            row.note = problem
        } else {
            row.figure = timings.median / first.median
            row.note = "\(Decimal.text(timings.median)) s"
            row.details = timings.details(name.rawValue)
        }
        return row
    }
}
