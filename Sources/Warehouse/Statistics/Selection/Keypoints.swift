import SQLite

/// The points of keypoint labels by category, and how many are missing.
///
/// A file does not say which points belong to one object: a frame is assumed to have as many objects as its most
/// frequent category has points. All points of a frame are counted, whichever of them pass the filters.
struct Keypoints {
    struct Tally {
        /// Of all frames.
        var objects = 0
        /// By category id.
        var points: [Int64: Int] = [:]
    }

    /// Groups of labels: by labelset, statuses, metadata.
    let groups: Groups
    private(set) var tallies = PerGroup(Tally())

    init(_ selection: Selection) throws {
        let found = try selection.groupsOfLabels()
        groups = found.groups
        let frames = try selection.frames()
        let runs = IDRuns(
            frames.indices.map {
                let isMember = found.groupOfLabel[Int(frames[$0].label)] >= 0
                return IDSpan(
                    first: frames[$0].firstAnnotation, count: isMember ? Int(frames[$0].annotations) : 0,
                    owner: Int32($0))
            })
        var tallies = PerGroup(Tally())
        var last: Int32 = -1
        var counts: [Int64: Int] = [:]
        func finish() {
            guard last >= 0 else { return }
            let group = Int(found.groupOfLabel[Int(frames[Int(last)].label)])
            tallies[group].objects += counts.values.max() ?? 0
            for (id, count) in counts { tallies[group].points[id, default: 0] += count }
            counts.removeAll(keepingCapacity: true)
        }
        try runs.forEach(
            selection.connection,
            """
            SELECT id, category_id
            FROM annotation
            WHERE id >= ?1 AND id < ?2 AND type = 'point' AND category_id IS NOT NULL
            ORDER BY id
            """
        ) { frame, row in
            if frame != last {
                finish()
                last = frame
            }
            counts[row.int64(at: 1), default: 0] += 1
        }
        finish()
        self.tallies = tallies
    }

    /// A row for each category that is defined or used.
    static func table(of selection: Selection) throws -> FigureTable {
        var columns: [FigureColumn] = [
            .key("category_id"), .key("category"), .figure("points"), .figure("objects"),
            .figure("missing"), .figure("missing_share", .share),
        ]
        guard selection.release.taskType?.isExactly("keypoints") ?? false else {
            columns.insert(.key("labelset"), at: 0)
            return FigureTable("keypoints", columns, isRanked: false)
        }
        let keypoints = try Keypoints(selection)
        var table = FigureTable("keypoints", keypoints.groups.columns + columns, isRanked: false)
        for group in keypoints.groups.inOrder {
            let tally = keypoints.tallies[group]
            guard tally.objects > 0 else { continue }
            let ids = Set(selection.taxonomy.categories.compactMap(\.id)).union(tally.points.keys)
                .filter { selection.categoryIDs?.contains($0) ?? true }
            let taxonomy = selection.taxonomy
            for id in ids.sorted(by: { taxonomy.order(of: $0) < taxonomy.order(of: $1) }) {
                let points = tally.points[id] ?? 0
                table.rows.append(
                    keypoints.groups.keys[group] + [
                        .optional(id), .optional(taxonomy.name(of: id)), .count(points),
                        .count(tally.objects), .count(tally.objects - points),
                        .share(tally.objects - points, of: tally.objects),
                    ])
            }
        }
        return table
    }
}
