import ArgumentParser
import Warehouse

struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show the size, schema and tables of the warehouse.",
        usage: "relwh info [<options>]",
        discussion: """
            Examples:
              relwh info
              relwh info --db old.db --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    func run() throws {
        let information = try global.openForReading().information()
        let output = try form.openOutput()
        switch form.format {
        case .json: try information.document.write(to: output)
        case .table:
            var facts = Facts(output: output, color: global.color)
            try information.write(to: &facts)
        }
        try output.finish()
    }
}

extension WarehouseInformation {
    fileprivate func write(to facts: inout Facts) throws {
        try facts.write([
            ("warehouse", path),
            ("size", NumberText.bytes(bytes)),
            ("schema", schemaText),
            ("SQLite", sqliteVersion),
            ("datasets", NumberText.grouped(datasets)),
            ("releases", NumberText.grouped(releases)),
        ])
        try facts.write(
            [
                .init(title: "table"), .init(title: "rows", isNumeric: true),
                .init(title: "size", isNumeric: true),
            ],
            rows: tables.map {
                [$0.table, NumberText.grouped($0.rows), $0.bytes.map { NumberText.bytes($0) }]
            })
    }

    private var schemaText: String {
        schemaVersion < newestSchemaVersion
            ? "version \(schemaVersion); the newest is \(newestSchemaVersion): relwh migrate"
            : "version \(schemaVersion)"
    }
}
