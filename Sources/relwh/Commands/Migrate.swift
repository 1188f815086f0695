import ArgumentParser
import Warehouse

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Upgrade an older warehouse to the schema of this version.",
        usage: "relwh migrate [<options>]",
        discussion: """
            In one transaction: all or nothing. A warehouse that is up to date is not changed.

            Example:
              relwh migrate --db old.db
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    func run() throws {
        let report = try Warehouse.migrate(
            path: global.warehousePath, busyTimeout: global.busyTimeout)
        let output = try form.openOutput()
        switch form.format {
        case .json: try report.document.write(to: output)
        case .table: if !global.quiet { try output.write(line: report.line) }
        }
        try output.finish()
    }
}

extension MigrationReport {
    /// `relwh.migrate/1`.
    fileprivate var document: JSONDocument {
        JSONDocument(
            thing: "migrate",
            members: [("path", .string(path)), ("from", .count(from)), ("to", .count(to))])
    }

    fileprivate var line: String {
        let path = SafeText.shown(path)
        return from == to
            ? "\(path) is current: schema version \(to)"
            : "migrated \(path) from schema version \(from) to \(to)"
    }
}
