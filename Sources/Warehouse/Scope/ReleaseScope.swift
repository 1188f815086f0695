import SQLite

/// What a release can be filtered by: its labelsets, categories, statuses, sensors and keys.
///
/// Labelsets and categories are read at once; everything else is looked up when somebody asks for it.
struct ReleaseScope {
    let ref: String
    let key: ReleaseKey
    /// In the order of the release; those that it does not list come last.
    let labelsets: [ReleaseLabelset]
    let taxonomy: Taxonomy
    /// The category ids that annotations use, defined or not.
    private let usedIDs: Set<Int64>
    private let connection: Connection

    var releaseID: Int64 { key.id }

    /// - Throws: ``WarehouseError``: `notFound` for a release that was removed.
    init(_ connection: Connection, ref: String) throws {
        var taxonomies: [Int64: Taxonomy] = [:]
        try self.init(connection, ref: ref, &taxonomies)
    }

    /// - Parameter taxonomies: those that were read before: releases of a dataset nearly always share one.
    init(_ connection: Connection, ref: String, _ taxonomies: inout [Int64: Taxonomy]) throws {
        self.ref = ref
        self.connection = connection
        key = try ReleaseKey(connection, ref: ref)
        labelsets = try ReleaseLabelset.all(connection, releaseID: key.id)
        taxonomy = try taxonomies[key.taxonomyID] ?? Taxonomy(connection, id: key.taxonomyID)
        taxonomies[key.taxonomyID] = taxonomy
        var usedIDs: Set<Int64> = []
        try connection.query("SELECT category_id FROM release_category WHERE release_id = ?", Value(key.id)) {
            usedIDs.insert($0.int64(at: 0))
        }
        self.usedIDs = usedIDs
    }

    // MARK: Labelsets and categories

    func labelset(_ name: String) -> ReleaseLabelset? { labelsets.first { $0.name.isExactly(name) } }

    /// Some labelsets, in the order of the release; no names are all of them.
    ///
    /// - Throws: ``WarehouseError``: `notFound` for a name that the release does not have.
    func labelsets(_ names: some Collection<String>) throws -> [ReleaseLabelset] {
        guard !names.isEmpty else { return labelsets }
        for name in names where labelset(name) == nil { throw unknown(.labelset, name) }
        return labelsets.filter { found in names.contains { found.name.isExactly($0) } }
    }

    /// The category ids that a word means: those with that name; or else the id itself, if the release
    /// defines or uses it. nil where the release knows neither.
    ///
    /// - Parameter mayBeID: whether a number that is no name is an id.
    func categories(_ word: String, orID mayBeID: Bool = true) -> [Int64]? {
        if let ids = taxonomy.ids(named: word) { return ids }
        guard mayBeID, let id = Int64(word) else { return nil }
        return taxonomy.isDefined(id) || usedIDs.contains(id) ? [id] : nil
    }

    /// The ids of several categories; nil, which is all, for no words.
    ///
    /// - Throws: ``WarehouseError``: `notFound` for a word that the release does not know.
    func categoryIDs(_ words: [String]) throws -> Set<Int64>? {
        guard !words.isEmpty else { return nil }
        return try words.reduce(into: []) { ids, word in
            guard let found = categories(word) else { throw unknown(.category, word) }
            ids.formUnion(found)
        }
    }

    // MARK: Whether a value is there

    func knows(_ kind: UnknownValue.Kind, _ value: String) throws -> Bool {
        switch kind {
        case .labelset: return labelset(value) != nil
        case .category: return categories(value) != nil
        case .status:
            return try (LabelStatus.platform + [LabelStatus.noLabel])
                .contains { LabelStatus.areSame($0, value) }
                || has(
                    """
                    SELECT 1 FROM release_status
                    WHERE release_id = ?1 AND label_status = ?2 COLLATE NOCASE LIMIT 1
                    """, .text(value))
        case .sensor:
            return try has("SELECT 1 \(Self.labelledSensors) AND k.name = ?2 LIMIT 1", .text(value))
                || has("SELECT 1 \(Self.sampleSensors) AND k.value ->> 'name' = ?2 LIMIT 1", .text(value))
        case .metadataKey:
            return try has("SELECT 1 \(Self.metadataKeys) AND j.key = ?2 LIMIT 1", .text(value))
        case .attribute:
            return try has(
                """
                SELECT 1 FROM attribute_definition AS t
                JOIN release AS r ON r.taxonomy_id = t.taxonomy_id
                WHERE r.id = ?1 AND t.scope = 'object' AND t.name = ?2 LIMIT 1
                """, .text(value))
                || has(
                    """
                    SELECT 1 \(Self.annotations) AND CASE typeof(a.attributes)
                        WHEN 'integer' THEN a.attributes IN (
                            SELECT t.id FROM attribute_set AS t
                            WHERE EXISTS (SELECT 1 FROM json_each(t.attributes) AS j WHERE j.key = ?2))
                        WHEN 'text' THEN EXISTS (SELECT 1 FROM json_each(a.attributes) AS j WHERE j.key = ?2)
                    END LIMIT 1
                    """, .text(value))
        case .type:
            return try has(
                "SELECT 1 FROM release_type WHERE release_id = ?1 AND type = ?2 LIMIT 1", .text(value))
        case .field: return try knows(field: value)
        // A search knows its own columns.
        case .column: return false
        }
    }

