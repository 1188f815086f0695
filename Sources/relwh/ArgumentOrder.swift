/// Lets options stand before the subcommand: `relwh --db w.db list` is `relwh list --db w.db`.
enum ArgumentOrder {
    /// Options that any command may have and that take a value.
    private static let valued: Set<String> = [
        "--db", "--color", "--busy-timeout", "-f", "--format", "-o", "--output",
    ]
    /// Options that any command may have and that take none.
    private static let flags: Set<String> = ["-q", "--quiet", "--no-progress", "--json"]

    /// What the root command answers itself, whatever the options.
    private static let ofRoot: Set<String> = ["-h", "--help", "--version", "help"]

    /// `arguments` with the known options in front of the subcommand moved behind its name.
    ///
    /// What is not known stays where it is, for the parser to complain about.
    ///
    /// - Throws: `Failure` where options are all there is.
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
        guard index > 0 else { return arguments }
        guard index < arguments.count else {
            throw Failure.usage("there is no command", hint: "'relwh --help' lists them.")
        }
        if ofRoot.contains(arguments[index]) { return Array(arguments[index...]) }
        if arguments[index].hasPrefix("-") { return arguments }
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

    /// The subcommand's name, if the arguments begin with one.
    static func subcommand(of arguments: [String]) -> String? {
        guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
        return first
    }

    /// `--db=w.db`, `-fjson`.
    private static func isJoined(_ argument: String) -> Bool {
        if let equals = argument.firstIndex(of: "="), argument.hasPrefix("--") {
            return valued.contains(String(argument[..<equals]))
        }
        return argument.count > 2 && ["-f", "-o"].contains(argument.prefix(2))
    }
}
