/// The Python programs to compare with, and what keeps them from running.
struct PythonBaselines {
    private let workspace: Workspace
    private let environment: PythonEnvironment
    private let orjsonProblem: String?
    private let duckdbProblem: String?

    struct Run {
        let arguments: [String]
        let database: String
    }

    /// Installs what the rows that were asked for need.
    init(_ workspace: Workspace) {
        self.workspace = workspace
        environment = PythonEnvironment(workspace)
        let options = workspace.options
        let wantsOrjson = options.wants(.python) || options.wants(.pythonCollecting)
        orjsonProblem = wantsOrjson ? environment.install("orjson") : "not asked for"
        duckdbProblem = options.wants(.duckdb) ? environment.install("duckdb") : "not asked for"
    }

    /// Why a row cannot be measured.
    func problem(with row: RowName) -> String? {
        switch row {
        case .python, .pythonCollecting: orjsonProblem
        case .duckdb: duckdbProblem
        default: nil
        }
    }

    /// - Parameter isCollecting: whether Python's cyclic garbage collector stays on, as it is by itself.
    func orjson(_ release: String, isCollecting: Bool = false) -> Run? {
        guard orjsonProblem == nil else { return nil }
        return run("orjson_sqlite.py", release, "orjson.db", isCollecting ? ["--collect"] : [])
    }

    func duckdb(_ release: String) -> Run? {
        duckdbProblem == nil ? run("duckdb_read.py", release, "duckdb.db") : nil
    }

    private func run(_ script: String, _ release: String, _ database: String, _ more: [String] = []) -> Run {
        let path = workspace.path(database)
        return Run(arguments: environment.command(script, [release, path] + more), database: path)
    }
}
