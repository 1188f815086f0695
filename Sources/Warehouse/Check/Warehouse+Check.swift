import SQLite

extension Warehouse {
    /// Checks that the file is sound, and that what is stored agrees with its digests and its counts.
    ///
    /// Findings are not errors: a damaged file is reported as far as it can be read. Each label and sample is written
    /// out and read again once, by two threads, no matter how many releases contain it; its digests and rows must come
    /// out the same. Releases are counted from the counts of their labels: a label whose counts are wrong shows in its
    /// releases too. Raw digests cannot be checked: the bytes that they were made from are gone.
    ///
    /// - Parameters:
    ///   - quick: leaves out the content, and the comparison of indexes with their tables.
    ///   - cancellation: asked now and then.
    /// - Throws: ``WarehouseError``: `interrupted`, or `unusable` for a file that cannot be read at all.
    public func check(quick: Bool = false, cancellation: Cancellation? = nil) throws -> CheckReport {
        try translating {
            connection.onProgress(every: 20_000) { cancellation?.isCancelled == true }
            defer { connection.onProgress(every: 0, nil) }
            var report = CheckReport(path: path, parts: [], findings: [])
            do {
                // One transaction: counts and what is counted come from the same snapshot.
                try connection.transaction(.deferred) {
                    try run(FileCheck(isQuick: quick), &report)
                    try run(SchemaCheck(), &report)
                    try run(ReferenceCheck(), &report)
                    if !quick {
                        try run(LabelCheck(warehouse: self, cancellation: cancellation), &report)
                        try run(SampleCheck(), &report)
                    }
                    try run(ReleaseCheck(), &report)
                    if !quick { report.garbage = try garbage() }
                    throw NothingWritten()
                }
            } catch is NothingWritten {}
            return report
        }
    }

    /// Rolls back a transaction that wrote nothing: SQLite does not commit after reading a damaged page.
    private struct NothingWritten: Error {}

    private func garbage() throws -> [GarbageReport.Table] {
        do {
            return try countGarbage().filter { $0.rows > 0 }
        } catch let error as SQLiteError where error.isCorrupt {
            return []
        }
    }

    private func run(_ check: any WarehouseCheck, _ report: inout CheckReport) throws {
        let start = ContinuousClock.now
        var findings = CheckFindings()
        var count = 0
        do {
            count = try check.run(connection, &findings)
        } catch let error as SQLiteError where error.isCorrupt {
            findings.note(
                CheckFinding(subject: .file, place: .init(), stored: .null, found: .text(error.message)))
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        report.parts.append(
            CheckReport.Part(
                subject: check.subject, count: count,
                seconds: Double(seconds) + Double(attoseconds) * 1e-18, findings: findings.total))
        report.findings += findings.reported
    }
}

/// One part of a check.
protocol WarehouseCheck {
    var subject: CheckReport.Subject { get }

    /// Checks, and notes each finding.
    ///
    /// - Returns: how many things were checked.
    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int
}
