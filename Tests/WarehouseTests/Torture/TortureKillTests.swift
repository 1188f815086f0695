import SQLite
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `kill -9` of the built tool at random moments of a job: what it had reported as done is there, or all, or nothing.
@Suite(.serialized) struct TortureKillTests {
    private static let commands: [(job: TortureJob, arguments: [String])] = [
        (.firstImport, ["import", "--json"]), (.furtherImport, ["import", "--json"]),
        (.successor, ["import", "--json"]), (.replacement, ["import", "--replace", "--json"]),
        (.removal, ["rm", "acme/flowers@v2", "--json"]), (.garbageCollection, ["gc", "--vacuum", "--json"]),
        (.backup, ["backup", "backup.db", "--force", "--json"]), (.migration, ["migrate", "--json"]),
        (.migrationWithoutLog, ["migrate", "--json"]),
    ]

    @Test(arguments: commands.indices)
    func `a job survives kill -9 at any moment`(index: Int) throws {
        let (job, options) = Self.commands[index]
        let stage = try TortureStage(job, scale: 60)
        let arguments = options + (options[0] == "import" ? [stage.source] : []) + ["--db", "w.db"]
        var random = SeededRandom(seed: Torture.seed ^ UInt64(index))
        func folder() throws -> ScratchFolder {
            let folder = try ScratchFolder()
            if let start = stage.start { try folder.write(start, to: "w.db") }
            return folder
        }
        var longest = Duration.zero
        for _ in 0..<2 {
            let folder = try folder()
            let run = try timed { try Tool.run(arguments, in: folder) }
            try #require(run.result.status == .exited(0), "\(run.result)")
            longest = max(longest, run.duration)
        }
        let microseconds = Int(longest.components.attoseconds / 1_000_000_000_000)
        var kills = 0
        for _ in 0..<200 where kills < (Torture.isFull ? 30 : 1) {
            let folder = try folder()
            let process = try Tool.start(arguments, in: folder)
            let delay = random.int(0...microseconds)
            usleep(UInt32(delay))
            process.send(signal: SIGKILL)
            let run = try process.wait()
            guard run.status == .killed(SIGKILL) else { continue }
            kills += 1
            let verdict = TortureVerdict(
                of: stage, in: folder, mustBeAfter: !run.output.isEmpty, readsFirst: random.chance(0.5),
                leavesTemporaryFiles: true)
            TortureLedger.shared.note(
                job: job.rawValue, fault: "kill -9", isAfter: verdict.isAfter,
                survived: verdict.complaints.isEmpty)
            for complaint in verdict.complaints {
                Issue.record("\(job.rawValue), killed after \(delay) µs, seed \(Torture.seed): \(complaint)")
            }
        }
        #expect(kills > 0)
        TortureLedger.shared.finish(job: job.rawValue, fault: "kill -9")
    }

    private func timed<R>(_ body: () throws -> R) rethrows -> (result: R, duration: Duration) {
        let start = ContinuousClock.now
        let result = try body()
        return (result, ContinuousClock.now - start)
    }
}
