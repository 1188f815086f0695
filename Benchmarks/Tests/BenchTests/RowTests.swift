import Testing

@testable import relwh_bench

@Suite struct RowTests {
    private let report = #"{"sqlite_both_seconds": 1.5, "sqlite_both_cold_seconds": 2.0}"#

    @Test func `a contender is compared with the whole command`() throws {
        var measurement = Answer.Measurement()
        for seconds in [0.02, 0.03, 0.04] { measurement.timings.add(.init(seconds: seconds, cpu: 0.01)) }
        let row = try Contender("sqlite", "rows in SQLite", "sqlite_both", in: report)
            .row(against: .measured(measurement), of: .overview, target: .atLeast(1))
        #expect(row.figure == 50)
        #expect(row.verdict == .met)
        #expect(row.note == "1500 ms, 2000 ms on a new connection")
    }

    @Test func `each run is measured against the start before it`() {
        var measurement = Answer.Measurement()
        measurement.startUps = [0.25, 1, 0.5]
        for seconds in [0.5, 2, 0.625] { measurement.timings.add(.init(seconds: seconds, cpu: 0)) }
        #expect(measurement.secondsBeyondStartUp == 0.25)
        #expect(measurement.seconds == 0.625)
    }

    @Test func `without an answer there is nothing to compare, but its time is told`() throws {
        let row = try Contender("sqlite", "rows in SQLite", "sqlite_both", in: report)
            .row(against: .refused("there is no command 'stats'"), of: .overview, target: .atLeast(1))
        #expect(row.figure == nil)
        #expect(row.verdict == .notMeasured)
        #expect(row.note.hasPrefix("1500 ms"))
    }

    @Test func `the reason of a failure is the first thing it said`() {
        let failure = ExitFailure(
            status: 2, arguments: ["relwh", "stats"], errors: "no such command\n  see --help\n")
        #expect(failure.reason == "no such command")
        #expect(failure.description.hasPrefix("exit status 2 of: relwh stats\nno such command"))
    }
}
