/// Puts questions to the command, as often as a median needs.
struct Examiner {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Asks `times` times, once before that for the page cache, and each time has the command start for nothing
    /// first: a machine is not as fast in one minute as in the next. A command line that the command does not
    /// understand is an answer; any other failure ends the run.
    func ask(_ question: Question, of warehouse: String, times: Int) throws -> Answer {
        workspace.say("asking: \(question.title)")
        let command = [workspace.options.relwh, "--db", warehouse] + question.arguments
        do {
            var measurement = Answer.Measurement()
            _ = try workspace.run(command)
            for _ in 0..<times {
                measurement.startUps.append(
                    try workspace.run([workspace.options.relwh, "--version"]).seconds)
                let outcome = try workspace.run(command)
                measurement.timings.add(outcome.run)
                measurement.peak = max(measurement.peak, outcome.peak)
                measurement.output = outcome.output
            }
            return .measured(measurement)
        } catch let failure as ExitFailure where failure.status == ExitFailure.usage {
            return .refused(failure.reason)
        }
    }

    /// The row for milliseconds beyond start-up.
    func row(_ question: Question, _ answer: Answer, target: Row.Target? = nil) -> Row {
        var row = Row(
            name: question.name, part: question.part, title: question.title, unit: "ms", target: target)
        switch answer {
        case .refused(let reason):
            row.note = reason
        case .measured(let measurement):
            let whole = measurement.seconds * 1000
            row.figure = measurement.secondsBeyondStartUp * 1000
            row.note =
                "beyond start-up; \(Decimal.text(whole)) ms in all, "
                + "peak \(Decimal.text(Double(measurement.peak) / 1e6)) MB"
            row.details =
                measurement.timings.details("all") + [
                    ("start_up_seconds", .numbers(measurement.startUps)),
                    ("peak_bytes", .integer(measurement.peak)),
                ]
        }
        return row
    }
}
