import ReleaseGenerator

/// Counts over all releases of a long history: the command reads what it counted at import, the others count
/// rows, one an annotation and release.
struct HistoryRows {
    private let workspace: Workspace
    private let options: Options
    private let examiner: Examiner

    /// Milliseconds beyond start-up.
    private static let target = 50.0
    private static let names: [RowName] = [.overview, .trend]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        examiner = Examiner(workspace)
    }

    func measure() throws -> [Row] {
        let wanted = Self.names.filter { options.wants($0) }
        guard !wanted.isEmpty else { return [] }
        let warehouse = KeptWarehouse(workspace, options.scale.history)
        try warehouse.build()
        let baselines = try options.isQuick ? nil : report(on: warehouse)
        return try wanted.flatMap { name in
            let question = question(name, warehouse)
            let answer = try examiner.ask(question, of: warehouse.path, times: options.shortRuns)
            return try [examiner.row(question, answer, target: .atMost(Self.target))]
                + rows(name, answer, baselines)
        }
    }

    private func report(on warehouse: KeptWarehouse) throws -> StatisticsBaselines.Report {
        try StatisticsBaselines(workspace, times: options.runs).run(.history, on: warehouse)
    }

    private func question(_ name: RowName, _ warehouse: KeptWarehouse) -> Question {
        let releases = warehouse.recipes.count
        if name == .overview {
            return Question(
                name: name, title: "stats overview, \(releases) releases",
                arguments: ["stats", "overview"] + warehouse.recipes.map(\.ref) + ["--json"])
        }
        return Question(
            name: name, title: "trend classes, \(releases) releases",
            arguments: ["trend", "classes", Recipe.owner + "/" + Recipe.dataset, "--json"])
    }

    /// The overview says how often a category is annotated and in how many samples; of the trend, only the first
    /// is compared, which is the cheaper question to count.
    private func rows(_ name: RowName, _ answer: Answer, _ report: StatisticsBaselines.Report?) throws
        -> [Row]
    {
        let target = Row.Target.atLeast(1)
        let contenders = [("sqlite", "rows in SQLite"), ("duckdb", "DuckDB on Parquet")]
        switch report {
        case nil: return []
        case .missing(let problem):
            return contenders.map { part, title in
                Row(
                    name: name, part: part, title: "\(title) / \(name.rawValue)", unit: "x", target: target,
                    note: problem)
            }
        case .measured(let text):
            let question = name == .overview ? "both" : "annotations"
            return try contenders.map { part, title in
                try Contender(part, title, "\(part)_\(question)", in: text)
                    .row(against: answer, of: name, target: target)
            }
        }
    }
}
