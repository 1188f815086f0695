/// How fast the command starts and how large it is.
struct BinaryRows {
    private let options: Options
    private let startUp: StartUp

    init(_ workspace: Workspace, _ startUp: StartUp) {
        options = workspace.options
        self.startUp = startUp
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
        let milliseconds = try startUp.seconds().map { $0 * 1000 }
        let mean = milliseconds.reduce(0, +) / Double(milliseconds.count)
        return Row(
            name: .start, title: "relwh --version, mean of \(StartUp.starts)", figure: mean, unit: "ms",
            target: .atMost(15), note: "median \(Decimal.text(median(milliseconds))) ms",
            details: [("milliseconds", .numbers(milliseconds))])
    }
}
