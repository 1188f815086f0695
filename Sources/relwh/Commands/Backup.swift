import ArgumentParser
import Warehouse

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the warehouse into one file, while others use it.",
        usage: "relwh backup [<options>] <file>",
        discussion: """
            The copy is a consistent snapshot, even during an import, and a complete warehouse: to restore \
            it, copy the file back. It is checked before it gets its name; a backup that fails leaves \
            nothing behind. The same warehouse gives the same bytes, and the SHA-256 shown is what sha256sum \
            prints.

            A warehouse of an older version can be backed up before it is migrated.

            Examples:
              relwh backup backups/monday.db
              relwh backup latest.db --force --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Flag(help: "Overwrite the file if it exists.")
    var force = false

    @Argument(help: "The file to create.", completion: .file())
    var file: String

    func validate() throws {
        guard file != "-", !file.isEmpty else { throw ValidationError("a backup needs a file name") }
    }

    func run() throws {
        let output = try form.openOutput()
        Interruption.listen()
        let bar = global.progressBar(named: file)
        defer { bar?.clear() }
        let report = try Warehouse.backup(
            path: global.warehousePath, to: file, overwrite: force, busyTimeout: global.busyTimeout,
            cancellation: Interruption.cancellation,
            progress: bar.map { bar in { bar.update($0) } })
        bar?.clear()
        switch form.format {
        case .json: try report.document.write(to: output)
        case .table: if !global.quiet { try output.write(line: report.line) }
        }
        try output.finish()
    }
}

extension BackupReport {
    /// `relwh.backup/1`.
    fileprivate var document: JSONDocument {
        JSONDocument(
            thing: "backup",
            members: [
                ("path", .string(path)),
                ("source", .string(source)),
                ("bytes", .count(bytes)),
                ("pages", .count(pages)),
                ("sha256", .string(sha256)),
                ("seconds", .real((seconds * 1e6).rounded() / 1e6)),
            ])
    }

    fileprivate var line: String {
        "backed up \(SafeText.shown(source)) to \(SafeText.shown(path))  \(NumberText.bytes(bytes))  "
            + "\(NumberText.seconds(seconds))  sha256 \(sha256)"
    }
}
