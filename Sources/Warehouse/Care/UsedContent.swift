import SQLite

/// The content that releases use, from themselves down to the attributes of annotations: all else is garbage.
struct UsedContent {
    private(set) var releases = IDSet()
    private(set) var datasets = IDSet()
    private(set) var taxonomies = IDSet()
    private(set) var states = IDSet()
    private(set) var samples = IDSet()
    private(set) var versions = IDSet()
    private(set) var labelsets = IDSet()
    private(set) var labels = IDSet()
    private(set) var frames = IDSet()
    private(set) var sensors = IDSet()
    private(set) var tracks = IDSet()
    private(set) var links = IDSet()
    private(set) var annotations = IDSet()
    private(set) var attributeSets = IDSet()

    /// Reads each table once, in its order.
    init(_ connection: Connection) throws {
        try findReleases(connection)
        try findStates(connection)
        try findLabels(connection)
        try findAnnotations(connection)
    }

    /// A table, and the column whose ids decide which of its rows are in use.
    struct Table {
        var name: String
        var column: String
        var used: IDSet
    }

    /// Every table of content, those that point before those that they point to.
    var tables: [Table] {
        [
            Self.tables(
                ["release_sample", "release_labelset", "release_status", "release_type", "release_category"],
                by: "release_id", used: releases),
            Self.tables(
                ["category", "category_name", "attribute_definition"], by: "taxonomy_id", used: taxonomies),
            Self.tables(["taxonomy"], used: taxonomies),
            Self.tables(["dataset"], used: datasets),
            Self.tables(["state_label"], by: "sample_state_id", used: states),
            Self.tables(["sample_state"], used: states),
            Self.tables(["sample_version"], used: versions),
            Self.tables(["sample"], used: samples),
            Self.tables(["label"], used: labels),
            Self.tables(["labelset"], used: labelsets),
            Self.tables(["sensor"], used: sensors),
            Self.tables(["point_label"], by: "frame_id", used: frames),
            Self.tables(["frame"], used: frames),
            Self.tables(["geometry", "cuboid", "annotation"], used: annotations),
            Self.tables(["track"], used: tracks),
            Self.tables(["link"], used: links),
            Self.tables(["attribute_set"], used: attributeSets),
        ].flatMap { $0 }
    }

    private static func tables(_ names: [String], by column: String = "id", used: IDSet) -> [Table] {
        names.map { Table(name: $0, column: column, used: used) }
    }

    // MARK: Reading

    private mutating func findReleases(_ connection: Connection) throws {
        try connection.query("SELECT id, dataset_id, taxonomy_id FROM release ORDER BY id") { row in
            releases.insert(row.int64(at: 0))
            datasets.insert(row.int64(at: 1))
            taxonomies.insert(row.int64(at: 2))
        }
        releases.settle()
        datasets.settle()
        taxonomies.settle()
        for table in ["release_labelset", "release_status", "release_type", "release_category"] {
            try connection.query("SELECT DISTINCT release_id, labelset_id FROM \(table)") { row in
                if releases.contains(row.int64(at: 0)) { labelsets.insert(row.int64(at: 1)) }
            }
        }
    }

    private mutating func findStates(_ connection: Connection) throws {
        try connection.query("SELECT release_id, sample_id, sample_state_id FROM release_sample") { row in
            guard releases.contains(row.int64(at: 0)) else { return }
            samples.insert(row.int64(at: 1))
            states.insert(row.int64(at: 2))
        }
        states.settle()
        try connection.query("SELECT id, sample_id, sample_version_id FROM sample_state ORDER BY id") { row in
            guard states.contains(row.int64(at: 0)) else { return }
            samples.insert(row.int64(at: 1))
            versions.insert(row.int64(at: 2))
        }
        samples.settle()
        versions.settle()
        try connection.query("SELECT sample_state_id, labelset_id, label_id FROM state_label") { row in
            guard states.contains(row.int64(at: 0)) else { return }
            labelsets.insert(row.int64(at: 1))
            if !row.isNull(at: 2) { labels.insert(row.int64(at: 2)) }
        }
        labelsets.settle()
        labels.settle()
    }

    private mutating func findLabels(_ connection: Connection) throws {
        try connection.query(
            """
            SELECT id, first_frame_id, frame_rows, first_sensor_id, sensors, first_track_id, tracks,
                first_link_id, links
            FROM label
            ORDER BY id
            """
        ) { row in
            guard labels.contains(row.int64(at: 0)) else { return }
            frames.insert(first: row.int64(at: 1), count: row.int64(at: 2))
            if !row.isNull(at: 3) { sensors.insert(first: row.int64(at: 3), count: row.int64(at: 4)) }
            if !row.isNull(at: 5) { tracks.insert(first: row.int64(at: 5), count: row.int64(at: 6)) }
            if !row.isNull(at: 7) { links.insert(first: row.int64(at: 7), count: row.int64(at: 8)) }
        }
        frames.settle()
        sensors.settle()
        tracks.settle()
        links.settle()
        try connection.query("SELECT id, first_annotation_id, annotations FROM frame ORDER BY id") { row in
            guard frames.contains(row.int64(at: 0)) else { return }
            annotations.insert(first: row.int64(at: 1), count: row.int64(at: 2))
        }
        annotations.settle()
    }

    private mutating func findAnnotations(_ connection: Connection) throws {
        // Attributes repeat: each is used often, and noted once.
        var found: Set<Int64> = []
        try connection.query(
            "SELECT id, attributes FROM annotation WHERE typeof(attributes) = 'integer' ORDER BY id"
        ) { row in
            if annotations.contains(row.int64(at: 0)) { found.insert(row.int64(at: 1)) }
        }
        for id in found.sorted() { attributeSets.insert(id) }
        attributeSets.settle()
    }
}
