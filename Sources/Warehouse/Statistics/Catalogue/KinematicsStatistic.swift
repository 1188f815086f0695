import ReleaseFormat

/// How fast cuboids move along their tracks.
enum KinematicsStatistic: StatisticCalculation {
    static let entry = Statistic(
        "kinematics", "speed and acceleration of cuboids along tracks; speed relative to the ego vehicle",
        unit: "m/s, m/s²", view: .annotations, needs: "cuboids with track ids and time stamps",
        trend: "speed_median")

    fileprivate static let needsCenters = "needs positions"

    private struct Track {
        /// That of the track's first annotation: cuboids count there, whatever their own category.
        var group: Int
        /// Indexes in ``Selection/frames()``, ascending.
        var frames: [Int] = []
        var centers: [SIMD3<Double>] = []
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let types = CuboidColumns.types.map { selection.types.number(of: $0) }
        let assets = FrameAssets(selection)
        let times = FrameTimes(selection, assets)
        var poses = EgoPoses(try selection.frames(), assets)
        var tallies = PerGroup(MotionTally())
        let scan = try selection.forEachSequenceOfTracks(
            AnnotationColumns(sql: CuboidColumns.center, joins: CuboidColumns.joins, hasTypes: true),
            groupedBy: selection.groupings(orByItself: [.category]),
            begin: { Track(group: $0.group) },
            add: { track, annotation, row in
                guard types.contains(annotation.type) else { return }
                tallies[track.group].cuboids += 1
                let center = CuboidColumns.vector(row, AnnotationColumns.firstOfTracks)
                if !center.isFinite {
                    tallies[track.group].withoutCenter += 1
                } else if track.frames.last == annotation.frame {
                    tallies[track.group].repeated += 1
                } else {
                    track.frames.append(annotation.frame)
                    track.centers.append(center)
                }
            },
            untracked: { annotation, _ in
                if types.contains(annotation.type) { tallies[annotation.group].untracked += 1 }
            },
            end: { sequence, tracks in
                let moving = tracks.filter { $0.frames.count > 1 }
                for track in tracks where !track.frames.isEmpty { tallies[track.group].tracks += 1 }
                guard !moving.isEmpty else { return }
                let times = try times.times(of: sequence)
                for track in moving {
                    try tallies[track.group].add(track.frames, track.centers, times) {
                        try poses.pose(ofFrame: $0)?.position
                    }
                }
            })
        return [table(selection, scan, tallies)]
    }

    private static func table(
        _ selection: Selection, _ scan: TrackScan, _ tallies: PerGroup<MotionTally>
    ) -> FigureTable {
        var table = FigureTable("kinematics", scan.groups.columns + layout.columns)
        let found = scan.groups.inOrder.filter { tallies[$0].cuboids + tallies[$0].untracked > 0 }
        let steps = found.reduce(0) { $0 + tallies[$1].steps }
        let untimed = found.reduce(0) { $0 + tallies[$1].untimed }
        let lacksUnit = found.contains { tallies[$0].lacksUnit }
        if found.isEmpty {
            table.unknown = selection.unknown(
                "needs sequences of cuboids", unless: false, among: scan.annotations)
        } else if !found.contains(where: { tallies[$0].tracks > 0 }) {
            let areTracked = found.contains { tallies[$0].cuboids > 0 }
            table.unknown = areTracked ? needsCenters : TracksStatistic.needs
        } else if steps > 0, untimed == steps {
            table.unknown = lacksUnit ? SequenceTimes.needsUnit : SequenceTimes.needsTimes
        }
        guard table.unknown == nil else { return table }
        for group in found {
            table.rows.append(scan.groups.keys[group] + layout.cells(of: tallies[group]))
        }
        table.rank(by: "tracks")
        return table
    }

    private static let layout = FigureLayout<MotionTally>([
        .figure("tracks") { $0.needsTracks.map(Figure.unknown) ?? .count($0.tracks) },
        .detail("cuboids") { .count($0.cuboids) },
        .figure("steps") { $0.needsTracks.map(Figure.unknown) ?? .count($0.steps) },
        .profile("speed", .metresPerSecond, shown: ["mean", "median", "p95", "max"]) {
            Profile.figures(Distribution($0.speeds), orUnknown: $0.needsTime)
        },
        .profile("acceleration", .metresPerSecondSquared, shown: ["median"]) {
            Profile.figures(Distribution($0.accelerations), orUnknown: $0.needsTime)
        },
        .profile("relative_speed", .metresPerSecond, shown: ["median"]) {
            Profile.figures(Distribution($0.relativeSpeeds), orUnknown: $0.needsPose)
        },
        .detail("steps_without_time") { .count($0.untimed) },
        .detail("steps_back_in_time") { .count($0.backwards) },
        .detail("steps_without_ego_pose") { .count($0.withoutPose) },
        .detail("repeated") { .count($0.repeated) },
        .detail("without_center") { .count($0.withoutCenter) },
        .detail("without_track") { .count($0.untracked) },
    ])
}

/// What is gathered from the motion of a group's cuboids.
private struct MotionTally {
    var cuboids = 0
    var untracked = 0
    var tracks = 0
    var steps = 0
    var speeds: [Double] = []
    var accelerations: [Double] = []
    var relativeSpeeds: [Double] = []
    var untimed = 0
    var lacksUnit = false
    var backwards = 0
    var withoutPose = 0
    var repeated = 0
    var withoutCenter = 0

    /// Why there are no tracks; nil if there are.
    var needsTracks: String? {
        guard tracks == 0 else { return nil }
        return cuboids > 0 ? KinematicsStatistic.needsCenters : TracksStatistic.needs
    }

    /// Why a figure that takes time is missing, if it is.
    var needsTime: String? {
        if let needsTracks { return needsTracks }
        guard untimed > 0 else { return nil }
        return lacksUnit ? SequenceTimes.needsUnit : SequenceTimes.needsTimes
    }

    /// Why a figure relative to the vehicle is missing, if it is.
    var needsPose: String? { withoutPose > 0 ? "needs ego_pose" : needsTime }

    /// Adds the steps between the frames that follow each other in a track.
    mutating func add(
        _ frames: [Int], _ centers: [SIMD3<Double>], _ times: SequenceTimes,
        egoPosition: (Int) throws -> SIMD3<Double>?
    ) rethrows {
        var before: (velocity: SIMD3<Double>, seconds: Double)?
        for index in 1..<frames.count {
            steps += 1
            guard let seconds = times.seconds(from: frames[index - 1], to: frames[index]) else {
                untimed += 1
                if times.lacksUnit { lacksUnit = true }
                before = nil
                continue
            }
            guard seconds > 0 else {
                backwards += 1
                before = nil
                continue
            }
            let way = centers[index] - centers[index - 1]
            let velocity = way / seconds
            speeds.append(velocity.length)
            if let before {
                let change = (velocity - before.velocity).length
                // The two velocities are those at the middle of their steps.
                accelerations.append(change / ((seconds + before.seconds) / 2))
            }
            before = (velocity, seconds)
            if let start = try egoPosition(frames[index - 1]), let end = try egoPosition(frames[index]) {
                relativeSpeeds.append(((way - (end - start)) / seconds).length)
            } else {
                withoutPose += 1
            }
        }
    }
}
