import SQLite

/// How much of a sequence was drawn by hand, and how long the stretches in between are.
enum KeyframesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "keyframes", "keyframes among the annotations of sequences, and the interpolated runs of tracks",
        unit: "annotations, tracks, frames", view: .annotations, needs: "sequences with is_keyframe",
        trend: "keyframe_share")

    static let needs = "needs is_keyframe"

    /// What is known of a track, if those of its annotations that do not state `is_keyframe` are no keyframes.
    private struct Track {
        var group: Int
        /// The number of the frame that is being added; -1 at first.
        var frame: Int32 = -1
        /// Whether one of the track's annotations in that frame is a keyframe.
        var isKeyframe = false
        /// Interpolated frames that follow each other, up to the one before.
        var run = 0
        var runs: [Int32] = []
        var hasKeyframe = false

        mutating func add(frame next: Int32, isKeyframe own: Bool) {
            hasKeyframe = hasKeyframe || own
            if next == frame {
                isKeyframe = isKeyframe || own
                return
            }
            close()
            if next != frame + 1 { endRun() }
            frame = next
            isKeyframe = own
        }

        /// Counts the frame that was being added.
        private mutating func close() {
            guard frame >= 0 else { return }
            if isKeyframe { endRun() } else { run += 1 }
        }

        private mutating func endRun() {
            if run > 0 { runs.append(Int32(clamping: run)) }
            run = 0
        }

        mutating func finish() {
            close()
            endRun()
        }
    }

    private struct Tally {
        var keyframes = 0
        var interpolated = 0
        var unstated = 0
        /// Annotations of the label at hand that are no keyframes, if the label states any.
        var waiting = 0
        /// Annotations with a track id.
        var tracked = 0
        var tracks = 0
        var withoutKeyframe = 0
        var runs: [Double] = []
        var stated: Int { keyframes + interpolated }
    }

    /// What the annotations of one label say, until all of them have been seen: one that states `is_keyframe` says
    /// of the others that they are no keyframes.
    private struct Tallies {
        var byGroup = PerGroup<Tally>(Tally())
        private let selection: Selection
        /// In ``Selection/labels()``; -1 at first.
        private var label = -1
        private var isStated = false
        private var waiting: [Int] = []
        private var tracks: [Track] = []

        init(_ selection: Selection) {
            self.selection = selection
        }

        mutating func count(_ place: AnnotationPlace, isKeyframe: Bool?, isTracked: Bool) throws {
            if place.label != label {
                try settle()
                label = place.label
            }
            isStated = isStated || isKeyframe != nil
            if isTracked { byGroup[place.group].tracked += 1 }
            if isKeyframe ?? false {
                byGroup[place.group].keyframes += 1
            } else {
                if byGroup[place.group].waiting == 0 { waiting.append(place.group) }
                byGroup[place.group].waiting += 1
            }
        }

        mutating func add(_ more: [Track]) { tracks += more }

        /// Counts what waits of the label at hand: afterwards the tallies are complete.
        mutating func settle() throws {
            // Annotations that filters leave out speak for the others too.
            if label >= 0, !isStated, selection.filtersAnnotations {
                isStated = try selection.statesKeyframes(selection.labels()[label])
            }
            for group in waiting {
                let count = byGroup[group].waiting
                byGroup[group].waiting = 0
                if isStated { byGroup[group].interpolated += count } else { byGroup[group].unstated += count }
            }
            if isStated {
                for var track in tracks {
                    track.finish()
                    byGroup[track.group].tracks += 1
                    if !track.hasKeyframe { byGroup[track.group].withoutKeyframe += 1 }
                    byGroup[track.group].runs += track.runs.map(Double.init)
                }
            }
            waiting.removeAll(keepingCapacity: true)
            tracks.removeAll(keepingCapacity: true)
            isStated = false
        }
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let frames = try selection.frames()
        var found = Tallies(selection)
        let column = AnnotationColumns.firstOfTracks
        let scan = try selection.forEachSequenceOfTracks(
            AnnotationColumns(sql: ", a.is_keyframe"),
            groupedBy: selection.groupings(orByItself: [.category]),
            begin: { Track(group: $0.group) },
            add: { track, place, row in
                let isKeyframe = row.isNull(at: column) ? nil : row.int64(at: column) != 0
                try found.count(place, isKeyframe: isKeyframe, isTracked: true)
                track.add(frame: frames[place.frame].number, isKeyframe: isKeyframe ?? false)
            },
            untracked: { place, row in
                let isKeyframe = row.isNull(at: column) ? nil : row.int64(at: column) != 0
                try found.count(place, isKeyframe: isKeyframe, isTracked: false)
            },
            end: { _, tracks in found.add(tracks) })
        try found.settle()
        let tallies = found.byGroup
        var table = FigureTable("keyframes", scan.groups.columns + columns)
        let stated = scan.groups.inOrder.reduce(0) { $0 + tallies[$1].stated }
        table.unknown = selection.unknown(needs, unless: stated > 0, among: scan.annotations)
        guard stated > 0 else { return [table] }
        for group in scan.groups.inOrder where tallies[group].stated + tallies[group].unstated > 0 {
            table.rows.append(scan.groups.keys[group] + figures(tallies[group]))
        }
        table.rank(by: "annotations")
        return [table]
    }

    private static let columns: [FigureColumn] = [
        .figure("annotations"), .figure("keyframes"), .figure("keyframe_share", .share),
        .figure("not_stated"), .figure("tracks"), .figure("tracks_without_keyframe"),
        .figure("longest_interpolated_run", .frames), .detail("median_interpolated_run", .frames),
        .detail("interpolated_runs"),
    ]

    private static func figures(_ tally: Tally) -> [Figure] {
        guard tally.stated > 0 else {
            return columns.map { column in
                switch column.name {
                case "annotations": .count(0)
                case "not_stated": .count(tally.unstated)
                default: .unknown(needs)
                }
            }
        }
        let annotations: [Figure] = [
            .count(tally.stated), .count(tally.keyframes), .share(tally.keyframes, of: tally.stated),
            .count(tally.unstated),
        ]
        guard tally.tracked > 0 else {
            return annotations
                + columns.dropFirst(annotations.count).map { _ in .unknown(TracksStatistic.needs) }
        }
        let runs = Distribution(tally.runs)
        return annotations + [
            .count(tally.tracks), .count(tally.withoutKeyframe), .optional(runs.maximum),
            .optional(runs.median), .count(runs.count),
        ]
    }
}

extension Selection {
    /// Whether any annotation of a label states `is_keyframe`, whatever filters leave of them.
    fileprivate func statesKeyframes(_ label: SelectedLabel) throws -> Bool {
        try connection.first(
            """
            SELECT EXISTS (
                SELECT 1
                FROM frame AS f
                CROSS JOIN annotation AS a NOT INDEXED
                    ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
                WHERE f.id >= ?1 AND f.id < ?2 AND a.is_keyframe IS NOT NULL)
            """, Value(label.firstFrame),
            Value(IDSpan(first: label.firstFrame, count: Int(label.frameRows), owner: 0).end)
        ) { $0.int64(at: 0) != 0 } ?? false
    }
}
