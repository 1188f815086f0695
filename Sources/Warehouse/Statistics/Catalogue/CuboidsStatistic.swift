import Platform
import ReleaseFormat
import SQLite

/// How large cuboids are, how they are turned, and where they stand as seen from the ego vehicle.
enum CuboidsStatistic: StatisticCalculation {
    static let entry = Statistic(
        "cuboids", "size, volume, yaw and height of cuboids; distance and bearing from the ego pose",
        unit: "m, m³, rad", view: .annotations, needs: "annotations of type cuboid or cuboid-sync",
        trend: "cuboids")

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let types = CuboidColumns.types.map { selection.types.number(of: $0) }
        var poses = EgoPoses(try selection.frames(), FrameAssets(selection))
        var tallies = PerGroup(CuboidTally(bins: selection.options.bins))
        let first = AnnotationColumns.first
        let columns = AnnotationColumns(
            sql: CuboidColumns.size + CuboidColumns.center + CuboidColumns.turn, joins: CuboidColumns.joins,
            hasTypes: true)
        let groups = try selection.forEachAnnotation(
            columns, groupedBy: selection.groupings(orByItself: [.category])
        ) { place, row in
            guard types.contains(place.type) else { return }
            let pose = try poses.pose(ofFrame: place.frame)
            tallies[place.group].add(
                size: CuboidColumns.vector(row, first), center: CuboidColumns.vector(row, first + 3),
                yaw: CuboidColumns.yaw(row, first + 6), pose: pose)
        }
        var table = FigureTable("cuboids", groups.columns + Self.columns)
        var histogram = Profile.histogram("histogram", groups.columns, nil)
        for group in groups.inOrder where tallies[group].cuboids > 0 {
            append(tallies[group], groups.keys[group], selection.options.bins, &table, &histogram)
        }
        table.rank(by: "cuboids")
        if table.rows.isEmpty {
            table.unknown = "needs \(entry.needs)"
            histogram.unknown = table.unknown
        }
        return [table, histogram]
    }

    private static let columns: [FigureColumn] =
        [.figure("cuboids")] + Profile.columns("size_x", .metres, shown: ["mean"])
        + Profile.columns("size_y", .metres, shown: ["mean"])
        + Profile.columns("size_z", .metres, shown: ["mean"])
        + Profile.columns("volume", .cubicMetres, shown: [])
        + [.figure("not_positive"), .detail("without_size")]
        + [.detail("yaw_mean", .radians), .detail("yaw_resultant"), .detail("without_yaw")]
        + Profile.columns("center_z", .metres, shown: ["mean"]) + [.detail("without_center")]
        + Profile.columns("distance", .metres, shown: ["mean"])
        + [.detail("bearing_mean", .radians), .detail("bearing_resultant")]
        + [.detail("without_ego_pose"), .detail("without_heading")]

    private static func append(
        _ tally: CuboidTally, _ key: [Figure], _ bins: Int, _ table: inout FigureTable,
        _ histogram: inout FigureTable
    ) {
        let noPose = tally.withoutPose > 0 ? "needs ego_pose" : nil
        var profiles: [[Figure]] = []
        // One by one: of many cuboids, each takes much room.
        for (measure, values) in [
            ("size_x", tally.lengths), ("size_y", tally.widths), ("size_z", tally.heights),
            ("volume", tally.volumes), ("center_z", tally.elevations), ("distance", tally.distances),
        ] {
            let values = Distribution(values)
            profiles.append(
                Profile.figures(values, orUnknown: measure == "distance" ? noPose : nil))
            histogram.addHistogram(of: values, measure, key: key, bins: bins)
        }
        histogram.addHistogram(of: tally.yaws, "yaw", key: key)
        histogram.addHistogram(of: tally.bearings, "bearing", key: key)
        let noHeading = tally.withoutHeading > 0 ? "needs the heading of ego_pose" : noPose
        var row = key + [.count(tally.cuboids)]
        row += profiles[..<4].joined()
        row += [.count(tally.notPositive), .count(tally.withoutSize)]
        row += [.optional(tally.yaws.mean), .optional(tally.yaws.resultant), .count(tally.withoutYaw)]
        row += profiles[4] + [.count(tally.withoutCenter)] + profiles[5]
        if tally.bearings.count == 0, let noHeading {
            row += [.unknown(noHeading), .unknown(noHeading)]
        } else {
            row += [.optional(tally.bearings.mean), .optional(tally.bearings.resultant)]
        }
        row += [.count(tally.withoutPose), .count(tally.withoutHeading)]
        table.rows.append(row)
    }
}

/// What is gathered of the cuboids of a group.
private struct CuboidTally {
    var cuboids = 0
    var lengths: [Double] = []
    var widths: [Double] = []
    var heights: [Double] = []
    var volumes: [Double] = []
    var elevations: [Double] = []
    var distances: [Double] = []
    var yaws: Directions
    var bearings: Directions
    var notPositive = 0
    var withoutSize = 0
    var withoutYaw = 0
    var withoutCenter = 0
    var withoutPose = 0
    var withoutHeading = 0

    init(bins: Int) {
        yaws = Directions(bins: bins)
        bearings = Directions(bins: bins)
    }

    mutating func add(size: SIMD3<Double>, center: SIMD3<Double>, yaw: Double?, pose: EgoPose?) {
        cuboids += 1
        if size.x > 0 { lengths.append(size.x) }
        if size.y > 0 { widths.append(size.y) }
        if size.z > 0 { heights.append(size.z) }
        if size.x > 0, size.y > 0, size.z > 0 { volumes.append(size.x * size.y * size.z) }
        if size.x <= 0 || size.y <= 0 || size.z <= 0 { notPositive += 1 }
        if !size.isFinite { withoutSize += 1 }
        if let yaw { yaws.add(yaw) } else { withoutYaw += 1 }
        if center.z.isFinite { elevations.append(center.z) }
        if !center.isFinite { withoutCenter += 1 }
        guard let position = pose?.position else {
            withoutPose += 1
            return
        }
        let heading = pose?.heading.flatMap { Directions.yaw(of: $0) }
        if heading == nil { withoutHeading += 1 }
        let x = center.x - position.x
        let y = center.y - position.y
        guard x.isFinite, y.isFinite else { return }
        distances.append(hypot(x, y))
        // From where it stands itself, a thing is in no direction.
        if let heading, x != 0 || y != 0 { bearings.add(Directions.wrapped(atan2(y, x) - heading)) }
    }
}
