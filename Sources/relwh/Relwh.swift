import ArgumentParser

/// The root command.
struct Relwh: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "relwh",
        abstract: "A warehouse for the releases of labeled datasets, in one SQLite file.",
        usage: "relwh <command> [<options>] [<argument> ...]",
        discussion: """
            Releases are imported once and then listed, counted, compared, queried and exported:

              relwh import flowers-v1.json
              relwh list
              relwh stats flowers@latest
              relwh diff flowers@latest~1 flowers@latest
              relwh validate flowers@latest
              relwh sql "SELECT category, count(*) FROM annotations GROUP BY 1"
              relwh export acme/flowers@v1 -o flowers-v1.json

            A release is named [owner/]dataset@release. The release or the dataset alone is enough where it is \
            unambiguous; dataset@latest and dataset@latest~1 are the newest release and the one before it.

            The warehouse is --db PATH, else $RELWH_DB, else relwh.db in the current folder. --db, --quiet, --color, \
            --no-progress, --busy-timeout, --format, --json, --excel and --output may come before the command; all \
            other options come after it. Data goes to standard output, everything else to standard error.

            Exit codes: 0 done, 1 differences or findings if asked for, 2 usage, 3 not found or ambiguous, 4 invalid input, \
            5 warehouse unusable, 6 SQL error, 7 a limit hit, 130 interrupted.
            """,
        version: "relwh \(version)",
        groupedSubcommands: [
            CommandGroup(name: "Import and export", subcommands: [Import.self, Export.self]),
            CommandGroup(name: "Inventory", subcommands: [List.self, Show.self, Log.self]),
            CommandGroup(
                name: "Changes", subcommands: [Diff.self, Changelog.self, History.self]),
            CommandGroup(name: "Statistics", subcommands: [Stats.self, Trend.self]),
            CommandGroup(name: "Quality", subcommands: [Validate.self, Explain.self]),
            CommandGroup(name: "Search and SQL", subcommands: [Samples.self, SQL.self, Schema.self]),
            CommandGroup(
                name: "Maintenance",
                subcommands: [
                    Info.self, Check.self, Rm.self, GC.self, Backup.self, Migrate.self,
                ]),
        ])

    /// Every word that is accepted as a command.
    static var commandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    }
}
