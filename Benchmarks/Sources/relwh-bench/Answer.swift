/// What came of a question.
enum Answer {
    case measured(Measurement)
    /// The command does not know the question, and says so.
    case refused(String)

    struct Measurement {
        var timings = Timings()
        /// What starting the command took, just before each run.
        var startUps: [Double] = []
        /// The largest resident set of all runs, in bytes.
        var peak = 0
        /// What the last run printed.
        var output = ""

        /// From the start of the process to its end.
        var seconds: Double { timings.median }

        /// Less what each start took.
        var secondsBeyondStartUp: Double { median(zip(timings.seconds, startUps).map { $0 - $1 }) }
    }
}
