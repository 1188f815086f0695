import SQLite

/// What a query may speak of in the release that it is asked of.
struct SearchScope {
    struct Labelset {
        var id: Int64
        var name: String
    }

    var releaseID: Int64
    var ref: String
    /// In the order of the release.
    var labelsets: [Labelset] = []
    /// The ids that go by a name; none where all of them have been given to others.
    private(set) var categoryIDs: [ExactText: [Int64]] = [:]
    /// The ids that are defined or used.
    private(set) var knownIDs: Set<Int64> = []
    /// The names in the order of the release.
    private(set) var categoryNames: [String] = []

    init(_ connection: Connection, ref: String) throws {
        releaseID = try ReleaseKey(connection, ref: ref).id
        self.ref = ref
        try readLabelsets(connection)
        try readCategories(connection)
    }

    private mutating func readLabelsets(_ connection: Connection) throws {
        var found: [Labelset] = []
        try connection.query(
            """
            SELECT ls.id, ls.name
            FROM release_labelset AS rl
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?
            ORDER BY rl.position IS NULL, rl.position, ls.name
            """, Value(releaseID)
        ) { row in
            found.append(Labelset(id: row.int64(at: 0), name: row.text(1)))
        }
        labelsets = found
    }

    private mutating func readCategories(_ connection: Connection) throws {
        var names: [String] = []
        var ids: [ExactText: [Int64]] = [:]
        var known: Set<Int64> = []
        try connection.query(
            """
            SELECT c.name, c.category_id, n.name IS c.name
            FROM release AS r
            JOIN category AS c ON c.taxonomy_id = r.taxonomy_id
            LEFT JOIN category_name AS n ON n.taxonomy_id = r.taxonomy_id AND n.category_id = c.category_id
            WHERE r.id = ?
            ORDER BY c.position
            """, Value(releaseID)
        ) { row in
            let id = row.optionalInt64(1)
            if let id { known.insert(id) }
            guard let name = row.string(at: 0) else { return }
            if ids[ExactText(name)] == nil { names.append(name) }
            // An id that is defined twice goes by its last name only.
            if let id, row.int64(at: 2) != 0, ids[ExactText(name)]?.contains(id) != true {
                ids[ExactText(name), default: []].append(id)
            } else {
                ids[ExactText(name), default: []] += []
            }
        }
        try connection.query(
            "SELECT DISTINCT category_id FROM release_category WHERE release_id = ?", Value(releaseID)
        ) { known.insert($0.int64(at: 0)) }
        (categoryNames, categoryIDs, knownIDs) = (names, ids, known)
    }

    /// The ids that a name, or a number that is no name, stands for; nil when the release knows neither.
    func categories(_ name: String, orID mayBeID: Bool = true) -> [Int64]? {
        if let ids = categoryIDs[ExactText(name)] { return ids }
        guard mayBeID, let id = Int64(name), knownIDs.contains(id) else { return nil }
        return [id]
    }

    func labelset(_ name: String) -> Labelset? { labelsets.first { $0.name.isExactly(name) } }
}
