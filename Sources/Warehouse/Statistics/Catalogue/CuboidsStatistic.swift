import Platform
import ReleaseFormat
import SQLite

/// How large cuboids are, how they are rotated, and where they are relative to the ego vehicle.
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
        ) { annotation, row in
            guard types.contains(annotation.type) else { return }
            let pose = try poses.pose(ofFrame: annotation.frame)
            tallies[annotation.group].add(
                size: CuboidColumns.vector(row, first), center: CuboidColumns.vector(row, first + 3),
                yaw: CuboidColumns.yaw(row, first + 6), pose: pose)
        }
        var table = FigureTable("cuboids", groups.columns + layout.columns)
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

    /// A group's cuboids, and the profiles of their measures.
    private typealias Group = (tally: CuboidTally, profiles: [String: [Figure]])

    private static let layout = FigureLayout<Group>([
        .figure("cuboids") { .count($0.tally.cuboids) },
        profile("size_x", .metres, shown: ["mean"]),
        profile("size_y", .metres, shown: ["mean"]),
        profile("size_z", .metres, shown: ["mean"]),
        profile("volume", .cubicMetres, shown: []),
        .figure("not_positive") { .count($0.tally.notPositive) },
        .detail("without_size") { .count($0.tally.withoutSize) },
        .detail("yaw_mean", .radians) { .optional($0.tally.yaws.mean) },
        .detail("yaw_resultant") { .optional($0.tally.yaws.resultant) },
        .detail("without_yaw") { .count($0.tally.withoutYaw) },
        profile("center_z", .metres, shown: ["mean"]),
        .detail("without_center") { .count($0.tally.withoutCenter) },
        profile("distance", .metres, shown: ["mean"]),
        .detail("bearing_mean", .radians) { $0.tally.bearing(\.mean) },
        .detail("bearing_resultant") { $0.tally.bearing(\.resultant) },
        .detail("without_ego_pose") { .count($0.tally.withoutPose) },
        .detail("without_heading") { .count($0.tally.withoutHeading) },
    ])

    private static func profile(
        _ measure: String, _ unit: FigureUnit, shown: Set<String>
    ) -> FigureLayout<Group>.Part {
        .profile(measure, unit, shown: shown) { $0.profiles[measure] ?? [] }
    }

    private static func append(
        _ tally: CuboidTally, _ key: [Figure], _ bins: Int, _ table: inout FigureTable,
        _ histogram: inout FigureTable
    ) {
        var profiles: [String: [Figure]] = [:]
        // One by one: with many cuboids, each takes much memory.
        for (measure, values) in [
            ("size_x", tally.lengths), ("size_y", tally.widths), ("size_z", tally.heights),
            ("volume", tally.volumes), ("center_z", tally.elevations), ("distance", tally.distances),
        ] {
            let values = Distribution(values)
            profiles[measure] = Profile.figures(
                values, orUnknown: measure == "distance" ? tally.needsPose : nil)
            histogram.addHistogram(of: values, measure, key: key, bins: bins)
        }
        histogram.addHistogram(of: tally.yaws, "yaw", key: key)
        histogram.addHistogram(of: tally.bearings, "bearing", key: key)
        table.rows.append(key + layout.cells(of: (tally, profiles)))
    }
}

/// What is gathered from the cuboids of a group.
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

    /// Why distances are missing, if some are.
    var needsPose: String? { withoutPose > 0 ? "needs ego_pose" : nil }

    /// A figure of the bearings; where there are none for a reason, that reason.
    func bearing(_ figure: (Directions) -> Double?) -> Figure {
        let needs = withoutHeading > 0 ? "needs the heading of ego_pose" : needsPose
        if bearings.count == 0, let needs { return .unknown(needs) }
        return .optional(figure(bearings))
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
        // A thing has no direction from its own position.
        if let heading, x != 0 || y != 0 { bearings.add(Directions.wrapped(atan2(y, x) - heading)) }
    }
}
