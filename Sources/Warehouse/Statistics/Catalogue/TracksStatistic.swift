/// How long objects are followed through sequences, and where they are lost.
enum TracksStatistic: StatisticCalculation {
    static let entry = Statistic(
        "tracks", "tracks: length in frames and seconds, gaps, births and deaths",
        unit: "tracks, frames, s", view: .annotations, needs: "sequences with track ids", trend: "tracks")

    static let needs = "needs track ids"

    private struct Track {
        var group: Int
        /// Places in ``Selection/frames()``.
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
        /// Why durations are missing, if for want of time stamps.
        var needs: String?
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let frames = try selection.frames()
        let times = FrameTimes(selection, FrameAssets(selection))
        var tallies = PerGroup<Tally>(Tally())
        let scan = try selection.forEachSequenceOfTracks(
            groupedBy: selection.groupings(orByItself: [.category]),
            begin: { Track(group: $0.group, first: $0.frame, last: -1) },
            add: { track, place, _ in
                track.annotations += 1
                if track.last != place.frame { track.length += 1 }
                track.last = place.frame
            },
            untracked: { place, _ in tallies[place.group].untracked += 1 },
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
        var table = FigureTable("tracks", scan.groups.columns + columns)
        var histogram = Profile.histogram("histogram", scan.groups.columns, .frames)
        table.unknown = selection.unknown(needs, unless: scan.tracked > 0, among: scan.annotations)
        histogram.unknown = table.unknown
        guard scan.tracked > 0 else { return [table, histogram] }
        for group in scan.groups.inOrder {
            let tally = tallies[group]
            guard tally.tracks + tally.untracked > 0 else { continue }
            let lengths = Distribution(tally.lengths)
            table.rows.append(scan.groups.keys[group] + figures(tally, lengths))
            histogram.addHistogram(
                of: lengths, "length", key: scan.groups.keys[group], bins: selection.options.bins,
                isWhole: true)
        }
        table.rank(by: "tracks")
        return [table, histogram]
    }

    private static let columns: [FigureColumn] =
        [.figure("tracks"), .detail("annotations")] + Profile.columns("length", .frames)
        + Profile.columns("span", .frames, shown: []) + [.figure("gaps"), .figure("tracks_with_gaps")]
        + Profile.columns("duration", .seconds, shown: ["median"])
        + [.figure("births"), .figure("deaths"), .detail("without_track"), .detail("without_time")]

    private static func figures(_ tally: Tally, _ lengths: Distribution) -> [Figure] {
        guard tally.tracks > 0 else {
            // All but the number of annotations without a track.
            return columns.map { $0.name == "without_track" ? .count(tally.untracked) : .unknown(needs) }
        }
        var figures: [Figure] = [.count(tally.tracks), .count(tally.annotations)]
        figures += Profile.figures(lengths) + Profile.figures(Distribution(tally.spans))
        figures += [.count(tally.gaps), .count(tally.tracksWithGaps)]
        figures += Profile.figures(Distribution(tally.durations), orUnknown: tally.needs)
        figures += [.count(tally.births), .count(tally.deaths)]
        return figures + [.count(tally.untracked), .count(tally.untimed)]
    }
}
