import Platform

/// Annotations whose size or position is far from what is usual in their class.
enum OutliersStatistic: StatisticCalculation {
    static let entry = Statistic(
        "outliers", "annotations far from their class's usual size, aspect or position",
        unit: "annotations", view: .annotations, needs: "boxes, other shapes in 2D or cuboids",
        trend: "outliers")

    /// How many annotations of a labelset are named, unless another number is asked for.
    private static let mostNamed = 1000

    /// A measure that is compared, and how its values are shown.
    private enum Measure: String, CaseIterable {
        case area, volume, aspect, position

        var unit: Figure {
            switch self {
            case .area: .text(FigureUnit.squarePixels.rawValue)
            case .volume: .text(FigureUnit.cubicMetres.rawValue)
            case .aspect: .none
            case .position: .text(FigureUnit.pixels.rawValue)
            }
        }

        /// Sizes are compared by their logarithms: half as large is as far as twice as large.
        var isLogarithmic: Bool { self != .position }

        func scaled(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
        func unscaled(_ value: Double) -> Double { isLogarithmic ? exp(value) : value }

        /// Whether a score is too far out; nothing is too near to the middle.
        func isOutlier(_ score: Double) -> Bool {
            (self == .position ? score : score.magnitude) > ModifiedScores.limit
        }
    }

    /// Where an annotation is: its frame, and its index in the frame's list.
    private struct Spot {
        var frame: Int32
        var position: Int32
    }

    /// The values of a group's annotations; NaN where there is none.
    private struct Values {
        var flat: [Spot] = []
        var area: [Double] = []
        var aspect: [Double] = []
        var x: [Double] = []
        var y: [Double] = []
        var solid: [Spot] = []
        var volume: [Double] = []
        /// By measure: annotations that ought to have a value.
        var leftOut = [Int](repeating: 0, count: 4)
    }

    private struct Outlier {
        var group: Int
        var measure: Measure
        var spot: Spot
        var value: Double
        var score: Double
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let (groups, values) = try read(selection)
        let (labels, frames) = (try selection.labels(), try selection.frames())
        var table = FigureTable(
            "outliers",
            groups.columns + [
                .key("measure"), .detail("unit"), .figure("n"), .detail("left_out"), .figure("median"),
                .detail("mad"), .figure("low"), .figure("high"), .figure("outliers"),
                .figure("share", .share),
            ])
        let limit = selection.options.top ?? mostNamed
        var found = selection.labelsets.map { _ in Foremost<Outlier>(limit: limit) }
        for group in groups.inOrder where group < values.count {
            for (number, measure) in Measure.allCases.enumerated() {
                let (spots, raw) = Self.raw(measure, values[group])
                let leftOut =
                    values[group].leftOut[number] + (measure == .position ? raw.count { $0.isNaN } : 0)
                let scaled = raw.map { measure.scaled($0) }
                let n = scaled.count { $0.isFinite }
                guard n + leftOut > 0 else { continue }
                let scores = ModifiedScores(scaled)
                var outliers = 0
                if let scores, scores.isSpread {
                    for (index, value) in scaled.enumerated() where value.isFinite {
                        let score = scores.score(of: value)
                        guard measure.isOutlier(score) else { continue }
                        outliers += 1
                        let labelset = Int(labels[Int(frames[Int(spots[index].frame)].label)].labelset)
                        found[labelset].add(
                            Outlier(
                                group: group, measure: measure, spot: spots[index], value: raw[index],
                                score: score), weight: score.magnitude)
                    }
                }
                table.rows.append(
                    groups.keys[group] + [.text(measure.rawValue), measure.unit, .count(n), .count(leftOut)]
                        + figures(measure, scores, outliers, n))
            }
        }
        table.rank(by: "outliers")
        var annotations = try named(&found, groups, selection)
        if table.rows.isEmpty {
            table.unknown = "needs \(entry.needs)"
            annotations.unknown = table.unknown
        }
        return [table, annotations]
    }

    private static func figures(
        _ measure: Measure, _ scores: ModifiedScores?, _ outliers: Int, _ n: Int
    ) -> [Figure] {
        guard let scores else { return [Figure](repeating: .none, count: 6) }
        let limits = scores.limits
        return [
            .optional(measure.unscaled(scores.median)), .optional(scores.deviation),
            measure == .position ? .none : .optional(limits.map { measure.unscaled($0.low) }),
            .optional(limits.map { measure.unscaled($0.high) }),
            limits == nil ? .none : .count(outliers), limits == nil ? .none : .share(outliers, of: n),
        ]
    }

    /// A measure's values; those of positions are distances from the median centre.
    private static func raw(_ measure: Measure, _ values: Values) -> (spots: [Spot], values: [Double]) {
        switch measure {
        case .area: return (values.flat, values.area)
        case .aspect: return (values.flat, values.aspect)
        case .volume: return (values.solid, values.volume)
        case .position:
            guard let x = Distribution(values.x).median, let y = Distribution(values.y).median else {
                return ([], [])
            }
            let distances = zip(values.x, values.y).map { hypot($0 - x, $1 - y) }
            return (values.flat, distances.map { $0.isFinite ? $0 : .nan })
        }
    }