    /// All values of a kind, to suggest one for a typo.
    func values(_ kind: UnknownValue.Kind) throws -> [String] {
        switch kind {
        case .labelset: labelsets.map(\.name)
        case .category: taxonomy.listedNames
        case .status:
            try LabelStatus.platform + [LabelStatus.noLabel]
                + texts("SELECT DISTINCT label_status FROM release_status WHERE release_id = ?1")
        case .sensor:
            try texts(
                """
                SELECT DISTINCT name FROM (
                    SELECT k.name AS name \(Self.labelledSensors)
                    UNION ALL SELECT k.value ->> 'name' \(Self.sampleSensors))
                WHERE name IS NOT NULL
                """)
        case .metadataKey: try texts("SELECT DISTINCT j.key \(Self.metadataKeys)")
        case .attribute:
            try texts(
                """
                SELECT DISTINCT t.name FROM attribute_definition AS t
                JOIN release AS r ON r.taxonomy_id = t.taxonomy_id
                WHERE r.id = ?1 AND t.scope = 'object' AND t.name IS NOT NULL
                UNION
                SELECT j.key FROM attribute_set AS t, json_each(t.attributes) AS j
                WHERE t.id IN (SELECT DISTINCT a.attributes \(Self.annotations))
                    AND typeof(j.key) = 'text'
                """)
        case .type: try texts("SELECT DISTINCT type FROM release_type WHERE release_id = ?1")
        case .field:
            try Self.fields + values(.metadataKey).map { "metadata.\($0)" }
                + values(.attribute).map { "attributes.\($0)" }
        case .column: []
        }
    }

    /// Whether anything has an attribute: an object, an image or a frame.
    func knowsAnyAttribute(_ name: String) throws -> Bool {
        try has(
            """
            SELECT 1 FROM attribute_definition AS t
            JOIN release AS r ON r.taxonomy_id = t.taxonomy_id
            WHERE r.id = ?1 AND t.scope IN ('object', 'image') AND t.name = ?2 LIMIT 1
            """, .text(name))
            || has("SELECT 1 \(Self.imageAttributes) AND j.key = ?2 LIMIT 1", .text(name))
            || has("SELECT 1 \(Self.frameAttributes) AND j.key = ?2 LIMIT 1", .text(name))
            || knows(.attribute, name)
    }

    /// The attributes that objects and images are defined to have, and those that they have.
    func anyAttributes() throws -> [String] {
        try texts(
            """
            SELECT DISTINCT t.name FROM attribute_definition AS t
            JOIN release AS r ON r.taxonomy_id = t.taxonomy_id
            WHERE r.id = ?1 AND t.scope = 'image' AND t.name IS NOT NULL
            UNION
            SELECT DISTINCT j.key \(Self.imageAttributes)
            UNION
            SELECT DISTINCT j.key \(Self.frameAttributes)
            """) + values(.attribute)
    }

    private func unknown(_ kind: UnknownValue.Kind, _ value: String) -> WarehouseError {
        let names = (try? values(kind)) ?? []
        return WarehouseError(UnknownValue(kind: kind, value: value, refs: [ref]), among: names)
    }

    private func has(_ sql: String, _ value: Value) throws -> Bool {
        try connection.first(sql, Value(releaseID), value) { _ in true } ?? false
    }

    private func texts(_ sql: String) throws -> [String] {
        var texts: [String] = []
        try connection.query(sql, Value(releaseID)) { texts.append($0.text(0)) }
        return texts
    }

    // MARK: Fields of a difference

    /// The fields that the format has, by their first part.
    private static let fields = [
        "annotation_order", "annotations", "attributes", "category", "color", "created_at", "created_by",
        "description", "dimensions", "format_version", "frames", "from_id", "geometry", "has_instances", "id",
        "image_attributes", "index", "is_groundtruth", "is_keyframe", "label_status", "label_type",
        "link_attributes", "link_order", "links", "mask", "metadata", "name", "points", "reviewed_at",
        "reviewed_by", "score", "sensors", "structure", "task_type", "timestamp", "to_id", "track_id", "type",
        "updated_at", "updated_by", "uuid",
    ]

    /// Whether a comparison may find a difference in a field: one of the format's, or a key that the release's file has.
    private func knows(field: String) throws -> Bool {
        let first = String(field.prefix { $0 != "." && $0 != "[" })
        let rest = String(field.dropFirst(first.count + 1))
        switch first {
        case _ where rest.isEmpty || !field.dropFirst(first.count).hasPrefix("."):
            return try Self.fields.contains { $0.isExactly(first) } || hasKey(first)
        case "metadata":
            return try has("SELECT 1 \(Self.metadataKeys) AND \(Self.isKey("j.key"))  LIMIT 1", .text(rest))
        case "attributes":
            let key = String(rest.prefix { $0 != "." && $0 != "[" })
            return try knows(.attribute, rest) || knows(.attribute, key)
                || has(
                    """
                    SELECT 1 \(Self.versions) AND EXISTS (
                        SELECT 1 FROM json_each(v.attributes) AS j WHERE j.key = ?2) LIMIT 1
                    """, .text(key))
                || hasKey(key)
        default: return try Self.fields.contains { $0.isExactly(first) } || hasKey(first)
        }
    }

