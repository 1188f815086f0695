import ReleaseGenerator

/// Statistics that need each annotation of one large release, against DuckDB on Parquet of the same rows.
struct DistributionRows {
    private let workspace: Workspace
    private let options: Options
    private let examiner: Examiner

    private static let names: [RowName] = [.boxes, .attributes, .cooccurrence]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        examiner = Examiner(workspace)
    }

    func measure() throws -> [Row] {
        let wanted = Self.names.filter { options.wants($0) }
        guard !wanted.isEmpty else { return [] }
        let warehouse = KeptWarehouse(workspace, options.scale.large)
        try warehouse.build()
        let baseline = try options.isQuick ? nil : report(on: warehouse)
        return try wanted.flatMap { name in
            let question = Question(
                name: name, title: "stats \(name.rawValue), \(warehouse.recipe.samples) samples",
                arguments: ["stats", name.rawValue, warehouse.recipe.ref, "--json"])
            let answer = try examiner.ask(question, of: warehouse.path, times: options.runs)
            return try [examiner.row(question, answer)] + rows(name, answer, baseline)
        }
    }

    private func report(on warehouse: KeptWarehouse) throws -> StatisticsBaselines.Report {
        try StatisticsBaselines(workspace, times: options.runs).run(.release, on: warehouse)
    }

    private func rows(_ name: RowName, _ answer: Answer, _ report: StatisticsBaselines.Report?) throws
        -> [Row]
    {
        let title = "DuckDB on Parquet"
        switch report {
        case nil: return []
        case .missing(let problem):
            return [
                Row(
                    name: name, part: "duckdb", title: "\(title) / \(name.rawValue)", unit: "x",
                    note: problem)
            ]
        case .measured(let text):
            return [
                try Contender("duckdb", title, "duckdb_\(name.rawValue)", in: text)
                    .row(against: answer, of: name, target: nil)
            ]
        }
    }
}
