import ReleaseFormat
import SQLite

/// A running query: one statement finds the samples, two small ones read each of them.
struct Search {
    private let connection: Connection
    private let scope: ReleaseScope
    private let query: SearchQuery
    private let columns: [SearchColumn]
    private let order: SearchSQL
    private let condition: SearchSQL
    private let needsVersion: Bool
    private let authors: Set<SampleTerm.Role>

    init(
        _ query: SearchQuery, scope: ReleaseScope, releases: [SearchText: Int64],
        findings: [SearchText: [Int64]] = [:], options: SearchOptions = SearchOptions(),
        connection: Connection
    ) throws {
        var compiler = SearchCompiler(
            query, scope: scope, ignoresCase: options.ignoresCase, releases: releases, findings: findings)
        condition = try compiler.condition()
        needsVersion = compiler.needsVersion
        authors = compiler.asksAuthors
        self.query = query
        self.scope = scope
        self.connection = connection
        columns = try options.columns.map { try SearchColumn($0, scope) }
        let sorted = try options.order.map { order in
            let column = try SearchColumn(order.column, scope).sql
            return order.isDescending
                ? "\(column) DESC NULLS LAST" as SearchSQL : "\(column) NULLS LAST" as SearchSQL
        }
        order = SearchSQL(joining: sorted + ["rs.position"], with: ", ")
    }

    var release: SearchedRelease { SearchedRelease(ref: scope.ref, labelsets: scope.labelsets.map(\.name)) }

    /// The tables of the condition.
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

    /// The samples that match, in order. Narrow rows: they are sorted, and there may be a million.
    var matches: SearchSQL {
        "SELECT rs.position, rs.sample_id, rs.sample_state_id \(source) ORDER BY \(order)"
    }

    func count() throws -> Int {
        let sql: SearchSQL = "SELECT count(*) \(source)"
        var count = 0
        try connection.query(sql.text, parameters: sql.values) { count = $0.int(0) }
        return count
    }

    /// Calls `found` with the samples, in the release's order unless another was asked for.
    ///
    /// - Returns: how many there are.
    func forEach(limit: Int?, _ found: (FoundSample) throws -> Void) throws -> Int {
        let sql = matches
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
        var metadata: [JSONValue.Member] = []
        let wantsMetadata = columns.contains(where: \.isMetadata)
        var sample =
            try connection.first(
                """
                SELECT s.uuid, v.name, v.frames, v.asset_url, iif(?3, v.metadata, NULL)
                FROM sample AS s
                CROSS JOIN sample_state AS st ON st.id = ?2
                CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
                WHERE s.id = ?1
                """, Value(id), Value(state), Value(wantsMetadata ? 1 : 0)
            ) { row in
                metadata = JSONValue(json: row.string(at: 4))?.members ?? []
                return FoundSample(
                    position: position, uuid: row.text(0), name: row.string(at: 1),
                    frames: row.optionalInt(2),
                    assetURL: row.string(at: 3), labels: labels)
            }
            ?? FoundSample(
                position: position, uuid: "", name: nil, frames: nil, assetURL: nil, labels: labels)
        sample.values = columns.map { $0.value(of: sample, metadata: metadata) }
        return sample
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

    /// - Parameter total: how many samples were found.
    func notes(total: Int) throws -> [SearchOutcome.Note] {
        var notes = try SearchVocabulary(query, scope).notes(hasFound: total > 0)
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
