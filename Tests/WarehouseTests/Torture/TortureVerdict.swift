import SQLite
import TestSupport

@testable import Warehouse

/// What a warehouse is found to be after a fault, by a new process's eyes.
struct TortureVerdict {
    /// Whether the job had been done.
    var isAfter = false
    /// What is not as it has to be.
    var complaints: [String] = []

    /// Opens the warehouse, compares, checks, and does the job again.
    ///
    /// - Parameters:
    ///   - mustBeAfter: whether the job was reported as done.
    ///   - leavesTemporaryFiles: whether nothing could be tidied up.
    ///   - readsFirst: whether the first to come is somebody who only reads.
    init(
        of stage: TortureStage, in folder: ScratchFolder, mustBeAfter: Bool, readsFirst: Bool = true,
        leavesTemporaryFiles: Bool = false
    ) {
        do {
            let path = folder("w.db")
            if readsFirst { try look(path) }
            let dump = try TortureStage.dump(folder(stage.job.changedFile))
            isAfter = dump == stage.after
            if !isAfter, dump != stage.before {
                complaints.append("neither before nor after:\n\(dump.difference(from: stage.before))")
            } else if mustBeAfter, !isAfter {
                complaints.append("reported as done, and gone")
            }
            do {
                try stage.job.perform(in: folder, source: stage.source)
            } catch let error as WarehouseError where isAfter && error.kind == .notFound {
                // What was removed cannot be removed again.
            }
            let final = try TortureStage.dump(folder(stage.job.changedFile))
            if final != stage.after {
                complaints.append(
                    "the next run came to something else:\n\(final.difference(from: stage.after))")
            }
            try look(path)
            // The name of a backup in the making is never used again: who is killed, or cannot delete, leaves it.
            let names = try folder.names().filter { !leavesTemporaryFiles || !$0.hasPrefix(".relwh-") }
            if names != stage.job.namesAfterwards { complaints.append("left behind: \(names)") }
            if stage.job == .backup, try folder.bytes(of: "w.db") != stage.start {
                complaints.append("what was to be backed up has changed")
            }
        } catch {
            complaints.append("the next run failed: \(error)")
        }
    }

    /// As a command that reads does.
    private mutating func look(_ path: String) throws {
        do {
            let warehouse = try Warehouse(path: path, access: .read, busyTimeout: .zero)
            defer { try? warehouse.close() }
            let report = try warehouse.check()
            if !report.findings.isEmpty { complaints.append("check: \(report.findings.prefix(3))") }
        } catch let error as WarehouseError
            where error.kind == .notFound || error.remedy == .migrate(path: path)
        {
            // There is none yet, or an old one.
        }
    }
}
