/// Measures the rows that were asked for and reports them.
struct Bench {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() throws {
        guard access(options.relwh, X_OK) == 0 else { throw Failure(system: options.relwh) }
        let workspace = try Workspace(options)
        var report = Report(options: options)
        report.version = try workspace.run([options.relwh, "--version"]).output
        report.rows += try ImportRows(workspace).measure()
        let grown = GrownWarehouse(workspace)
        if options.wants(.growth) { report.rows.append(try grown.row()) }
        if options.wants(.sql) { report.queries = try QueryRows(workspace, grown).measure() }
        try grown.discard()
        report.rows += try MemoryRows(workspace).measure()
        report.rows += try BinaryRows(workspace).measure()
        report.rows += try HistoryRows(workspace).measure()
        report.rows += try DistributionRows(workspace).measure()
        report.rows += try SearchRows(workspace).measure()
        report.rows += try DiffRows(workspace).measure()
        report.rows += try ValidateRows(workspace).measure()
        try workspace.discardReleases()
        Files.standardOutput(report.table)
        if let path = options.json { try Files.write(report.json.description + "\n", to: path) }
    }
}
