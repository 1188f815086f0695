import ReleaseFormat
import SQLite
import Synchronization

/// Writes every label out, reads it as an import does, and compares digest and rows; by two threads, each with its
/// own connection: one of them checks a label with all that belongs to it.
struct LabelCheck: WarehouseCheck {
    let subject = CheckReport.Subject.labels
    let warehouse: Warehouse
    let cancellation: Cancellation?

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        try RunCheck().run(connection, &findings)
        let work = LabelCheckWork(
            try connection.first("SELECT min(id), max(id) FROM label") { ($0.int64(at: 0), $0.int64(at: 1)) },
            cancellation: cancellation)
        let path = warehouse.isFile ? warehouse.path : nil
        let worker = path.flatMap { path in Worker { work.run(path: path) } }
        let failure = Result { try work.run(warehouse) }
        worker?.join()
        try failure.get()
        let outcome = try work.outcome()
        var found = outcome.findings
        try found.locate { try LabelLocations.complete($0, connection) }
        findings.add(found)
        return outcome.labels
    }
}

/// The labels of a warehouse, shared among threads in ranges of ids.
private final class LabelCheckWork: Sendable {
    struct Outcome: Sendable {
        var labels = 0
        var findings = CheckFindings()
    }

    private let ranges: [Range<Int64>]
    private let cancellation: Cancellation?
    private let next = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let done: Mutex<[(Int, Outcome)]> = Mutex([])
    private let failure: Mutex<(any Error)?> = Mutex(nil)

    init(_ bounds: (first: Int64, last: Int64)?, cancellation: Cancellation?) {
        let (first, last) = bounds ?? (0, 0)
        let (span, isBeyond) = last.subtractingReportingOverflow(first)
        let step = isBeyond ? Int64.max / 4 : max(1, span / 32 + 1)
        ranges = stride(from: first, through: last, by: Int64.Stride(step)).map { start in
            let (end, isBeyond) = start.addingReportingOverflow(step)
            return start..<(isBeyond || end > last ? (last == .max ? .max : last + 1) : end)
        }
        self.cancellation = cancellation
    }

    /// Checks one range after the other until none is left.
    func run(_ warehouse: Warehouse) throws {
        let examiner = LabelExaminer(warehouse)
        do {
            while !isStopped.load(ordering: .relaxed) {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < ranges.count else { return }
                var outcome = Outcome()
                outcome.labels = try examiner.examine(ranges[index], &outcome.findings)
                done.withLock { $0.append((index, outcome)) }
            }
        } catch {
            isStopped.store(true, ordering: .relaxed)
            throw error
        }
    }

    /// The same with the thread's own connection; without one the other thread does it all.
    func run(path: String) {
        guard let warehouse = try? Warehouse(path: path, access: .read) else { return }
        let cancellation = cancellation
        warehouse.connection.onProgress(every: 20_000) { cancellation?.isCancelled == true }
        do {
            try warehouse.connection.transaction(.deferred) { try run(warehouse) }
        } catch {
            failure.withLock { $0 = error }
        }
    }

    /// The findings, in the order of the ids.
    func outcome() throws -> Outcome {
        if let error = failure.withLock({ $0 }) { throw error }
        return done.withLock { parts in
            parts.sorted { $0.0 < $1.0 }.reduce(into: Outcome()) { all, part in
                all.labels += part.1.labels
                all.findings.add(part.1.findings)
            }
        }
    }
}

/// Finds the samples and releases of labels with findings.
enum LabelLocations {
    /// The location of a finding in a label or what belongs to it, as far as it is known at first.
    static func unresolved(
        _ label: Int64, table: String, column: String?, row: Int64
    ) -> CheckFinding.Place {
        var place = CheckFinding.Place(table: table, column: column, row: row)
        place.label = label
        return place
    }

    /// Adds a sample, a labelset and a release that has it to each finding in a label.
    static func complete(_ findings: [CheckFinding], _ connection: Connection) throws -> [CheckFinding] {
        var places: [Int64: CheckFinding.Place] = [:]
        let labels = Set(findings.compactMap(\.place.label)).sorted().map { "\($0)" }.joined(separator: ",")
        // Nothing leads from a label to its sample but this: one pass, and only where something is wrong.
        try connection.query(
            """
            SELECT sl.label_id, ls.name, s.uuid, min(r.ref)
            FROM state_label AS sl
            JOIN sample_state AS st ON st.id = sl.sample_state_id
            LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN sample AS s ON s.id = st.sample_id
            LEFT JOIN release AS r ON EXISTS (
                SELECT 1
                FROM release_sample AS rs
                WHERE rs.release_id = r.id AND rs.sample_id = st.sample_id AND rs.sample_state_id = st.id)
            WHERE sl.label_id IN (SELECT value FROM json_each(?))
            GROUP BY sl.label_id
            """, .text("[\(labels)]")
        ) { row in
            places[row.int64(at: 0)] = CheckFinding.Place(
                ref: row.string(at: 3), labelset: row.string(at: 1), sampleUUID: row.string(at: 2))
        }
        return findings.map { finding in
            var finding = finding
            guard let label = finding.place.label, let place = places[label] else { return finding }
            (finding.place.ref, finding.place.labelset) = (place.ref, place.labelset)
            finding.place.sampleUUID = place.sampleUUID
            return finding
        }
    }
}
