import SQLite

/// A link with the objects that it names.
struct ResolvedLink {
    struct Object {
        /// As the link names it: a track id, else an annotation's id.
        var id: Int64
        /// Of the first annotation of that name.
        var categoryID: Int64?
        /// Whether one of its annotations passes the filters on sensors.
        var isWanted: Bool
    }

    /// nil when it names nothing in its label.
    var from: Object?
    var to: Object?
}

/// The links of a selection's labels, with the objects that they join.
///
/// A number names the annotations of the label, in any frame and of any sensor, that have it as their track id; when
/// there are none, those that have it as their id. Filters on categories and sensors keep the links of which one end
/// passes.
struct LinkedLabels {
    /// By index in ``Selection/labels()``.
    private(set) var links: [Int32: [ResolvedLink]] = [:]
    /// Whether there was any link before filters on annotations.
    private(set) var hasLinks = false

    private struct Span {
        var first: Int64
        var count: Int
    }

    /// The objects that links of a label may refer to, by their numbers.
    private struct Names {
        var tracks: [Int64: ResolvedLink.Object] = [:]
        var ids: [Int64: ResolvedLink.Object] = [:]
        var isUsed: Set<Int64> = []

        subscript(number: Int64?) -> ResolvedLink.Object? {
            guard let number else { return nil }
            return tracks[number] ?? ids[number]
        }

        mutating func add(id: Int64?, trackID: Int64?, categoryID: Int64?, isWanted: Bool) {
            if let trackID, isUsed.contains(trackID) {
                Self.add(trackID, categoryID, isWanted, to: &tracks)
            }
            if let id, isUsed.contains(id) { Self.add(id, categoryID, isWanted, to: &ids) }
        }

        private static func add(
            _ number: Int64, _ categoryID: Int64?, _ isWanted: Bool,
            to names: inout [Int64: ResolvedLink.Object]
        ) {
            if names[number] == nil {
                names[number] = ResolvedLink.Object(id: number, categoryID: categoryID, isWanted: isWanted)
            } else if isWanted {
                names[number]?.isWanted = true
            }
        }
    }

    private typealias Ends = (from: Int64?, to: Int64?)

    init(_ selection: Selection) throws {
        let labels = try selection.labels()
        let spans = try Self.spans(selection)
        guard !spans.isEmpty else { return }
        var ends: [Int32: [Ends]] = [:]
        var names: [Int32: Names] = [:]
        let owners = labels.indices.compactMap { index in
            spans[labels[index].id].map { span in
                IDSpan(first: span.first, count: span.count, owner: Int32(index))
            }
        }
        let sql =
            "SELECT id, from_id, to_id FROM link WHERE id >= ?1 AND id < ?2 ORDER BY id"
        try IDRuns(owners).forEach(selection.connection, sql) { label, row in
            let link = (row.optionalInt64(1), row.optionalInt64(2))
            ends[label, default: []].append(link)
            if let from = link.0 { names[label, default: Names()].isUsed.insert(from) }
            if let to = link.1 { names[label, default: Names()].isUsed.insert(to) }
        }
        hasLinks = !ends.isEmpty
        try Self.resolve(&names, selection)
        for (label, ends) in ends {
            let names = names[label] ?? Names()
            links[label] = ends.map { ResolvedLink(from: names[$0.from], to: names[$0.to]) }
                .filter { Self.isWanted($0, selection) }
        }
    }

    private static func isWanted(_ link: ResolvedLink, _ selection: Selection) -> Bool {
        guard selection.filtersAnnotations else { return true }
        return [link.from, link.to].contains { object in
            guard let object, object.isWanted else { return false }
            guard let wanted = selection.categoryIDs else { return true }
            return object.categoryID.map(wanted.contains) ?? false
        }
    }

    /// The links of each label that has some, by the label's id.
    private static func spans(_ selection: Selection) throws -> [Int64: Span] {
        var spans: [Int64: Span] = [:]
        for labelset in selection.labelsets {
            try selection.connection.query(
                """
                SELECT l.id, l.first_link_id, l.links
                FROM release_sample AS rs
                JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = ?2
                JOIN label AS l ON l.id = sl.label_id
                WHERE rs.release_id = ?1 AND l.links > 0
                """, Value(selection.releaseID), Value(labelset.id)
            ) { row in
                spans[row.int64(at: 0)] = Span(first: row.int64(at: 1), count: row.int(2))
            }
        }
        return spans
    }

    /// Finds what numbers name, in the frames of all sensors.
    private static func resolve(_ names: inout [Int32: Names], _ selection: Selection) throws {
        let labels = try selection.labels()
        let wanted = selection.options.sensors
        var frames: [(label: Int32, isWanted: Bool)] = []
        var spans: [IDSpan] = []
        try IDRuns(
            names.keys.map { label in
                let own = labels[Int(label)]
                return IDSpan(first: own.firstFrame, count: Int(own.frameRows), owner: label)
            }
        ).forEach(
            selection.connection,
            """
            SELECT id, first_annotation_id, annotations, sensor
            FROM frame
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { label, row in
            let sensor = row.string(at: 3)
            let isWanted =
                wanted.isEmpty || sensor.map { name in wanted.contains { $0.isExactly(name) } } ?? false
            spans.append(IDSpan(first: row.int64(at: 1), count: row.int(2), owner: Int32(frames.count)))
            frames.append((label, isWanted))
        }
        try IDRuns(spans).forEach(
            selection.connection,
            """
            SELECT id, annotation_id, track_id, category_id
            FROM annotation
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let frame = frames[Int(owner)]
            names[frame.label]?.add(
                id: row.optionalInt64(1), trackID: row.optionalInt64(2), categoryID: row.optionalInt64(3),
                isWanted: frame.isWanted)
        }
    }
}
