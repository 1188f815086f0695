/// The Python programs to compare with, in a virtual environment of their own.
struct PythonBaselines {
    private let workspace: Workspace
    private let orjsonProblem: String?
    private let duckdbProblem: String?

    struct Run {
        let arguments: [String]
        let database: String
    }

    /// Installs what the rows that were asked for need.
    init(_ workspace: Workspace) {
        self.workspace = workspace
        let options = workspace.options
        let wantsOrjson = options.wants(.python) || options.wants(.pythonCollecting)
        orjsonProblem = wantsOrjson ? Self.install("orjson", workspace) : "not asked for"
        duckdbProblem = options.wants(.duckdb) ? Self.install("duckdb", workspace) : "not asked for"
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
        let program = workspace.options.baselines + "/" + script
        return Run(arguments: [Self.python(workspace), program, release, path] + more, database: path)
    }

    private static func python(_ workspace: Workspace) -> String { workspace.path("venv/bin/python") }

    /// Makes sure that the package is there. Returns why it is not.
    private static func install(_ package: String, _ workspace: Workspace) -> String? {
        let python = python(workspace)
        let requirements = workspace.options.baselines + "/requirements-\(package).txt"
        do {
            if !Files.exists(python) {
                workspace.say("making \(workspace.path("venv"))")
                _ = try workspace.run(["python3", "-m", "venv", workspace.path("venv")])
            }
            _ = try workspace.run(
                [python, "-m", "pip", "install", "--quiet", "--retries", "1", "-r", requirements])
            return nil
        } catch {
            workspace.say("\(package): \(error)")
            return "\(package) could not be installed"
        }
    }
}
