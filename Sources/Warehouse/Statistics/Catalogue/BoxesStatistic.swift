/// How large boxes are, class by class.
enum BoxesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "boxes", "width, height, area and aspect of boxes; COCO's small, medium and large", unit: "px, px²",
        view: .annotations, needs: "annotations of type bbox", trend: "area_median")

    /// COCO's limits of small and medium areas: 32² and 96² px (cocodataset.org, detection evaluation). An area on a
    /// limit belongs to the larger size.
    static let coco = (small: 1024.0, medium: 9216.0)

    private struct Boxes {
        var widths: [Double] = []
        var heights: [Double] = []
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        var boxes: [Boxes] = []
        // A box has two corners in the plane: what else may call itself one has no width.
        let columns = AnnotationColumns(
            sql: ", a.x_max - a.x_min, a.y_max - a.y_min",
            condition: "a.type = 'bbox' AND a.vertices = 2 AND a.z_min IS NULL")
        let groups = try selection.forEachAnnotation(
            columns, groupedBy: selection.groupings(orByItself: [.category])
        ) { place, row in
            let width = AnnotationColumns.first
            guard !row.isNull(at: width), !row.isNull(at: width + 1) else { return }
            while boxes.count <= place.group { boxes.append(Boxes()) }
            boxes[place.group].widths.append(row.double(at: width))
            boxes[place.group].heights.append(row.double(at: width + 1))
        }
        let ranked = groups.inOrder.filter { $0 < boxes.count && !boxes[$0].widths.isEmpty }
        var sizes = FigureTable(
            "boxes",
            groups.columns + [.figure("boxes")] + Profile.columns("width", .pixels)
                + Profile.columns("height", .pixels) + Profile.columns("area", .squarePixels)
                + Profile.columns("aspect", nil) + ["small", "medium", "large"].map { .figure($0) })
        var histogram = Profile.histogram("histogram", groups.columns, nil)
        for group in ranked {
            let key = groups.keys[group]
            let widths = Distribution(boxes[group].widths)
            let heights = Distribution(boxes[group].heights)
            let areas = Distribution(zip(boxes[group].widths, boxes[group].heights).map { $0 * $1 })
            // A box without height has no aspect.
            let aspects = Distribution(
                zip(boxes[group].widths, boxes[group].heights).compactMap { $1 > 0 ? $0 / $1 : nil })
            let small = areas.values.count { $0 < coco.small }
            let large = areas.values.count { $0 >= coco.medium }
            sizes.rows.append(
                key + [.count(boxes[group].widths.count)] + Profile.figures(widths) + Profile.figures(heights)
                    + Profile.figures(areas) + Profile.figures(aspects)
                    + [.count(small), .count(areas.count - small - large), .count(large)])
            for (measure, values) in [
                ("width", widths), ("height", heights), ("area", areas), ("aspect", aspects),
            ] {
                histogram.addHistogram(of: values, measure, key: key, bins: selection.options.bins)
            }
        }
        sizes.rank(by: "boxes")
        return [sizes, histogram]
    }
}
