/// How much of a sequence was drawn by hand, and how long the stretches in between are.
enum KeyframesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "keyframes", "keyframes among the annotations of sequences, and the interpolated runs of tracks",
        unit: "annotations, tracks, frames", view: .annotations, needs: "sequences with is_keyframe",
        trend: "keyframe_share")

    static let needs = "needs is_keyframe"

    /// What the annotations of a track in one frame say together.
    private enum Word {
        /// At least one is a keyframe.
        case keyframe
        /// None is, and one does not say.
        case nothing
        /// All are interpolated.
        case interpolated
    }

    private struct Track {
        var group: Int
        /// The number of the frame that is being added; -1 at first.
        var frame: Int32 = -1
        var word = Word.nothing
        /// Interpolated frames that follow each other, up to the one before.
        var run = 0
        var runs: [Int32] = []
        var isStated = false
        var hasKeyframe = false

        mutating func add(frame next: Int32, isKeyframe: Bool?) {
            let own: Word = isKeyframe.map { $0 ? .keyframe : .interpolated } ?? .nothing
            isStated = isStated || isKeyframe != nil
            hasKeyframe = hasKeyframe || own == .keyframe
            if next == frame {
                if own == .keyframe || own == .nothing && word == .interpolated { word = own }
                return
            }
            close()
            if next != frame + 1 { endRun() }
            frame = next
            word = own
        }

        /// Counts the frame that was being added.
        private mutating func close() {
            guard frame >= 0 else { return }
            if word == .interpolated { run += 1 } else { endRun() }
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
        var tracks = 0
        var withoutKeyframe = 0
        var runs: [Double] = []
        var stated: Int { keyframes + interpolated }

        mutating func count(_ isKeyframe: Bool?) {
            switch isKeyframe {
            case true?: keyframes += 1
            case false?: interpolated += 1
            case nil: unstated += 1
            }
        }
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let frames = try selection.frames()
        var tallies = PerGroup<Tally>(Tally())
        let column = AnnotationColumns.firstOfTracks
        let scan = try selection.forEachSequenceOfTracks(
            AnnotationColumns(sql: ", a.is_keyframe"),
            groupedBy: selection.groupings(orByItself: [.category]),
            begin: { Track(group: $0.group) },
            add: { track, place, row in
                let isKeyframe = row.isNull(at: column) ? nil : row.int64(at: column) != 0
                tallies[place.group].count(isKeyframe)
                track.add(frame: frames[place.frame].number, isKeyframe: isKeyframe)
            },
            untracked: { place, row in
                tallies[place.group].count(row.isNull(at: column) ? nil : row.int64(at: column) != 0)
            },
            end: { _, tracks in
                for var track in tracks where track.isStated {
                    track.finish()
                    tallies[track.group].tracks += 1
                    if !track.hasKeyframe { tallies[track.group].withoutKeyframe += 1 }
                    tallies[track.group].runs += track.runs.map(Double.init)
                }
            })
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
        guard tally.tracks > 0 else {
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
