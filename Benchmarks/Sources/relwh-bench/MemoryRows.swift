/// The largest resident set while a release ten times the size is imported from each kind of source.
struct MemoryRows {
    private let workspace: Workspace
    private let options: Options

    private static let scale = 10
    private static let target = 256.0

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
    }

    func measure() throws -> [Row] {
        var rows: [Row] = []
        if options.wants(.memoryFile) {
            let release = try workspace.release(1, scale: Self.scale)
            rows.append(try row(.memoryFile, "from a file", release))
        }
        if options.wants(.memoryGzip) {
            let release = try workspace.release(1, scale: Self.scale)
            let packed = release + ".gz"
            workspace.say("making \(packed)")
            _ = try workspace.run(["gzip", "-1", "-c", release], output: packed)
            rows.append(try row(.memoryGzip, "from gzip", packed))
            try Files.remove(packed)
        }
        try workspace.discardRelease(1, scale: Self.scale)
        if options.wants(.memoryPipe) {
            let writer = Child(workspace.generator(workspace.recipe(1, scale: Self.scale)) + ["-"])
            rows.append(try row(.memoryPipe, "from a pipe", "-", from: writer))
        }
        return rows
    }

    private func row(_ name: RowName, _ way: String, _ source: String, from writer: Child? = nil) throws
        -> Row
    {
        workspace.say("importing ten times as much \(way)")
        let warehouse = workspace.path("large.db")
        try workspace.discard(warehouse)
        let outcome = try workspace.importRelease(source, into: warehouse, from: writer)
        try workspace.discard(warehouse)
        return Row(
            name: name, title: "peak memory, ten times as much \(way)", figure: Double(outcome.peak) / 1e6,
            unit: "MB", target: .atMost(Self.target),
            note: "\(Decimal.text(outcome.seconds)) s",
            details: [("peak_bytes", .integer(outcome.peak)), ("seconds", .number(outcome.seconds))])
    }
}