    // MARK: Reading

    private static func read(_ selection: Selection) throws -> (Groups, [Values]) {
        let frames = try selection.frames()
        let (bbox, polygon) = (selection.types.number(of: "bbox"), selection.types.number(of: "polygon"))
        let lines = ["polyline", "point"].map { selection.types.number(of: $0) }
        let cuboids = ["cuboid", "cuboid-sync"].map { selection.types.number(of: $0) }
        var values = PerGroup(Values())
        let columns = AnnotationColumns(
            sql: """
                , a.x_min, a.y_min, a.x_max, a.y_max, a.z_min, a.area, a.vertices, k.size_x, k.size_y, k.size_z
                """,
            // Without an id there is nothing to look for: other types cost nothing.
            joins: """

                LEFT JOIN cuboid AS k ON k.id = iif(a.type IN ('cuboid', 'cuboid-sync'), a.id, NULL)
                """, hasTypes: true)
        let groups = try selection.forEachAnnotation(
            columns, groupedBy: selection.groupings(andAlways: .category)
        ) { annotation, row in
            let first = AnnotationColumns.first
            let spot = Spot(
                frame: Int32(clamping: annotation.frame),
                position: Int32(clamping: annotation.id - frames[annotation.frame].firstAnnotation))
            if cuboids.contains(annotation.type) {
                let sizes = (row.double(at: first + 7), row.double(at: first + 8), row.double(at: first + 9))
                let volume = sizes.0 * sizes.1 * sizes.2
                guard sizes.0 > 0, sizes.1 > 0, sizes.2 > 0, volume > 0, volume.isFinite else {
                    values[annotation.group].leftOut[1] += 1
                    return
                }
                values[annotation.group].solid.append(spot)
                values[annotation.group].volume.append(volume)
                return
            }
            let isSurface = annotation.type == bbox || annotation.type == polygon
            guard isSurface || lines.contains(annotation.type), row.isNull(at: first + 4) else { return }
            guard !row.isNull(at: first) else {
                for measure in isSurface ? [0, 2, 3] : [3] { values[annotation.group].leftOut[measure] += 1 }
                return
            }
            let low = SIMD2(row.double(at: first), row.double(at: first + 1))
            let high = SIMD2(row.double(at: first + 2), row.double(at: first + 3))
            let extent = high - low
            var (area, aspect) = (Double.nan, Double.nan)
            if isSurface {
                if annotation.type == polygon {
                    area = row.double(at: first + 5)
                } else if row.int64(at: first + 6) == 2 {
                    area = extent.x * extent.y
                }
                aspect = extent.x / extent.y
                if !(area > 0 && area.isFinite) {
                    area = .nan
                    values[annotation.group].leftOut[0] += 1
                }
                if !(extent.x > 0 && extent.y > 0 && aspect > 0 && aspect.isFinite) {
                    aspect = .nan
                    values[annotation.group].leftOut[2] += 1
                }
            }
            values[annotation.group].flat.append(spot)
            values[annotation.group].area.append(area)
            values[annotation.group].aspect.append(aspect)
            // Halves first: the sum of two numbers may be beyond all numbers.
            values[annotation.group].x.append(low.x / 2 + high.x / 2)
            values[annotation.group].y.append(low.y / 2 + high.y / 2)
        }
        return (groups, values.elements)
    }

    // MARK: Naming

    private static func named(
        _ found: inout [Foremost<Outlier>], _ groups: Groups, _ selection: Selection
    ) throws -> FigureTable {
        var table = FigureTable(
            "annotations",
            groups.columns + [
                .key("sample_uuid"), .figure("sample"), .key("sensor"), .key("frame"),
                .hiddenKey("position"), .figure("annotation_id"), .key("measure"), .detail("unit"),
                .figure("value"), .figure("score"),
            ])
        let (labels, frames) = (try selection.labels(), try selection.frames())
        let names = try SelectedNames(selection)
        for labelset in found.indices {
            table.omittedRows += found[labelset].omitted
            for outlier in found[labelset].elements() {
                let frame = frames[Int(outlier.spot.frame)]
                let sample = try names.sample(labels[Int(frame.label)].sampleID)
                let id = try names.annotationID(frame.firstAnnotation + Int64(outlier.spot.position))
                table.rows.append(
                    groups.keys[outlier.group] + [
                        .text(sample.uuid), .optional(sample.name),
                        .optional(selection.sensors[frame.sensor]),
                        .count(Int(frame.number)), .count(Int(outlier.spot.position)), .optional(id),
                        .text(outlier.measure.rawValue), outlier.measure.unit, .optional(outlier.value),
                        .optional(outlier.score),
                    ])
            }
        }
        return table
    }
}
