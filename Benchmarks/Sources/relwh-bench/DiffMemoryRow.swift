import ReleaseGenerator

/// The largest resident set while half of the labels of a large release differ, the answer written to a file.
struct DiffMemoryRow {
    private let workspace: Workspace

    private static let target = 256.0

    init(_ workspace: Workspace) { self.workspace = workspace }

    func row() throws -> Row {
        let warehouse = KeptWarehouse(workspace, workspace.options.scale.edited)
        try warehouse.build()
        let answer = workspace.path("diff.ndjson")
        workspace.say("differences of ten times as much")
        let command =
            [workspace.options.relwh, "--db", warehouse.path, "diff"] + warehouse.recipes.map(\.ref)
            + ["-f", "ndjson"]
        let outcome = try workspace.run(command, output: answer)
        let bytes = try Files.size(answer)
        try Files.remove(answer)
        return Row(
            name: .diffMemory, title: "peak memory, half of ten times as much changed",
            figure: Double(outcome.peak) / 1e6, unit: "MB", target: .atMost(Self.target),
            note: "\(Decimal.text(outcome.seconds)) s, \(Decimal.text(Double(bytes) / 1e6)) MB of ndjson",
            details: [
                ("peak_bytes", .integer(outcome.peak)), ("seconds", .number(outcome.seconds)),
                ("answer_bytes", .integer(bytes)),
            ])
    }
}
