import ArgumentParser
import Platform
import Warehouse

struct Rm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Remove releases.",
        usage: "relwh rm [<options>] <release> ...",
        discussion: """
            Removes these releases, and what no other release uses. If one of them is not found, nothing is \
            removed.

            On a terminal, you are asked first about a release whose name you did not type, as with flowers@latest. \
            --yes skips the question. In a script nothing is asked.

            Examples:
              relwh rm acme/flowers@v1 acme/flowers@v2
              relwh rm --dry-run flowers@latest~3
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Flag(help: "Report what would be removed, and change nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Remove without asking.")
    var yes = false

    @Argument(help: "Releases.", completion: .reference)
    var references: [String]

    func run() throws {
        let warehouse = try global.openForChanging()
        let releases = try warehouse.resolve(references)
        if !dryRun, !yes { try ask(about: releases) }
        let reports = try warehouse.remove(releases.map(\.ref), dryRun: dryRun)
        let output = try form.openOutput()
        switch form.format {
        case .json where reports.count == 1: try reports[0].document(isDryRun: dryRun).write(to: output)
        case .json: for report in reports { try report.document(isDryRun: dryRun).writeLine(to: output) }
        case .table:
            if !global.quiet {
                for report in reports { try output.write(line: report.line(isDryRun: dryRun)) }
            }
        }
        try output.finish()
    }

    /// - Throws: `Failure` where the answer is not yes.
    private func ask(about releases: [ReleaseSummary]) throws {
        let isAnswerable = Terminal.isTerminal(STDIN_FILENO) && Terminal.isTerminal(STDERR_FILENO)
        let unnamed = zip(references, releases).filter { !RemovalQuestion.names($0, $1) }.map(\.1)
        guard isAnswerable, !unnamed.isEmpty else { return }
        global.messages.say(RemovalQuestion.text(of: unnamed))
        guard RemovalQuestion.isYes(readLine()) else {
            throw Failure(.interrupted, "nothing was removed")
        }
    }
}

/// What is asked before a release goes whose name was not typed.
enum RemovalQuestion {
    /// Whether a reference ends with the release's own name, so that it is clear which one is meant.
    static func names(_ reference: String, _ release: ReleaseSummary) -> Bool {
        reference.hasSuffix(release.release) && release.ref.hasSuffix(reference)
    }

    static func text(of releases: [ReleaseSummary]) -> String {
        let names = releases.map { release in
            let facts = [release.createdAt, NumberText.counted(release.samples, "sample")].compactMap { $0 }
            return SafeText.shown("\(release.ref) (\(facts.joined(separator: ", ")))")
        }
        return "Remove \(names.joined(separator: " and "))? [y/N] "
    }

    static func isYes(_ answer: String?) -> Bool { ["y", "yes"].contains(answer?.lowercased()) }
}

extension RemovalReport {
    /// `relwh.rm/1`.
    fileprivate func document(isDryRun: Bool) -> JSONDocument {
        JSONDocument(
            thing: "rm",
            members: [
                ("ref", .string(ref)),
                ("samples", .count(samples)),
                ("labels", .count(labels)),
                ("annotations", .count(annotations)),
                ("dry_run", .bool(isDryRun)),
            ])
    }

    fileprivate func line(isDryRun: Bool) -> String {
        let freed = [
            NumberText.counted(samples, "sample"), NumberText.counted(labels, "label"),
            NumberText.counted(annotations, "annotation"),
        ]
        let verb = isDryRun ? "would remove" : "removed"
        return "\(verb) \(SafeText.shown(ref))  \(freed.joined(separator: ", ")) that no other release uses"
    }
}
