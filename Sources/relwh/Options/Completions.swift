import ArgumentParser
import Warehouse

// What a shell offers. Words of the warehouse are those of the one that the line so far names.
extension CompletionKind {
    /// The names of releases.
    static var reference: CompletionKind {
        .custom { arguments, _, prefix in
            Warehouse.completions(path: WarehousePath.choose(arguments: arguments), prefix: prefix)
        }
    }

    /// The names of statistics, then of releases.
    static var statisticOrReference: CompletionKind {
        .custom { arguments, _, prefix in
            Statistic.all.map(\.name).filter { $0.hasPrefix(prefix) }
                + Warehouse.completions(path: WarehousePath.choose(arguments: arguments), prefix: prefix)
        }
    }

    static var dataset: CompletionKind { stored(.dataset) }
    static var labelset: CompletionKind { stored(.labelset) }
    static var category: CompletionKind { stored(.category) }
    static var sensor: CompletionKind { stored(.sensor) }
    /// The statuses of the platform, and others that the warehouse has.
    static var status: CompletionKind { stored(.status) }

    static var grouping: CompletionKind {
        .list(Grouping.words.map { $0.split(separator: ".").count > 1 ? "\($0.prefix { $0 != "." })." : $0 })
    }

    /// Rules and groups of rules, several with commas.
    static var rules: CompletionKind {
        several(Rule.Group.allCases.map(\.rawValue) + Rule.all.map(\.id))
    }

    /// Words of a list, several with commas.
    static func several(_ words: [String]) -> CompletionKind {
        .custom { _, _, prefix in
            let done = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
            let begun = prefix.dropFirst(done.count)
            return words.filter { $0.hasPrefix(begun) }.map { done + $0 }
        }
    }

    private static func stored(_ thing: NamedThing) -> CompletionKind {
        .custom { arguments, _, prefix in
            Warehouse.names(of: thing, path: WarehousePath.choose(arguments: arguments))
                .filter { $0.hasPrefix(prefix) }
        }
    }
}

/// The scripts that make shells complete command lines.
enum CompletionScript {
    static func isAskedFor(in arguments: [String]) -> Bool {
        arguments.contains { $0.hasPrefix("--generate-completion-script") }
    }

    /// `script` with commands offered behind `help`. That command is the parser's own, and offers nothing.
    static func withCommandsForHelp(_ script: String) -> String {
        let commands = Relwh.commandNames.filter { $0 != "help" }.joined(separator: " ")
        if script.hasPrefix("#compdef") {
            return script.replacing("'*:subcommands:'", with: "':command:(\(commands))'")
        }
        if script.hasPrefix("#!/bin/bash") {
            guard let start = script.firstRange(of: "_relwh_help() {\n"),
                let end = script[start.upperBound...].firstRange(of: "\n}\n")
            else { return script }
            let offer = "\n    COMPREPLY+=($(compgen -W '\(commands)' -- \"${cur}\"))"
            return script[..<end.lowerBound] + offer + script[end.lowerBound...]
        }
        let condition = "__relwh_should_offer_completions_for_positional \"relwh help\" -eq 1"
        return script + "\ncomplete -c 'relwh' -n '\(condition)' -fa '\(commands)'\n"
    }
}
