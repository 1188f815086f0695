/// How fast the command starts and how large it is.
struct BinaryRows {
    private let workspace: Workspace
    private let options: Options

    private static let starts = 30

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
    }

    func measure() throws -> [Row] {
        var rows: [Row] = []
        if options.wants(.start) { rows.append(try startRow()) }
        if options.wants(.size) {
            let size = try Files.size(options.relwh)
            rows.append(
                Row(
                    name: .size, title: "size of the binary", figure: Double(size) / 1e6, unit: "MB",
                    target: nil))
        }
        return rows
    }

    private func startRow() throws -> Row {
        workspace.say("starting \(Self.starts) times")
        _ = try workspace.run([options.relwh, "--version"])
        let milliseconds = try (0..<Self.starts).map { _ in
            try workspace.run([options.relwh, "--version"]).seconds * 1000
        }
        let mean = milliseconds.reduce(0, +) / Double(milliseconds.count)
        return Row(
            name: .start, title: "relwh --version, mean of \(Self.starts)", figure: mean, unit: "ms",
            target: .atMost(15), note: "median \(Decimal.text(median(milliseconds))) ms",
            details: [("milliseconds", .numbers(milliseconds))])
    }
}
