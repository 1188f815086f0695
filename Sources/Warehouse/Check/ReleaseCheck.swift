import ReleaseFormat
import SQLite

/// Digests releases again, counts them again from the counts of their labels, and writes their headers into a scratch
/// warehouse, as an import does: its rows must be the same.
struct ReleaseCheck: WarehouseCheck {
    let subject = CheckReport.Subject.releases

    private struct Release {
        var id: Int64
        var ref: String
        var name: String
        var dataset: String?
        var datasetID: Int64
        var taxonomyID: Int64
        var header: String
        var taskAttributes: String?
        var tasks: String?
    }

    /// The content of a release: its states in the order of their ids, its digest so far, its figures.
    fileprivate struct Content {
        var states: [Int64] = []
        var hash = Digest.Hash()
        var tally = Tally()
    }

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        let releases = try releases(connection)
        let scratch = try Warehouse(path: ":memory:", access: .write)
        try scratch.ensureSchema()
        try scratch.connection.configure([.foreignKeys: false])
        var names: [Int64: String] = [:]
        try connection.query("SELECT id, name FROM labelset") { row in
            names[row.int64(at: 0)] = row.text(1)
            try scratch.connection.run(
                "INSERT INTO labelset (id, name) VALUES (?, ?)", Value(row.int64(at: 0)), Value(row.text(1)))
        }
        let comparison = HeaderComparison(stored: connection, again: scratch.connection, labelsets: names)
        var previous: [Int64: Content] = [:]
        for release in releases {
            checkNames(release, &findings)
            var content = try content(of: release, connection, &findings)
            do {
                try content.count(after: previous[release.datasetID]?.pair, connection)
                previous[release.datasetID] = content
                try write(release, content, scratch)
            } catch let error as InputError {
                findings.note(
                    CheckFinding(
                        subject: subject, place: .init(table: "release", ref: release.ref),
                        stored: .text("expected \(error.expected ?? "JSON")"),
                        found: .text(error.found ?? "another")))
                continue
            }
            try comparison.compare(release.id, ref: release.ref) { findings.note($0) }
            try scratch.connection.transaction { _ = try scratch.detach(release: release.id) }
        }
        return releases.count
    }

    private func releases(_ connection: Connection) throws -> [Release] {
        var releases: [Release] = []
        try connection.query(
            """
            SELECT r.id, r.ref, r.name, d.name, r.dataset_id, r.taxonomy_id, r.header, t.task_attributes, t.tasks
            FROM release AS r
            LEFT JOIN dataset AS d ON d.id = r.dataset_id
            LEFT JOIN taxonomy AS t ON t.id = r.taxonomy_id
            ORDER BY r.id
            """
        ) { row in
            releases.append(
                Release(
                    id: row.int64(at: 0), ref: row.text(1), name: row.text(2), dataset: row.string(at: 3),
                    datasetID: row.int64(at: 4), taxonomyID: row.int64(at: 5), header: row.text(6),
                    taskAttributes: row.string(at: 7), tasks: row.string(at: 8)))
        }
        return releases
    }

    private func checkNames(_ release: Release, _ findings: inout CheckFindings) {
        guard let dataset = release.dataset else { return }
        let ref = "\(dataset)@\(release.name)"
        if ref.isExactly(release.ref) { return }
        findings.note(
            CheckFinding(
                subject: subject,
                place: .init(table: "release", column: "ref", row: release.id, ref: release.ref),
                stored: .text(release.ref), found: .text(ref)))
    }

    // MARK: What a release lists

    /// Reads the release's list of samples, whose positions count from 0 without a gap.
    private func content(
        of release: Release, _ connection: Connection, _ findings: inout CheckFindings
    ) throws -> Content {
        var content = Content()
        var next: Int64 = 0
        try connection.query(
            """
            SELECT rs.position, rs.sample_id, rs.sample_state_id, st.sample_id, st.digest, s.uuid
            FROM release_sample AS rs
            LEFT JOIN sample_state AS st ON st.id = rs.sample_state_id
            LEFT JOIN sample AS s ON s.id = rs.sample_id
            WHERE rs.release_id = ?
            ORDER BY rs.position
            """, Value(release.id)
        ) { row in
            func note(_ column: String, _ stored: Int64, _ found: Int64?, _ row: borrowing Row) {
                findings.note(
                    CheckFinding(
                        subject: subject,
                        place: .init(
                            table: "release_sample", column: column, ref: release.ref,
                            sampleUUID: row.string(at: 5)),
                        stored: Value(stored), found: Value(found)))
            }
            if row.int64(at: 0) != next { note("position", row.int64(at: 0), next, row) }
            next = row.int64(at: 0) &+ 1
            // A state that is missing is a broken reference.
            if !row.isNull(at: 3), row.int64(at: 3) != row.int64(at: 1) {
                note("sample_id", row.int64(at: 1), row.int64(at: 3), row)
            }
            content.states.append(row.int64(at: 2))
            if let digest = row.withBytes(at: 4, { Digest(bytes: $0) }) { content.hash.update(digest) }
        }
        content.states.sort()
        return content
    }

    // MARK: Writing it again

    /// Writes the release into the scratch warehouse.
    private func write(_ release: Release, _ content: Content, _ scratch: Warehouse) throws {
        var content = content
        let header = try header(of: release)
        content.hash.update(JSONValue.object(header.document).digest)
        let writer = HeaderWriter(connection: scratch.connection, header: header)
        var tally = content.tally
        try scratch.connection.transaction {
            let taxonomyID = try writer.taxonomyID()
            try writer.writeLabelsets(&tally, releaseID: release.id)
            try writer.write(
                releaseID: release.id,
                ReleaseIdentity(dataset: release.dataset ?? "", release: release.name),
                taxonomyID: taxonomyID,
                HeaderWriter.Figures(
                    samples: content.states.count, labels: tally.labels, annotations: tally.annotations,
                    source: "", sourceBytes: 0, digest: content.hash.finish()))
        }
    }

    /// The header as the file had it: with what the taxonomy keeps.
    private func header(of release: Release) throws -> ReleaseHeader {
        let taxonomy = [("task_attributes", release.taskAttributes), ("tasks", release.tasks)]
        let kept = try taxonomy.compactMap { key, json in
            try json.map { JSONValue.Member(key, try JSONValue(text: $0)) }
        }
        let document = try JSONValue(text: release.header).members ?? []
        return ReleaseHeader(
            document: document.map { member in
                guard member.key == "dataset" else { return member }
                return JSONValue.Member("dataset", .object((member.value.members ?? []) + kept))
            })
    }
}

extension ReleaseCheck.Content {
    fileprivate var pair: (states: [Int64], tally: Tally) { (states, tally) }

    /// Adds the counts of the states' labels: by difference to another release, if one is given.
    fileprivate mutating func count(
        after previous: (states: [Int64], tally: Tally)?, _ connection: Connection
    ) throws {
        tally = previous?.tally ?? Tally()
        var old = (previous?.states ?? [])[...]
        var new = states[...]
        while let one = old.first ?? new.first {
            let other = new.first ?? .max
            if old.isEmpty || other < one {
                try tally.add(state: new.removeFirst(), times: 1, connection)
            } else if new.isEmpty || one < other {
                try tally.add(state: old.removeFirst(), times: -1, connection)
            } else {
                old.removeFirst()
                new.removeFirst()
            }
        }
    }
}
