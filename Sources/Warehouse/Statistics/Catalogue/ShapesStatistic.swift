import SQLite

/// How polygons, polylines and points are drawn.
enum ShapesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "shapes",
        "vertices, areas, lengths and convexity of polygons, polylines and points; missing keypoints",
        unit: "vertices, px, px²", view: .annotations,
        needs: "annotations of type polygon, polyline or point", trend: "vertices_median")

    private static let types = ["polygon", "polyline", "point"]

    /// The figures of one type, in two or three dimensions, of a group.
    private struct Shapes {
        var count = 0
        var withoutPoints = 0
        var withoutMeasure = 0
        var withoutConvexity = 0
        var vertices: [Double] = []
        /// Areas of polygons, lengths of polylines.
        var measures: [Double] = []
        var convexities: [Double] = []

        mutating func append(_ other: Shapes) {
            count += other.count
            withoutPoints += other.withoutPoints
            withoutMeasure += other.withoutMeasure
            withoutConvexity += other.withoutConvexity
            vertices += other.vertices
            measures += other.measures
            convexities += other.convexities
        }
    }

    /// A type's part of a group: 2D, 3D, or without points.
    private static let dimensions = [Figure.count(2), .count(3), .none]
    private static let kinds = types.count * dimensions.count

    /// The shapes of each group and kind, numbered together: all kinds of the first group, then of the next.
    private struct AllShapes: AnnotationTally {
        var shapes = PerGroup(Shapes())
        private var outline = PlanePoints()

        mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) {
            let first = AnnotationColumns.first
            let type = Int(row.int64(at: first))
            let dimension = row.isNull(at: first + 2) ? 2 : row.isNull(at: first + 3) ? 0 : 1
            let index = annotation.group * kinds + type * dimensions.count + dimension
            shapes[index].count += 1
            if dimension == 2 { shapes[index].withoutPoints += 1 }
            if !row.isNull(at: first + 1) { shapes[index].vertices.append(row.double(at: first + 1)) }
            guard type < 2 else { return }
            let measure = first + 4 + type
            guard !row.isNull(at: measure) else {
                shapes[index].withoutMeasure += 1
                if type == 0 { shapes[index].withoutConvexity += 1 }
                return
            }
            let value = row.double(at: measure)
            shapes[index].measures.append(value)
            guard type == 0 else { return }
            let hull = row.withBytes(at: first + 6) { outline.read($0) } ? outline.convexHullArea() : 0
            if hull > 0, hull.isFinite {
                shapes[index].convexities.append(value / hull)
            } else {
                shapes[index].withoutConvexity += 1
            }
        }

        mutating func append(_ other: AllShapes, groups: [Int]) {
            for (index, own) in other.shapes.elements.enumerated() {
                shapes[groups[index / kinds] * kinds + index % kinds].append(own)
            }
        }
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        // The column is enough: only masks and texts have annotations that state no type.
        let columns = AnnotationColumns(
            sql: """
                , CASE a.type WHEN 'polygon' THEN 0 WHEN 'polyline' THEN 1 ELSE 2 END, a.vertices, a.x_min,
                    a.z_min, a.area, a.length, g.points
                """,
            // Without an id there is nothing to look for: other types cost nothing.
            joins: "\nLEFT JOIN geometry AS g ON g.id = iif(a.type = 'polygon', a.id, NULL)",
            condition: "a.type IN ('polygon', 'polyline', 'point')")
        let (groups, found) = try selection.tally(
            columns, groupedBy: selection.groupings(orByItself: [.category]), into: AllShapes())
        return tables(selection, groups, found.shapes.elements, keypoints: try Keypoints.table(of: selection))
    }

    private static func tables(
        _ selection: Selection, _ groups: Groups, _ shapes: [Shapes], keypoints: FigureTable
    ) -> [FigureTable] {
        let measures: [(name: String, unit: FigureUnit?)] = [
            ("vertices", nil), ("area", .squarePixels), ("length", .pixels), ("length_3d", .metres),
            ("convexity", .share),
        ]
        let keys = groups.columns + [.key("type"), .key("dimensions")]
        var table = FigureTable(
            "shapes",
            keys + [.figure("shapes"), .detail("without_points")]
                + measures.flatMap { profile($0.name, $0.unit) }
                + ["without_area", "without_length", "without_convexity"].map { .detail($0) })
        var histogram = Profile.histogram("histogram", keys, nil)
        for group in groups.inOrder {
            for kind in 0..<kinds {
                let index = group * kinds + kind
                guard index < shapes.count, shapes[index].count > 0 else { continue }
                let (type, dimension) = kind.quotientAndRemainder(dividingBy: dimensions.count)
                let key = groups.keys[group] + [.text(types[type]), dimensions[dimension]]
                let shape = shapes[index]
                let (isArea, isLength, isSolid) = (type == 0, type == 1, dimension == 1)
                let nothing = Distribution()
                let values = [
                    Distribution(shape.vertices), isArea ? Distribution(shape.measures) : nothing,
                    isLength && !isSolid ? Distribution(shape.measures) : nothing,
                    isLength && isSolid ? Distribution(shape.measures) : nothing,
                    Distribution(shape.convexities),
                ]
                table.rows.append(
                    key + [.count(shape.count), .count(shape.withoutPoints)]
                        + values.flatMap { Profile.figures($0) } + [
                            isArea ? .count(shape.withoutMeasure) : .none,
                            isLength ? .count(shape.withoutMeasure) : .none,
                            isArea ? .count(shape.withoutConvexity) : .none,
                        ])
                for (measure, values) in zip(measures, values) {
                    histogram.addHistogram(
                        of: values, measure.name, key: key, bins: selection.options.bins,
                        isWhole: measure.name == "vertices")
                }
            }
        }
        table.rank(by: "shapes")
        var keypoints = keypoints
        if table.rows.isEmpty {
            table.unknown = "needs \(entry.needs)"
            keypoints.unknown = table.unknown
            histogram.unknown = table.unknown
        }
        return [table, keypoints, histogram]
    }

    /// The columns of a measure, all details but the median; lengths in 3D are rare, and details only.
    private static func profile(_ measure: String, _ unit: FigureUnit?) -> [FigureColumn] {
        Profile.columns(measure, unit).map { column in
            var column = column
            if column.name != "\(measure)_median" || measure == "length_3d" { column.isDetail = true }
            return column
        }
    }
}
