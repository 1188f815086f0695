import ArgumentParser
import Platform
import Warehouse

@main
enum Main {
    static func main() {
        StandardStreams.occupy()
        Interruption.ignoreFileSizeSignal()
        let status = run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }

    /// Parses and runs; every error ends here, as a message and an exit code.
    static func run(_ arguments: [String]) -> Outcome {
        let messages = Messages(color: ArgumentColor.choice(in: arguments))
        do {
            let arguments = ArgumentOrder.withCommentedQueryLast(try ArgumentOrder.hoisted(arguments))
            try checkSubcommand(of: arguments)
            var command = try Relwh.parseAsRoot(arguments)
            try command.run()
            return .done
        } catch let finished as Finished {
            return finished.status
        } catch {
            let isScript = CompletionScript.isAskedFor(in: arguments)
            return end(with: error, messages: messages) {
                isScript ? CompletionScript.withCommandsForHelp($0) : $0
            }
        }
    }

    /// Help and versions are output; what the parser refuses is exit 2; the rest is a failure of ours or of the data.
    ///
    /// - Parameter edited: What becomes of output before it is printed.
    private static func end(
        with error: any Error, messages: Messages, edited: (String) -> String
    ) -> Outcome {
        guard let text = parserText(of: error) else {
            let failure = Failure(error)
            messages.report(failure)
            return failure.status
        }
        if Relwh.exitCode(for: error).isSuccess { return print(edited(text), messages: messages) }
        messages.report(.usage(uncapitalized(text.hasPrefix("Error: ") ? text.dropFirst(7) : text[...])))
        return .usage
    }

    /// What the parser has to say; nil for errors that are not the parser's.
    private static func parserText(of error: any Error) -> String? {
        switch error {
        case is Failure, is OutputError: nil
        default:
            Relwh.exitCode(for: error).isSuccess || Relwh.exitCode(for: error) == .validationFailure
                ? Relwh.fullMessage(for: error) : nil
        }
    }

    /// As the messages of our own begin.
    private static func uncapitalized(_ text: Substring) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func print(_ text: String, messages: Messages) -> Outcome {
        do {
            let output = try Output()
            try output.write(line: text)
            try output.finish()
            return .done
        } catch {
            let failure = Failure(error)
            messages.report(failure)
            return failure.status
        }
    }

    private static func checkSubcommand(of arguments: [String]) throws {
        guard
            let name = ArgumentOrder.subcommands(of: arguments).first(where: {
                !Relwh.commandNames.contains($0)
            })
        else { return }
        let hint = NearestName.of(name, among: Relwh.commandNames).map { "Did you mean '\($0)'? " } ?? ""
        throw Failure.usage(
            "there is no command '\(SafeText.shown(name))'", hint: hint + "'relwh --help' lists them.")
    }
}
