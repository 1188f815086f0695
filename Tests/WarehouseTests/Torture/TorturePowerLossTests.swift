import TestSupport
import Testing

@testable import Warehouse

/// The power goes at any step of a job. What was reported as done is there afterwards; before that, all or nothing.
///
/// The job runs once, and all that it does to files is recorded; each moment and each choice of what the disk had
/// kept then is a folder to open.
@Suite struct TorturePowerLossTests {
    @Test(arguments: TortureJob.allCases, LosableDisk.Survival.allCases)
    func `a job survives the loss of power at any step`(job: TortureJob, survival: LosableDisk.Survival)
        throws
    {
        let stage = try TortureStage.of(job)
        let history = try Self.history(of: stage)
        let reported = try #require(history.reported)
        var disk = LosableDisk(stage.start.map { ["w.db": $0] } ?? [:])
        let moments = Set(
            Torture.places(of: history.steps.count, few: 3, most: 1000, salt: UInt64(history.steps.count))
                + [reported, history.steps.count])
        var random = SeededRandom(seed: Torture.seed)
        let fault = "loss of power, \(survival.rawValue)"
        for (index, step) in history.steps.enumerated() {
            disk.take(step)
            guard moments.contains(index + 1) else { continue }
            let files = disk.files(survival, &random)
            let folder = try ScratchFolder()
            for (name, bytes) in files { try folder.write(bytes, to: name) }
            if files["w.db-wal"] != nil, random.chance(0.5) {
                // The index of the log is no file that is ever synced: it may hold anything.
                try folder.write((0..<32768).map { _ in UInt8(random.int(0...255)) }, to: "w.db-shm")
            }
            let verdict = TortureVerdict(
                of: stage, in: folder, mustBeAfter: index + 1 >= reported, readsFirst: random.chance(0.5),
                leavesTemporaryFiles: true)
            TortureLedger.shared.note(
                job: job.rawValue, fault: fault, isAfter: verdict.isAfter,
                survived: verdict.complaints.isEmpty)
            for complaint in verdict.complaints {
                Issue.record(
                    """
                    \(job.rawValue): \(survival.rawValue) at step \(index + 1) of \(history.steps.count), reported as \
                    done at \(reported), seed \(Torture.seed): \(complaint)
                    """)
            }
        }
        TortureLedger.shared.finish(job: job.rawValue, fault: fault)
    }

    /// That the tests can fail at all.
    @Test(arguments: [TortureJob.furtherImport, .backup])
    func `a disk that only says that it has synced loses what was reported`(job: TortureJob) throws {
        let stage = try TortureStage.of(job)
        var disk = LosableDisk(stage.start.map { ["w.db": $0] } ?? [:])
        for step in try Self.history(of: stage).steps {
            switch step {
            case .sync, .folderSync: break
            default: disk.take(step)
            }
        }
        var random = SeededRandom(seed: Torture.seed)
        let folder = try ScratchFolder()
        for (name, bytes) in disk.files(.nothing, &random) { try folder.write(bytes, to: name) }
        let verdict = TortureVerdict(of: stage, in: folder, mustBeAfter: true)
        #expect(verdict.complaints == ["reported as done, and gone"])
    }

    /// What a job does to the files, when nothing comes in its way.
    private static func history(of stage: TortureStage) throws -> DiskHistory {
        let folder = try TortureMatrixTests.folder(for: stage)
        var history = DiskHistory(names: stage.start == nil ? [] : ["w.db"])
        folder.observer = { operation in
            history.append(operation)
            return .proceed
        }
        defer { folder.observer = nil }
        try stage.job.perform(
            in: folder.folder, source: stage.source,
            reported: {
                history.reported = history.steps.count
            })
        let reported = try #require(history.reported)
        // Whatever was reported was synced before, by SQLite or, for a backup, by calls of its own.
        try #require(history.steps[..<reported].contains { if case .sync = $0 { true } else { false } })
        try #require(history.steps[..<reported].contains { if case .folderSync = $0 { true } else { false } })
        return history
    }
}
