import TestSupport
import Testing

@testable import Warehouse

/// Every job, with every fault in its way, at every place that the job has for it: the warehouse is then as before or
/// as after, sound, and the next run works.
@Suite struct TortureMatrixTests {
    @Test(arguments: TortureJob.allCases, TortureFault.all)
    func `a job survives a fault at any place`(job: TortureJob, fault: TortureFault) throws {
        let stage = try TortureStage.of(job)
        guard fault.concerns(job) else { return }
        let rehearsal = Injection(at: 0)
        try fault.run(stage, in: Self.folder(for: stage), rehearsal)
        let salt = UInt64(rehearsal.seen)
        for place in Torture.places(of: rehearsal.seen, few: 2, most: fault.mostPlaces, salt: salt) {
            try torture(stage, fault, place)
        }
        TortureLedger.shared.finish(job: job.rawValue, fault: fault.name)
    }

    private func torture(_ stage: TortureStage, _ fault: TortureFault, _ place: Int) throws {
        let folder = try Self.folder(for: stage)
        let injection = Injection(at: place, isPersistent: fault.isPersistent)
        var failure: (any Error)?
        do { try fault.run(stage, in: folder, injection) } catch { failure = error }
        guard injection.injected > 0 else { return }
        var verdict = TortureVerdict(
            of: stage, in: folder.folder, mustBeAfter: failure == nil,
            leavesTemporaryFiles: fault.endsDeletion)
        verdict.complaints += Self.complaints(about: failure, fault, isAfter: verdict.isAfter)
        TortureLedger.shared.note(
            job: stage.job.rawValue, fault: fault.name, isAfter: verdict.isAfter,
            survived: verdict.complaints.isEmpty)
        for complaint in verdict.complaints {
            Issue.record("\(stage.job.rawValue), \(fault.name), place \(place): \(complaint)")
        }
    }

    /// What is wrong with an error itself.
    private static func complaints(
        about failure: (any Error)?, _ fault: TortureFault, isAfter: Bool
    ) -> [String] {
        guard let failure else { return [] }
        guard let error = failure as? WarehouseError else { return ["an error of another kind: \(failure)"] }
        var complaints: [String] = []
        if !fault.explains(error) { complaints.append("not what happened: \(error.kind): \(error)") }
        if isAfter, error.description.contains("nothing was written") {
            complaints.append("says that nothing was written, and it was: \(error)")
        }
        return complaints
    }

    static func folder(for stage: TortureStage) throws -> WatchedFolder {
        let folder = try WatchedFolder()
        if let start = stage.start { try folder.folder.write(start, to: "w.db") }
        return folder
    }
}
