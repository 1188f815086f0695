import Platform
import ReleaseFormat
import Warehouse

/// One `relwh import`: source after source, each with its line, and the worst exit code of all.
final class ImportRun {
    private let command: Import
    private let output: Output
    private let messages: Messages
    private var warehouse: Warehouse?
    private var status = Outcome.done
    private var tally = ImportTally()
    private var lines = ImportLines(files: [])

    init(command: Import, output: Output) {
        self.command = command
        self.output = output
        messages = command.global.messages
    }

    func run() throws -> Outcome {
        let sources = expanded()
        lines = ImportLines(files: sources.compactMap { try? $0.get().name })
        if command.release != nil, sources.count > 1 {
            throw Failure.usage(
                "--release names one release, and there are \(NumberText.counted(sources.count, "source"))")
        }
        for (index, source) in sources.enumerated() {
            do {
                try importOne(try source.get())
            } catch let error as OutputError {
                throw error
            } catch let error as InputError where error.kind == .foreign && command.skipInvalid {
                messages.note("skipped \(error.file): \(error.found ?? "no release")")
                tally.skipped += 1
            } catch {
                fail(error, ofSeveral: sources.count > 1)
                if endsRun {
                    tally.untried = sources.count - index - 1
                    break
                }
            }
        }
        if sources.count > 1 { messages.note(tally.text) }
        return status
    }

    /// After a failure: whether the sources that are left are not tried.
    private var endsRun: Bool {
        let isHopeless = status == .interrupted || (warehouse == nil && status == .unusable)
        return command.failFast || isHopeless
    }

    /// What the arguments mean, in their order; each that means nothing is one error.
    private func expanded() -> [Result<ReleaseSource, any Error>] {
        command.sources.flatMap { argument -> [Result<ReleaseSource, any Error>] in
            do {
                return try ReleaseSource.expand(argument).map { .success($0) }
            } catch {
                return [.failure(error)]
            }
        }
    }

    private func importOne(_ source: ReleaseSource) throws {
        try Interruption.check()
        let warehouse = try opened()
        let bar = command.global.progressBar(named: source.name)
        defer { bar?.clear() }
        let report = try warehouse.importRelease(
            from: source, options: command.options, cancellation: Interruption.cancellation,
            progress: bar.map { bar in { bar.update($0) } })
        bar?.clear()
        for warning in report.warnings { messages.warn("\(source.name): \(warning)") }
        tally.count(report.status)
        try write(report)
        try output.flush()
    }

    /// Opened for the first source that is there, so that a wrong path leaves no empty warehouse behind. A dry run
    /// makes no warehouse at all.
    private func opened() throws -> Warehouse {
        if let warehouse { return warehouse }
        let path = command.global.warehousePath
        let isMissing = access(path, F_OK) != 0
        let opened =
            command.dryRun && isMissing
            ? try Warehouse.temporary()
            : try Warehouse(path: path, access: .write, busyTimeout: command.global.busyTimeout)
        warehouse = opened
        return opened
    }

    private func write(_ report: ImportReport) throws {
        switch command.form.format {
        case .json, .ndjson: try report.document.writeLine(to: output)
        case .table:
            if command.global.quiet { return }
            try output.write(line: lines.line(of: report, isDryRun: command.dryRun))
        }
    }

    private func fail(_ error: any Error, ofSeveral isOfSeveral: Bool) {
        var failure = Failure(error)
        if isOfSeveral, (error as? InputError)?.kind == .foreign {
            failure.hints.append("to skip files that are not releases, add --skip-invalid")
        }
        messages.report(failure)
        status = max(status, failure.status)
        tally.failed += 1
    }
}

/// How many sources came to what.
struct ImportTally {
    var imported = 0
    var replaced = 0
    var unchanged = 0
    var failed = 0
    /// Files that are no release, and were to be left out.
    var skipped = 0
    /// What came after a failure that ended the run.
    var untried = 0

    mutating func count(_ status: ImportReport.Status) {
        switch status {
        case .imported: imported += 1
        case .replaced: replaced += 1
        case .unchanged: unchanged += 1
        }
    }

    /// `2 imported, 1 unchanged, 1 failed`.
    var text: String {
        let parts = [
            (imported, "imported"), (replaced, "replaced"), (unchanged, "unchanged"), (skipped, "skipped"),
            (failed, "failed"), (untried, "not tried"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    }
}
