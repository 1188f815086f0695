/// Runs the scripts that answer the questions of the statistics rows with SQLite and DuckDB.
///
/// Each keeps the rows that it asks in a folder of its own, made from a warehouse when there is none.
struct StatisticsBaselines {
    private let workspace: Workspace
    private let environment: PythonEnvironment
    private let times: Int

    enum Script: String {
        case history = "statistics_history.py"
        case release = "statistics_release.py"
    }

    enum Report {
        case measured(String)
        case missing(String)
    }

    init(_ workspace: Workspace, times: Int) {
        self.workspace = workspace
        environment = PythonEnvironment(workspace)
        self.times = times
    }

    func run(_ script: Script, on warehouse: KeptWarehouse) throws -> Report {
        if let problem = environment.install("statistics") { return .missing(problem) }
        workspace.say("asking the same by \(script.rawValue)")
        let folder = workspace.path("rows-\(warehouse.recipe.key)")
        let command = environment.command(
            script.rawValue, [warehouse.path, folder, "--runs", "\(times)"])
        return .measured(try workspace.run(command).output)
    }
}
