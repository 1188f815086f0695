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