    /// Whether the way `?2` begins with a key: `city` with `city`, `city.name` and `city[0]`.
    private static func isKey(_ column: String) -> String {
        """
        (\(column) = ?2 OR substr(?2, 1, length(\(column)) + 1) IN (\(column) || '.', \(column) || '['))
        """
    }

    /// Whether anything of the warehouse has a key that the format does not know. Text is looked through, not JSON:
    /// who takes a key's name out of a text does no harm.
    private func hasKey(_ key: String) throws -> Bool {
        let part = Value("\"\(key)\":")
        let releases = try connection.first(
            """
            SELECT 1 FROM release AS r
            JOIN taxonomy AS t ON t.id = r.taxonomy_id
            WHERE r.id = ?1 AND (instr(r.header, ?2) OR instr(t.task_attributes, ?2) OR instr(t.tasks, ?2))
            """, Value(releaseID), part
        ) { _ in true }
        if releases != nil { return true }
        for table in ["sample_version", "label", "frame", "link", "release_labelset", "annotation"] {
            let found = try connection.first(
                "SELECT 1 FROM \(table) WHERE extra IS NOT NULL AND instr(extra, ?) LIMIT 1", part
            ) { _ in true }
            if found != nil { return true }
        }
        return false
    }

    // MARK: Pieces of SQL

    private static let versions = """
        FROM release_sample AS rs
        CROSS JOIN sample_state AS st ON st.id = rs.sample_state_id
        CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
        WHERE rs.release_id = ?1
        """
    private static let metadataKeys = """
        FROM release_sample AS rs
        CROSS JOIN sample_state AS st ON st.id = rs.sample_state_id
        CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
        CROSS JOIN json_each(v.metadata) AS j
        WHERE rs.release_id = ?1 AND typeof(j.key) = 'text'
        """
    private static let sampleSensors = """
        FROM release_sample AS rs
        CROSS JOIN sample_state AS st ON st.id = rs.sample_state_id
        CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
        CROSS JOIN json_each(v.attributes, '$.sensors') AS k
        WHERE rs.release_id = ?1 AND k.type = 'object'
        """
    private static let labelledSensors = """
        FROM release_sample AS rs
        CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
        CROSS JOIN label AS l ON l.id = sl.label_id
        CROSS JOIN sensor AS k ON k.id >= l.first_sensor_id AND k.id < l.first_sensor_id + l.sensors
        WHERE rs.release_id = ?1
        """
    private static let imageAttributes = """
        FROM release_sample AS rs
        CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
        CROSS JOIN label AS l ON l.id = sl.label_id
        CROSS JOIN json_each(l.image_attributes) AS j
        WHERE rs.release_id = ?1 AND typeof(j.key) = 'text'
        """
    private static let frameAttributes = """
        FROM release_sample AS rs
        CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
        CROSS JOIN label AS l ON l.id = sl.label_id
        CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
        CROSS JOIN json_each(f.image_attributes) AS j
        WHERE rs.release_id = ?1 AND typeof(j.key) = 'text'
        """
    private static let annotations = """
        FROM release_sample AS rs
        CROSS JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id
        CROSS JOIN label AS l ON l.id = sl.label_id
        CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
        CROSS JOIN annotation AS a NOT INDEXED
            ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
        WHERE rs.release_id = ?1
        """
}

/// A labelset of a release.
struct ReleaseLabelset: Sendable {
    /// In the warehouse.
    var id: Int64
    var name: String
    /// Whether the release lists it: one that samples use need not be.
    var isListed: Bool
    /// The type of annotations without one.
    var untyped: String?
    /// How many labels are not null; counted at import, like the following.
    var labels: Int
    /// Of all sensors.
    var frames: Int
    var annotations: Int

    /// The labelsets of a release in its order; those that it does not list come last.
    static func all(_ connection: Connection, releaseID: Int64) throws -> [ReleaseLabelset] {
        var all: [ReleaseLabelset] = []
        try connection.query(
            """
            SELECT ls.id, ls.name, rl.position IS NOT NULL, rl.untyped, rl.labels, rl.frame_rows, rl.annotations
            FROM release_labelset AS rl
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?
            ORDER BY rl.position IS NULL, rl.position, ls.name
            """, Value(releaseID)
        ) { row in
            all.append(
                ReleaseLabelset(
                    id: row.int64(at: 0), name: row.text(1), isListed: row.int(2) != 0,
                    untyped: row.string(at: 3), labels: row.int(4), frames: row.int(5),
                    annotations: row.int(6)))
        }
        return all
    }
}
