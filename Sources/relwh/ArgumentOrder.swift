/// Lets options come before the subcommand: `relwh --db w.db list` is `relwh list --db w.db`.
enum ArgumentOrder {
    /// Options that any command may have and that take a value.
    private static let valued: Set<String> = [
        "--db", "--color", "--busy-timeout", "-f", "--format", "-o", "--output",
    ]
    /// Options that any command may have and that take none.
    private static let flags: Set<String> = ["-q", "--quiet", "--no-progress", "--json", "--excel"]

    /// What the root command answers itself, whatever the options.
    private static let ofRoot: Set<String> = ["-h", "--help", "--version", "help"]

    /// `arguments` with the known options in front of the subcommand moved behind its name.
    ///
    /// - Throws: `Failure` where options are all there is, and where one before the command is of the command alone.
    static func hoisted(_ arguments: [String]) throws -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if valued.contains(argument) {
                index += 2
            } else if flags.contains(argument) || isJoined(argument) {
                index += 1
            } else {
                break
            }
        }
        guard index < arguments.count else {
            if index == 0 { return arguments }
            throw Failure.usage("there is no command", hint: "'relwh --help' lists them.")
        }
        if ofRoot.contains(arguments[index]) { return Array(arguments[index...]) }
        if arguments[index].hasPrefix("-") {
            // `---completion` and the like are for shells.
            let isOption = !arguments[index].hasPrefix("---")
            if isOption, arguments[index...].contains(where: Relwh.commandNames.contains) {
                throw Failure.usage(
                    "unknown option '\(SafeText.shown(arguments[index]))' before the command",
                    hint:
                        "a command's own options come after it; 'relwh --help' lists those that may come before."
                )
            }
            return arguments
        }
        return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
    }

    /// `arguments` with a query that begins with a SQL comment put where the parser takes it for no option.
    static func withCommentedQueryLast(_ arguments: [String]) -> [String] {
        guard arguments.first == "sql", !arguments.contains("--"),
            let index = arguments.firstIndex(where: {
                $0.hasPrefix("--") && $0.contains("\n") && !isJoined($0)
            })
        else { return arguments }
        return arguments[..<index] + arguments[(index + 1)...] + ["--", arguments[index]]
    }

    /// The words that are to name commands: the first argument, and the one that `help` is asked about.
    static func subcommands(of arguments: [String]) -> [String] {
        arguments.prefix(arguments.first == "help" ? 2 : 1).filter { !$0.hasPrefix("-") }
    }

    /// `--db=w.db`, `-fjson`.
    private static func isJoined(_ argument: String) -> Bool {
        if let equals = argument.firstIndex(of: "="), argument.hasPrefix("--") {
            return valued.contains(String(argument[..<equals]))
        }
        return argument.count > 2 && ["-f", "-o"].contains(argument.prefix(2))
    }
}
