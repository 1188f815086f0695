/// What starting the command costs, measured when first asked for: all other questions contain it.
final class StartUp {
    private let workspace: Workspace
    private var measured: [Double] = []

    static let starts = 30

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Of each start.
    func seconds() throws -> [Double] {
        guard measured.isEmpty else { return measured }
        workspace.say("starting \(Self.starts) times")
        let command = [workspace.options.relwh, "--version"]
        _ = try workspace.run(command)
        measured = try (0..<Self.starts).map { _ in try workspace.run(command).seconds }
        return measured
    }
}
