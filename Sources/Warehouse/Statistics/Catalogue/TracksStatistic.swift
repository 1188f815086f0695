/// How long objects are followed through sequences, and where they are lost.
enum TracksStatistic: StatisticCalculation {
    static let entry = Statistic(
        "tracks", "tracks: length in frames and seconds, gaps, births and deaths",
        unit: "tracks, frames, s", view: .annotations, needs: "sequences with track ids", trend: "tracks")

    static let needs = "needs track ids"

    private struct Track {
        var group: Int
        /// Indexes in ``Selection/frames()``.
        var first: Int
        var last: Int
        var annotations = 0
        var length = 0
    }

    private struct Tally {
        var tracks = 0
        var annotations = 0
        var untracked = 0
        var lengths: [Double] = []
        var spans: [Double] = []
        var durations: [Double] = []
        var gaps = 0
        var tracksWithGaps = 0
        var births = 0
        var deaths = 0
        var untimed = 0
        /// Why durations are missing, if it is for lack of time stamps.
        var needs: String?
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let frames = try selection.frames()
        let times = FrameTimes(selection, FrameAssets(selection))
        var tallies = PerGroup<Tally>(Tally())
        let scan = try selection.forEachSequenceOfTracks(
            groupedBy: selection.groupings(orByItself: [.category]),
            begin: { Track(group: $0.group, first: $0.frame, last: -1) },
            add: { track, annotation, _ in
                track.annotations += 1
                if track.last != annotation.frame { track.length += 1 }
                track.last = annotation.frame
            },
            untracked: { annotation, _ in tallies[annotation.group].untracked += 1 },
            end: { sequence, tracks in
                let times = try times.times(of: sequence)
                for track in tracks {
                    let first = frames[track.first].number
                    let last = frames[track.last].number
                    let span = Int(last) - Int(first) + 1
                    tallies[track.group].tracks += 1
                    tallies[track.group].annotations += track.annotations
                    tallies[track.group].lengths.append(Double(track.length))
                    tallies[track.group].spans.append(Double(span))
                    tallies[track.group].gaps += span - track.length
                    if span > track.length { tallies[track.group].tracksWithGaps += 1 }
                    if first > 0 { tallies[track.group].births += 1 }
                    if last < sequence.last { tallies[track.group].deaths += 1 }
                    let seconds = times.seconds(from: track.first, to: track.last)
                    if let seconds, seconds >= 0 {
                        tallies[track.group].durations.append(seconds)
                    } else {
                        tallies[track.group].untimed += 1
                    }
                    if times.lacksUnit {
                        tallies[track.group].needs = SequenceTimes.needsUnit
                    } else if seconds == nil, tallies[track.group].needs == nil {
                        tallies[track.group].needs = SequenceTimes.needsTimes
                    }
                }
            })
        return tables(selection, scan, tallies)
    }

    private static func tables(
        _ selection: Selection, _ scan: TrackScan, _ tallies: PerGroup<Tally>
    ) -> [FigureTable] {
        var table = FigureTable("tracks", scan.groups.columns + layout.columns)
        var histogram = Profile.histogram("histogram", scan.groups.columns, .frames)
        table.unknown = selection.unknown(needs, unless: scan.tracked > 0, among: scan.annotations)
        histogram.unknown = table.unknown
        guard scan.tracked > 0 else { return [table, histogram] }
        for group in scan.groups.inOrder {
            let tally = tallies[group]
            guard tally.tracks + tally.untracked > 0 else { continue }
            let lengths = Distribution(tally.lengths)
            table.rows.append(scan.groups.keys[group] + cells(tally, lengths))
            histogram.addHistogram(
                of: lengths, "length", key: scan.groups.keys[group], bins: selection.options.bins,
                isWhole: true)
        }
        table.rank(by: "tracks")
        return [table, histogram]
    }

    private static let layout = FigureLayout<(tally: Tally, lengths: Distribution)>([
        .figure("tracks") { .count($0.tally.tracks) },
        .detail("annotations") { .count($0.tally.annotations) },
        .profile("length", .frames) { Profile.figures($0.lengths) },
        .profile("span", .frames, shown: []) { Profile.figures(Distribution($0.tally.spans)) },
        .figure("gaps") { .count($0.tally.gaps) },
        .figure("tracks_with_gaps") { .count($0.tally.tracksWithGaps) },
        .profile("duration", .seconds, shown: ["median"]) {
            Profile.figures(Distribution($0.tally.durations), orUnknown: $0.tally.needs)
        },
        .figure("births") { .count($0.tally.births) },
        .figure("deaths") { .count($0.tally.deaths) },
        .detail("without_track") { .count($0.tally.untracked) },
        .detail("without_time") { .count($0.tally.untimed) },
    ])

    private static func cells(_ tally: Tally, _ lengths: Distribution) -> [Figure] {
        guard tally.tracks > 0 else {
            // All but the number of annotations without a track.
            return layout.columns.map {
                $0.name == "without_track" ? .count(tally.untracked) : .unknown(needs)
            }
        }
        return layout.cells(of: (tally, lengths))
    }
}
