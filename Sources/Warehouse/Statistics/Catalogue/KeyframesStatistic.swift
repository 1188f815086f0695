import SQLite

/// How much of a sequence was drawn by hand, and how long the stretches in between are.
enum KeyframesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "keyframes", "keyframes among the annotations of sequences, and the interpolated runs of tracks",
        unit: "annotations, tracks, frames", view: .annotations, needs: "sequences with is_keyframe",
        trend: "keyframe_share")

    static let needs = "needs is_keyframe"

    /// A track, if annotations that do not state `is_keyframe` are not keyframes.
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
        /// Annotations of the current label that are not keyframes, if the label states any.
        var waiting = 0
        /// Annotations with a track id.
        var tracked = 0
        var tracks = 0
        var withoutKeyframe = 0
        var runs: [Double] = []
        var stated: Int { keyframes + interpolated }

        func unlessUnstated(_ figure: Figure) -> Figure { stated > 0 ? figure : .unknown(needs) }

        func unlessUntracked(_ figure: Figure) -> Figure {
            stated > 0 && tracked == 0 ? .unknown(TracksStatistic.needs) : unlessUnstated(figure)
        }
    }

    /// The annotations of one label, until all of them have been seen: if one states `is_keyframe`, those that do not
    /// are not keyframes.
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

        mutating func count(_ annotation: ScannedAnnotation, isKeyframe: Bool?, isTracked: Bool) throws {
            if annotation.label != label {
                try settle()
                label = annotation.label
            }
            isStated = isStated || isKeyframe != nil
            if isTracked { byGroup[annotation.group].tracked += 1 }
            if isKeyframe ?? false {
                byGroup[annotation.group].keyframes += 1
            } else {
                if byGroup[annotation.group].waiting == 0 { waiting.append(annotation.group) }
                byGroup[annotation.group].waiting += 1
            }
        }

        mutating func add(_ more: [Track]) { tracks += more }

        /// Counts the waiting annotations of the current label: afterwards the tallies are complete.
        mutating func settle() throws {
            // Annotations that filters leave out count here too.
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
            add: { track, annotation, row in
                let isKeyframe = row.isNull(at: column) ? nil : row.int64(at: column) != 0
                try found.count(annotation, isKeyframe: isKeyframe, isTracked: true)
                track.add(frame: frames[annotation.frame].number, isKeyframe: isKeyframe ?? false)
            },
            untracked: { annotation, row in
                let isKeyframe = row.isNull(at: column) ? nil : row.int64(at: column) != 0
                try found.count(annotation, isKeyframe: isKeyframe, isTracked: false)
            },
            end: { _, tracks in found.add(tracks) })
        try found.settle()
        let tallies = found.byGroup
        var table = FigureTable("keyframes", scan.groups.columns + layout.columns)
        let stated = scan.groups.inOrder.reduce(0) { $0 + tallies[$1].stated }
        table.unknown = selection.unknown(needs, unless: stated > 0, among: scan.annotations)
        guard stated > 0 else { return [table] }
        for group in scan.groups.inOrder where tallies[group].stated + tallies[group].unstated > 0 {
            table.rows.append(scan.groups.keys[group] + layout.cells(of: tallies[group]))
        }
        table.rank(by: "annotations")
        return [table]
    }

    private static let layout = FigureLayout<Tally>([
        .figure("annotations") { .count($0.stated) },
        .figure("keyframes") { $0.unlessUnstated(.count($0.keyframes)) },
        .figure("keyframe_share", .share) { $0.unlessUnstated(.share($0.keyframes, of: $0.stated)) },
        .figure("not_stated") { .count($0.unstated) },
        .figure("tracks") { $0.unlessUntracked(.count($0.tracks)) },
        .figure("tracks_without_keyframe") { $0.unlessUntracked(.count($0.withoutKeyframe)) },
        .figure("longest_interpolated_run", .frames) {
            $0.unlessUntracked(.optional(Distribution($0.runs).maximum))
        },
        .detail("median_interpolated_run", .frames) {
            $0.unlessUntracked(.optional(Distribution($0.runs).median))
        },
        .detail("interpolated_runs") { $0.unlessUntracked(.count($0.runs.count)) },
    ])
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
