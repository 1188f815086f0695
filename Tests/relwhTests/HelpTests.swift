import TestSupport
import Testing

@testable import relwh

/// What the command says of itself.
@Suite struct HelpTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test(arguments: Relwh.commandNames.filter { $0 != "help" })
    func `help says a default and the possible values once`(command: String) throws {
        let run = try Tool.run([command, "--help"], in: folder)
        let text = run.stdout.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        for (first, second) in [("(default:", "default: "), ("(values:", "(values:")] {
            for option in text.split(separator: " -") where option.contains(first) {
                let rest = option[(option.firstRange(of: first)?.upperBound ?? option.startIndex)...]
                #expect(!rest.contains(second), "\(command): \(option)")
            }
        }
    }

    @Test func `help for what is no command is refused, with the nearest name`() throws {
        let run = try Tool.run(["help", "stat"], in: folder)
        #expect(run.status == .exited(2) && run.stdout.isEmpty, "\(run)")
        #expect(run.stderr.contains("there is no command 'stat'\n  Did you mean 'stats'?"), "\(run)")
        #expect(try Tool.run(["help", "stats"], in: folder).stdout.contains("USAGE: relwh stats"))
        #expect(try Tool.run(["help"], in: folder).status == .exited(0))
    }

    @Test(arguments: [
        (["stats", "--bins", "-3"], "'--bins <n>': it needs a whole number from 1"),
        (["stats", "--top", "0"], "'--top <n>': it needs a whole number from 1"),
        (["stats", "--iou", "-0.5"], "'--iou <iou>': it needs a number above 0"),
        (["log", "-n", "-3"], "'-n <n>': it needs a whole number from 1, or 0 for all"),
        (["log", "--limit", "-3"], "'--limit <n>': it needs"),
        (["changelog", "-n", "x"], "'-n <n>': it needs"),
        (["samples", "x", "--limit", "-1"], "'--limit <n>': it needs"),
        (["sql", "x", "--limit", "-1"], "'--limit <n>': it needs"),
        (["sql", "x", "--timeout", "-1"], "'--timeout <seconds>': it needs a number of seconds"),
        (["diff", "a", "b", "--limit", "-1"], "'--limit <n>': it needs"),
        (["diff", "a", "b", "--iou", "2"], "'--iou <iou>': it needs a number above 0"),
        (
            ["diff", "a", "b", "--tolerance", "-1"],
            "'--tolerance <difference>': it needs a number, 0 or more"
        ),
        (["validate", "a", "--limit", "-1"], "'--limit <n>': it needs"),
        (["list", "--busy-timeout", "-1"], "'--busy-timeout <seconds>': it needs a number of seconds"),
    ])
    func `a number out of range is named with its option as typed`(arguments: [String], words: String) throws
    {
        let run = try Tool.run(arguments, in: folder)
        #expect(run.isRefusal(2) && run.stderr.contains(words), "\(run)")
    }

    @Test func `every option that may come before the command is named in the help`() throws {
        let run = try Tool.run(["--help"], in: folder)
        let text = run.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            text.contains(
                "--db, --quiet, --color, --no-progress, --busy-timeout, --format, --json, --excel and"))
        for options in [["--db", "w"], ["-q"], ["--excel"], ["-f", "csv"], ["--busy-timeout", "1"]] {
            #expect(try ArgumentOrder.hoisted(options + ["list"]) == ["list"] + options)
        }
    }
}
