import ReleaseFormat
import SQLite

/// The point labels of a selection's frames, counted by what their numbers name.
///
/// All annotations of a frame are used, whichever of them pass the filters: a point of a category that was not
/// asked for is labelled all the same.
struct PointClouds {
    struct Tally {
        /// Those with a list of point labels.
        var frames = 0
        var points = 0
        /// Points of an annotation.
        var labelled = 0
        /// Points of number 0.
        var unlabeled = 0
        /// Points whose number no annotation of the frame has.
        var undefined = 0
        /// Points of several annotations, which have the same id.
        var shared = 0
    }

    /// Groups of labels: by labelset, statuses, metadata.
    let groups: Groups
    private(set) var tallies = PerGroup(Tally())
    /// The points of each labelset, by its cell.
    private(set) var points: [Figure: Int] = [:]
    private(set) var framesSeen = 0

    init(_ selection: Selection) throws {
        let members = try selection.labelsByGroup(
            selection.groupings.filter {
                switch $0 {
                case .labelset, .status, .metadata: true
                case .category, .sensor, .attribute: false
                }
            })
        groups = members.groups
        let groupsOfLabels = members.groupsOfLabels(try selection.labels().count)
        let frames = try selection.frames()
        var spans: [IDSpan] = []
        for index in frames.indices where groupsOfLabels.isInAny(Int(frames[index].label)) {
            spans.append(IDSpan(first: frames[index].id, count: 1, owner: Int32(index)))
        }
        framesSeen = spans.count
        var runs = PointNumbers()
        try IDRuns(spans).forEach(
            selection.connection,
            """
            SELECT f.id, f.points, p.runs
            FROM frame AS f
            LEFT JOIN point_label AS p ON p.frame_id = f.id
            WHERE f.id >= ?1 AND f.id < ?2 AND f.points IS NOT NULL
            ORDER BY f.id
            """
        ) { owner, row in
            let frame = frames[Int(owner)]
            row.withBytes(at: 2) { runs.count($0) }
            let total = row.int(1)
            var labelset: Figure?
            try groupsOfLabels.forEach(of: Int(frame.label)) { group in
                tallies[group].frames += 1
                tallies[group].points += total
                labelset = groups.keys[group][0]
                try Self.add(runs, of: frame, selection.connection, &tallies[group])
            }
            if let labelset { points[labelset, default: 0] += total }
        }
    }

    private static func add(
        _ numbers: PointNumbers, of frame: SelectedFrame, _ connection: Connection, _ tally: inout Tally
    ) throws {
        var annotations: [(id: Int64?, trackID: Int64?)] = []
        try connection.query(
            "SELECT annotation_id, track_id FROM annotation WHERE id >= ? AND id < ?",
            Value(frame.firstAnnotation), Value(frame.firstAnnotation + Int64(frame.annotations))
        ) { row in
            annotations.append((row.optionalInt64(0), row.optionalInt64(1)))
        }
        let areTracks = PointOwners.areTracks(
            used: numbers.counts.keys.lazy.filter { $0 != 0 }, ids: Set(annotations.compactMap(\.id)),
            trackIDs: Set(annotations.compactMap(\.trackID)))
        var owners: [Int64: Int] = [:]
        for annotation in annotations {
            let owner = PointOwners.owner(
                id: annotation.id, trackID: annotation.trackID, areTracks: areTracks)
            if let owner { owners[owner, default: 0] += 1 }
        }
        for (number, points) in numbers.counts {
            switch number == 0 ? nil : owners[number] ?? 0 {
            case nil: tally.unlabeled += points
            case 0?: tally.undefined += points
            case let several?:
                tally.labelled += points
                if several > 1 { tally.shared += points }
            }
        }
    }
}
