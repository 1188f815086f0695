/// A virtual environment in the work folder, with the packages that the Python baselines need.
struct PythonEnvironment {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// The command line that runs one of the baselines.
    func command(_ script: String, _ arguments: [String]) -> [String] {
        [python, "-B", workspace.options.baselines + "/" + script] + arguments
    }

    /// Makes sure that the packages of `requirements-NAME.txt` are there. Returns why they are not.
    func install(_ name: String) -> String? {
        let requirements = workspace.options.baselines + "/requirements-\(name).txt"
        do {
            if !Files.exists(python) {
                workspace.say("making \(workspace.path("venv"))")
                _ = try workspace.run(["python3", "-m", "venv", workspace.path("venv")])
            }
            _ = try workspace.run(
                [python, "-m", "pip", "install", "--quiet", "--retries", "1", "-r", requirements])
            return nil
        } catch {
            workspace.say("\(name): \(error)")
            return "\(name) could not be installed"
        }
    }

    private var python: String { workspace.path("venv/bin/python") }
}
