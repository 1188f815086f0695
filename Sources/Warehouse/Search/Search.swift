import SQLite

/// A query at work: one statement finds the samples, two small ones tell about each.
struct Search {
    private let connection: Connection
    private let scope: SearchScope
    private let condition: SearchSQL
    private let needsVersion: Bool
    private let authors: Set<SampleTerm.Role>

    init(
        _ query: SearchQuery, scope: SearchScope, releases: [SearchText: Int64], ignoresCase: Bool,
        connection: Connection
    ) throws {
        var compiler = SearchCompiler(query, scope: scope, ignoresCase: ignoresCase, releases: releases)
        condition = try compiler.condition()
        needsVersion = compiler.needsVersion
        authors = compiler.asksAuthors
        self.scope = scope
        self.connection = connection
    }

    var release: SearchedRelease { SearchedRelease(ref: scope.ref, labelsets: scope.labelsets.map(\.name)) }

    /// The tables that the condition speaks of.
    private var source: SearchSQL {
        let version: SearchSQL = """
            CROSS JOIN sample_state AS st ON st.id = rs.sample_state_id
            CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
            """
        return """
            FROM release_sample AS rs
            \(needsVersion ? version : "")
            WHERE rs.release_id = \(.integer(scope.releaseID)) AND \(condition)
            """
    }

    /// The places of the samples, in order. Narrow rows: they are sorted, and there may be a million.
    var places: SearchSQL {
        "SELECT rs.position, rs.sample_id, rs.sample_state_id \(source) ORDER BY rs.position"
    }

    func count() throws -> Int {
        let sql: SearchSQL = "SELECT count(*) \(source)"
        var count = 0
        try connection.query(sql.text, parameters: sql.values) { count = $0.int(0) }
        return count
    }

    /// Hands out the samples in the release's order.
    ///
    /// - Returns: how many there are.
    func forEach(limit: Int?, _ found: (FoundSample) throws -> Void) throws -> Int {
        let sql = places
        var count = 0
        let statement = try connection.prepare(sql.text)
        try statement.bind(sql.values)
        while try statement.step() {
            if count < limit ?? .max {
                try found(
                    sample(
                        position: statement.row.int(0), id: statement.row.int64(at: 1),
                        state: statement.row.int64(at: 2)))
            }
            count += 1
        }
        return count
    }

    private func sample(position: Int, id: Int64, state: Int64) throws -> FoundSample {
        let labels = try labels(ofState: state)
        let sample = try connection.first(
            """
            SELECT s.uuid, v.name, v.frames, v.asset_url
            FROM sample AS s
            CROSS JOIN sample_state AS st ON st.id = ?2
            CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE s.id = ?1
            """, Value(id), Value(state)
        ) { row in
            FoundSample(
                position: position, uuid: row.text(0), name: row.string(at: 1), frames: row.optionalInt(2),
                assetURL: row.string(at: 3), labels: labels)
        }
        return sample
            ?? FoundSample(
                position: position, uuid: "", name: nil, frames: nil, assetURL: nil, labels: labels)
    }

    /// A label for each labelset; a missing one is as a null one.
    private func labels(ofState id: Int64) throws -> [FoundLabel] {
        var labels = scope.labelsets.map {
            FoundLabel(labelset: $0.name, status: LabelStatus.unlabeled, annotations: nil)
        }
        try connection.query(
            """
            SELECT sl.labelset_id, l.label_status, l.annotations
            FROM state_label AS sl
            CROSS JOIN label AS l ON l.id = sl.label_id
            WHERE sl.sample_state_id = ?
            """, Value(id)
        ) { row in
            let labelset = row.int64(at: 0)
            guard let index = scope.labelsets.firstIndex(where: { $0.id == labelset }) else { return }
            labels[index].status = row.string(at: 1)
            labels[index].annotations = row.int(2)
        }
        return labels
    }

    func notes() throws -> [SearchOutcome.Note] {
        var notes: [SearchOutcome.Note] = []
        if authors.contains(.labeled), try !hasLabel(where: "l.created_by IS NOT NULL") {
            notes.append(.noAuthors)
        }
        if authors.contains(.reviewed), try !hasLabel(where: "l.reviewed_by IS NOT NULL") {
            notes.append(.noReviewers)
        }
        return notes
    }

    private func hasLabel(where test: SearchSQL) throws -> Bool {
        let sql: SearchSQL = """
            SELECT 1 FROM release_sample AS rs
            CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
            CROSS JOIN label AS l ON l.id = sl.label_id
            WHERE rs.release_id = \(.integer(scope.releaseID)) AND \(test)
            LIMIT 1
            """
        var isThere = false
        try connection.query(sql.text, parameters: sql.values) { _ in isThere = true }
        return isThere
    }
}
