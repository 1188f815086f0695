import ReleaseFormat
import SQLite

/// Writes every version of a sample out, reads it as an import does, and compares digest and row; then sees that each
/// state's digest is that of its version and its labels.
struct SampleCheck: WarehouseCheck {
    let subject = CheckReport.Subject.samples

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        var found = CheckFindings()
        try checkVersions(connection, &found)
        let states = try checkStates(connection, &found)
        try found.locate { try complete($0, connection) }
        findings.add(found)
        return states
    }

    // MARK: Versions

    private func checkVersions(_ connection: Connection, _ findings: inout CheckFindings) throws {
        let batch = SampleBatch()
        let comparison = RowComparison(connection)
        var pending: [(version: Int64, sample: String, text: [UInt8])] = []
        var size = 0
        /// The sample of each version.
        var samples: [Int64: Int64] = [:]
        func settle() throws {
            var rest = pending[...]
            while !rest.isEmpty {
                batch.begin()
                for version in rest { version.text.withUnsafeBytes { batch.append(sample: $0) } }
                batch.decode(known: nil)
                let (records, bytes) = (batch.samples, batch.bytes)
                for (version, record) in zip(rest, records) where version.version < .max {
                    let id = version.version
                    try comparison.compare(.sampleVersion, id..<(id + 1), count: 1, id: { _ in id }) {
                        probe, _ in
                        probe.skip(0)
                        probe.bind(record.versionDigest, at: 1)
                        record.bindVersion(bytes, to: &probe)
                    } note: { difference in
                        findings.note(
                            CheckFinding(
                                subject: subject,
                                place: .init(
                                    table: difference.table.rawValue, column: difference.column, row: id,
                                    sampleUUID: version.sample),
                                stored: difference.stored, found: difference.found))
                    }
                }
                rest = rest.dropFirst(records.count)
                guard let failure = batch.failure, let version = rest.popFirst() else { break }
                findings.note(unreadable(version.version, version.sample, failure))
            }
            pending.removeAll(keepingCapacity: true)
            size = 0
        }
        try connection.query(
            """
            SELECT st.id, st.sample_id, v.id, s.uuid, v.name, v.attributes, v.metadata, v.extra
            FROM sample_state AS st
            JOIN sample_version AS v ON v.id = st.sample_version_id
            JOIN sample AS s ON s.id = st.sample_id
            ORDER BY st.id
            """
        ) { row in
            let (sample, version, uuid) = (row.int64(at: 1), row.int64(at: 2), row.text(3))
            if let known = samples[version] {
                if known == sample { return }
                findings.note(
                    CheckFinding(
                        subject: subject,
                        place: .init(
                            table: "sample_state", column: "sample_version_id", row: row.int64(at: 0),
                            sampleUUID: uuid),
                        stored: Value(version), found: .text("another sample's version")))
                return
            }
            samples[version] = sample
            let text: [UInt8]
            do {
                text = try StoredSample(
                    uuid: uuid, name: row.string(at: 4), attributes: row.string(at: 5),
                    metadata: row.string(at: 6), extra: row.string(at: 7), labels: []
                ).minifiedDocument()
            } catch let error as InputError {
                findings.note(unreadable(version, uuid, error))
                return
            }
            pending.append((version, uuid, text))
            size += text.count
            if size >= SampleBatch.defaultCapacity { try settle() }
        }
        try settle()
    }

    private func unreadable(_ version: Int64, _ sample: String, _ error: InputError) -> CheckFinding {
        CheckFinding(
            subject: subject, place: .init(table: "sample_version", row: version, sampleUUID: sample),
            stored: .text("expected \(error.expected ?? "a sample")"), found: .text(error.found ?? "another"))
    }

    // MARK: States

    /// The parts of a state's digest.
    private struct State {
        var id: Int64
        var sample: String?
        var digest: Digest?
        var version: Digest?
        var labels: [(labelset: String, digest: Digest?)] = []
        /// Whether something that it refers to is missing: foreign keys report that.
        var isBroken = false
    }

    private func checkStates(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        var count = 0
        var state: State?
        func finish() {
            guard let state else { return }
            count += 1
            guard !state.isBroken, let version = state.version else { return }
            let digest = Digest.ofState(version: version, labels: state.labels)
            if digest == state.digest { return }
            findings.note(
                CheckFinding(
                    subject: subject,
                    place: .init(
                        table: "sample_state", column: "digest", row: state.id, sampleUUID: state.sample),
                    stored: state.digest.map { .text($0.hexadecimal) } ?? .null,
                    found: .text(digest.hexadecimal)))
        }
        try connection.query(
            """
            SELECT st.id, st.digest, v.digest, sl.labelset_id, ls.name, sl.label_id, l.digest, s.uuid
            FROM sample_state AS st
            LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
            LEFT JOIN sample AS s ON s.id = st.sample_id
            LEFT JOIN state_label AS sl ON sl.sample_state_id = st.id
            LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN label AS l ON l.id = sl.label_id
            ORDER BY st.id
            """
        ) { row in
            let id = row.int64(at: 0)
            if state?.id != id {
                finish()
                state = State(
                    id: id, sample: row.string(at: 7), digest: row.withBytes(at: 1) { Digest(bytes: $0) },
                    version: row.withBytes(at: 2) { Digest(bytes: $0) })
            }
            if row.isNull(at: 3) { return }
            guard let labelset = row.string(at: 4) else {
                state?.isBroken = true
                return
            }
            let label = row.withBytes(at: 6) { Digest(bytes: $0) }
            if !row.isNull(at: 5), label == nil { state?.isBroken = true }
            state?.labels.append((labelset, label))
        }
        finish()
        return count
    }

    /// Adds a release that has the sample to each finding: one that has this state, else any.
    private func complete(_ findings: [CheckFinding], _ connection: Connection) throws -> [CheckFinding] {
        try findings.map { finding in
            var finding = finding
            guard let row = finding.place.row, let table = finding.place.table else { return finding }
            let column = table == "sample_version" ? "sample_version_id" : "id"
            finding.place.ref =
                try connection.first(
                    """
                    SELECT min(r.ref)
                    FROM sample_state AS st
                    JOIN sample AS s ON s.id = st.sample_id
                    CROSS JOIN release AS r
                    CROSS JOIN release_sample AS rs ON rs.release_id = r.id AND rs.sample_id = s.id
                        AND rs.sample_state_id = st.id
                    WHERE s.uuid = ? AND st.\(column) = ?
                    """, Value(finding.place.sampleUUID), Value(row)
                ) { $0.string(at: 0) } ?? nil
            return finding
        }
    }
}
