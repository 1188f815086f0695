import ArgumentParser
import Warehouse

struct GC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Delete what no release holds, and give the space back to the disk.",
        usage: "relwh gc [<options>]",
        discussion: """
            'relwh rm' frees the space of what only its release used, for the next imports; the file does \
            not shrink. This command deletes what is left over, and rewrites the file if a tenth of it is \
            free. Others can keep reading. Rewriting temporarily needs space for two copies: in the \
            warehouse's log, and in the temporary folder, which SQLITE_TMPDIR sets.

            Examples:
              relwh gc --dry-run
              relwh rm flowers@v1 && relwh gc
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Flag(name: .customLong("dry-run"), help: "Report what would be deleted, and change nothing.")
    var dryRun = false

    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Rewrite the file: always, or never (default: if a tenth of it is free).")
    var vacuum: Bool?

    func run() throws {
        let warehouse = try dryRun ? global.openForReading() : global.openForChanging()
        var options = GarbageOptions()
        options.dryRun = dryRun
        if let vacuum { options.compaction = vacuum ? .always : .never }
        Interruption.listen()
        let report = try warehouse.collectGarbage(options: options, cancellation: Interruption.cancellation)
        let output = try form.openOutput()
        switch form.format {
        case .json: try report.document.write(to: output)
        case .table:
            if !global.quiet {
                try output.write(line: report.line)
                for table in report.tables { try output.write(line: table.line) }
            }
        }
        try output.finish()
    }
}

extension GarbageReport {
    /// `relwh.gc/1`.
    fileprivate var document: JSONDocument {
        JSONDocument(
            thing: "gc",
            members: [
                ("path", .string(path)),
                ("dry_run", .bool(isDryRun)),
                ("rows", .count(rows)),
                ("tables", .members(tables.map { ($0.table, .count($0.rows)) })),
                (
                    "bytes",
                    .members([
                        ("before", .count(bytesBefore)), ("after", .count(bytesAfter)),
                        ("free", .count(freeBytes)),
                    ])
                ),
                ("compacted", .bool(isCompacted)),
                ("seconds", .real((seconds * 1e6).rounded() / 1e6)),
            ])
    }

    fileprivate var line: String {
        let found = NumberText.counted(rows, "row")
        if isDryRun {
            return "\(found) would be deleted; \(NumberText.bytes(freeBytes)) of "
                + "\(NumberText.bytes(bytesBefore)) are free already"
        }
        let size =
            bytesAfter == bytesBefore
            ? NumberText.bytes(bytesAfter)
            : "\(NumberText.bytes(bytesBefore)) before, \(NumberText.bytes(bytesAfter)) now"
        return "deleted \(found) that no release uses  \(size), \(NumberText.bytes(freeBytes)) of it free"
    }
}

extension GarbageReport.Table {
    fileprivate var line: String { "  \(table)  \(NumberText.grouped(rows))" }
}
