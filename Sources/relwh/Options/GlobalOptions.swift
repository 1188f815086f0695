import ArgumentParser
import Platform
import Warehouse

/// The options of every command.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The warehouse (default: $RELWH_DB, else relwh.db).", valueName: "path"),
        completion: .file())
    var db: String?

    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    @Option(help: ArgumentHelp("When to use color; NO_COLOR is respected.", valueName: "when"))
    var color = ColorChoice.auto

    @Flag(name: .customLong("no-progress"), help: "Hide the progress bar.")
    var hidesProgress = false

    @Option(
        name: .customLong("busy-timeout"), parsing: .unconditional,
        help: ArgumentHelp("How long to wait for another writer (default: 5).", valueName: "seconds"),
        // SQLite counts milliseconds in 32 bits: three weeks and a half.
        transform: NumberOption.seconds(upTo: 2_000_000))
    var busySeconds = 5.0

    func validate() throws {
        if db?.isEmpty == true { throw ValidationError("--db needs a path") }
    }

    var busyTimeout: Duration { .seconds(busySeconds) }

    var warehousePath: String { WarehousePath.choose(option: db) }

    var messages: Messages { Messages(color: color, isQuiet: quiet) }

    /// A bar on a terminal for what may take its time; nil where none is to be drawn.
    func progressBar(named name: String) -> ProgressBar? {
        let isShown =
            !quiet && !hidesProgress && Terminal.isTerminal(STDERR_FILENO)
            && Terminal.environment("TERM") != "dumb"
        return isShown ? ProgressBar(name: name, style: messages.style) : nil
    }

    /// Opens what is there already.
    func openForReading() throws -> Warehouse {
        do {
            return try Warehouse(path: warehousePath, access: .read, busyTimeout: busyTimeout)
        } catch var error as WarehouseError
            where error.kind == .notFound && error.hint == nil && error.remedy == nil
        {
            error.hint = "'relwh import FILE' creates a warehouse; --db PATH names another."
            throw error
        }
    }

    /// Opens an existing warehouse to change it; a missing one is not made, only reported.
    func openForChanging() throws -> Warehouse {
        _ = try openForReading()
        return try Warehouse(path: warehousePath, access: .write, busyTimeout: busyTimeout)
    }
}

/// Which file is the warehouse.
enum WarehousePath {
    static let fallback = "relwh.db"

    static func choose(option: String?) -> String {
        option ?? Terminal.environment("RELWH_DB") ?? fallback
    }

    /// The same from raw arguments, for the shell's completion.
    static func choose(arguments: [String]) -> String {
        var option: String?
        for (index, argument) in arguments.enumerated() {
            if argument == "--db", index + 1 < arguments.count { option = arguments[index + 1] }
            if argument.hasPrefix("--db=") { option = String(argument.dropFirst(5)) }
        }
        return choose(option: option)
    }
}

/// The colour asked for, readable before the command line is known to make sense.
enum ArgumentColor {
    static func choice(in arguments: [String]) -> ColorChoice {
        var choice = ColorChoice.auto
        for (index, argument) in arguments.enumerated() {
            if argument == "--color", index + 1 < arguments.count {
                choice = ColorChoice(rawValue: arguments[index + 1]) ?? choice
            }
            if argument.hasPrefix("--color=") {
                choice = ColorChoice(rawValue: String(argument.dropFirst(8))) ?? choice
            }
        }
        return choice
    }
}
