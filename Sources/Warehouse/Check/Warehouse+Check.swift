import SQLite

extension Warehouse {
    /// Checks that the file is sound, and that all counts agree with what is counted.
    ///
    /// Findings are no errors: a damaged file is reported as far as it can be read. Labels are counted from their
    /// annotations, releases from what their labels count: a label whose counts are wrong shows in its releases too.
    ///
    /// - Parameters:
    ///   - quick: whether the file's indexes may go without a comparison with their tables, which takes longest.
    ///   - cancellation: asked now and then.
    /// - Throws: ``WarehouseError``: `interrupted`, or `unusable` for a file that cannot be read at all.
    public func check(quick: Bool = false, cancellation: Cancellation? = nil) throws -> CheckReport {
        let checks: [any WarehouseCheck] = [
            FileCheck(isQuick: quick), ReferenceCheck(), LabelCheck(), ReleaseCheck(),
        ]
        return try translating {
            connection.onProgress(every: 20_000) { cancellation?.isCancelled == true }
            defer { connection.onProgress(every: 0, nil) }
            var report = CheckReport(path: path, parts: [], findings: [])
            do {
                // One transaction: counts and what is counted are of the same moment.
                try connection.transaction(.deferred) {
                    for check in checks { try run(check, &report) }
                    throw NothingWritten()
                }
            } catch is NothingWritten {}
            return report
        }
    }

    /// Ends the transaction by undoing nothing: SQLite does not commit once it has met a damaged page.
    private struct NothingWritten: Error {}

    private func run(_ check: any WarehouseCheck, _ report: inout CheckReport) throws {
        let start = ContinuousClock.now
        var findings: [CheckFinding] = []
        var total = 0
        func note(_ finding: CheckFinding) {
            total += 1
            if findings.count < CheckReport.mostFindings { findings.append(finding) }
        }
        var count = 0
        do {
            count = try check.run(connection, note)
        } catch let error as SQLiteError where error.isCorrupt {
            note(CheckFinding(subject: .file, place: .init(), stored: .null, found: .text(error.message)))
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        report.parts.append(
            CheckReport.Part(
                subject: check.subject, count: count,
                seconds: Double(seconds) + Double(attoseconds) * 1e-18, findings: total))
        report.findings += findings
    }
}

/// One part of a check.
protocol WarehouseCheck {
    var subject: CheckReport.Subject { get }

    /// Looks, and tells of each finding.
    ///
    /// - Returns: How many things were looked at.
    func run(_ connection: Connection, _ note: (CheckFinding) throws -> Void) throws -> Int
}
