import ReleaseFormat
import SQLite

/// The points of segmented point clouds, by category.
enum PointsStatistic: StatisticCalculation {
    static let entry = Statistic(
        "points", "points of point-cloud segments by category; labeled and unlabeled points of frames",
        unit: "points", view: .annotations, needs: "point_annotations", trend: "points")

    static let needs = "needs point_annotations"

    static func tables(of selection: Selection) throws -> [FigureTable] {
        var counts = PerGroup<[Double]>([])
        let column = AnnotationColumns.first
        let groups = try selection.forEachAnnotation(
            AnnotationColumns(sql: ", a.point_count"),
            groupedBy: selection.groupings(orByItself: [.category])
        ) { annotation, row in
            guard !row.isNull(at: column) else { return }
            counts[annotation.group].append(row.double(at: column))
        }
        let clouds = try PointClouds(selection)
        var table = FigureTable(
            "points",
            groups.columns + [.figure("annotations"), .figure("points"), .figure("share", .share)]
                + Profile.columns("points", nil))
        for group in groups.inOrder where !counts[group].isEmpty {
            let points = Distribution(counts[group])
            let sum = Int(exactly: points.sum) ?? Int.max
            table.rows.append(
                groups.keys[group] + [
                    .count(points.count), .count(sum),
                    .share(sum, of: clouds.points[groups.keys[group][0]] ?? 0),
                ] + Profile.figures(points))
        }
        table.rank(by: "points")
        var frames = FigureTable("frames", clouds.groups.columns + layout.columns, isRanked: false)
        for group in clouds.groups.inOrder where clouds.tallies[group].frames > 0 {
            frames.rows.append(clouds.groups.keys[group] + layout.cells(of: clouds.tallies[group]))
        }
        table.unknown = selection.unknown(needs, unless: !frames.rows.isEmpty, among: clouds.framesSeen)
        frames.unknown = table.unknown
        return [table, frames]
    }

    private static let layout = FigureLayout<PointClouds.Tally>([
        .figure("frames") { .count($0.frames) },
        .figure("points") { .count($0.points) },
        .figure("labelled") { .count($0.labelled) },
        .figure("unlabeled") { .count($0.unlabeled) },
        .figure("unlabeled_share", .share) { .share($0.unlabeled, of: $0.points) },
        .figure("undefined") { .count($0.undefined) },
        .detail("shared") { .count($0.shared) },
    ])
}
