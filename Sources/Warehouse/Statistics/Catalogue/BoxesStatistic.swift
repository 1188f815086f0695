import SQLite

/// How large boxes are, class by class.
enum BoxesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "boxes", "width, height, area and aspect of boxes; COCO's small, medium and large", unit: "px, px²",
        view: .annotations, needs: "annotations of type bbox", trend: "area_median")

    /// COCO's limits of small and medium areas: 32² and 96² px (cocodataset.org, detection evaluation). An area on a
    /// limit belongs to the larger size.
    static let coco = (small: 1024.0, medium: 9216.0)

    private struct Boxes: AnnotationTally {
        struct Sides {
            var widths: [Double] = []
            var heights: [Double] = []

            mutating func add(_ width: Double, _ height: Double) {
                widths.append(width)
                heights.append(height)
            }
        }

        var sides = PerGroup(Sides())

        mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) {
            let width = AnnotationColumns.first
            guard !row.isNull(at: width), !row.isNull(at: width + 1) else { return }
            sides[annotation.group].add(row.double(at: width), row.double(at: width + 1))
        }

        mutating func append(_ other: Boxes, groups: [Int]) {
            for (group, own) in zip(groups, other.sides.elements) {
                sides[group].widths += own.widths
                sides[group].heights += own.heights
            }
        }
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        // A box has two corners in the plane: what else may call itself one has no width.
        let columns = AnnotationColumns(
            sql: ", a.x_max - a.x_min, a.y_max - a.y_min",
            condition: "a.type = 'bbox' AND a.vertices = 2 AND a.z_min IS NULL")
        let (groups, boxes) = try selection.tally(
            columns, groupedBy: selection.groupings(orByItself: [.category]), into: Boxes())
        let ranked = groups.inOrder.filter { !boxes.sides[$0].widths.isEmpty }
        var sizes = FigureTable(
            "boxes",
            groups.columns + [.figure("boxes")] + Profile.columns("width", .pixels)
                + Profile.columns("height", .pixels) + Profile.columns("area", .squarePixels)
                + Profile.columns("aspect", nil) + ["small", "medium", "large"].map { .figure($0) })
        var histogram = Profile.histogram("histogram", groups.columns, nil)
        let bins = selection.options.bins
        let profiles = ConcurrentMap.of(ranked) { group in
            profile(boxes.sides[group], bins: bins)
        }
        for (group, profile) in zip(ranked, profiles) {
            let key = groups.keys[group]
            sizes.rows.append(key + profile.figures)
            histogram.rows += profile.bins.map { key + $0 }
        }
        sizes.rank(by: "boxes")
        if sizes.rows.isEmpty {
            sizes.unknown = "needs \(entry.needs)"
            histogram.unknown = sizes.unknown
        }
        return [sizes, histogram]
    }

    /// The figures of a group, and the rows of its histograms.
    private static func profile(
        _ sides: Boxes.Sides, bins: Int
    ) -> (figures: [Figure], bins: [[Figure]]) {
        let (width, height) = (sides.widths, sides.heights)
        let areas = Distribution(zip(width, height).map { $0 * $1 })
        let small = areas.values.count { $0 < coco.small }
        let large = areas.values.count { $0 >= coco.medium }
        // A box without height has no aspect.
        let aspects = Distribution(zip(width, height).compactMap { $1 > 0 ? $0 / $1 : nil })
        let measures = [
            ("width", Distribution(width)), ("height", Distribution(height)), ("area", areas),
            ("aspect", aspects),
        ]
        var histogram = Profile.histogram("histogram", [], nil)
        for (name, values) in measures { histogram.addHistogram(of: values, name, key: [], bins: bins) }
        let figures =
            [.count(width.count)] + measures.flatMap { Profile.figures($0.1) }
            + [.count(small), .count(areas.count - small - large), .count(large)]
        return (figures, histogram.rows)
    }
}
