/// Rules on the shapes that points make: boxes, polygons, lines and points.
final class ShapeRules: ContentRules {
    static let unreadable = Rule(
        "geometry.points.unreadable", .geometry, .error,
        summary: "a shape has no valid list of points",
        definition: """
            An annotation of type `bbox`, `polygon`, `polyline` or `point` has no `points`, or they are \
            anything other than a list of points that all have two numbers or all have three. A number \
            beyond ±1.8 · 10³⁰⁸ is invalid.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[4,0],[4]]}"#,
            remedy: "Draw the shape again, or remove the annotation."),
        needs: .geometry)

    static let boxVertices = Rule(
        "geometry.box.vertices", .geometry, .error,
        summary: "a box does not have exactly two points",
        definition: "The `points` of a `bbox` are not exactly two.",
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"bbox","points":[[0,0],[4,0],[4,3],[0,3]]}"#,
            remedy: "Write the upper left and the lower right corner, or make it a polygon."),
        needs: .geometry)

    static let boxCorners = Rule(
        "geometry.box.corners", .geometry, .warning,
        summary: "a box does not start at its upper left corner",
        definition: """
            A `bbox` has two points, and the x or the y of the first is greater than that of the second. The \
            platform writes the upper left corner first but does not insist; code that subtracts the corners \
            gets negative sizes.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"bbox","points":[[4,3],[0,0]]}"#,
            remedy: "Sort the corners: smallest x and y first."),
        needs: .geometry)

    static let boxEmpty = Rule(
        "geometry.box.empty", .geometry, .error,
        summary: "a box has no area",
        definition: """
            A `bbox` has two points, and its width or its height is not greater than `min_side`, whichever \
            way the corners are sorted.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"bbox","points":[[4,0],[4,3]]}"#,
            remedy: "Draw the box again, or remove it."),
        thresholds: [
            .init("min_side", 0, unit: "px", summary: "width and height of a box must be greater")
        ],
        needs: .geometry)

    static let polygonVertices = Rule(
        "geometry.polygon.vertices", .geometry, .error,
        summary: "a polygon has fewer than three vertices",
        definition: """
            A `polygon` has fewer than three vertices. A vertex that repeats the one before it does not \
            count, and neither do final ones that repeat the first.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[4,0],[0,0]]}"#,
            remedy: "Draw the polygon again, or remove it."),
        needs: .geometry)

    static let polygonEmpty = Rule(
        "geometry.polygon.empty", .geometry, .warning,
        summary: "a polygon has no area",
        definition: """
            A two-dimensional `polygon` has three vertices or more, and its area by the shoelace formula is \
            not greater than `min_area`. That is true of vertices on one line, and of a figure eight with \
            equal halves.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[2,2],[4,4]]}"#,
            remedy: "Draw the polygon again, or make it a polyline."),
        thresholds: [
            .init("min_area", 0, unit: "px²", summary: "the area of a polygon must be greater")
        ],
        needs: .geometry)

    static let polygonCrossing = Rule(
        "geometry.polygon.crossing", .geometry, .warning,
        summary: "a polygon crosses itself",
        definition: """
            The closed border of a two-dimensional `polygon` crosses itself: two edges intersect, or the \
            border crosses at a vertex that lies on another edge or vertex. The test is exact: no coordinate \
            is rounded. A vertex that repeats the one before counts once. Where the border runs along itself \
            for a stretch, it touches, whatever it does afterwards. One finding per polygon gives the first \
            two edges found, by the indexes of the points at which they start.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[4,4],[4,0],[0,4]]}"#,
            remedy: "Draw the border again; where two areas are meant, draw two polygons."),
        needs: .geometry)

    static let polygonTouching = Rule(
        "geometry.polygon.touching", .geometry, .info,
        summary: "a polygon touches itself",
        definition: """
            The closed border of a two-dimensional `polygon` meets itself other than where one edge follows \
            another, but does not cross: a vertex on another edge or vertex, edges that overlap, an edge \
            that runs back over the one before. A hole that is drawn with a bridge has to look like this, \
            but such polygons are not valid by the OGC's rules. A polygon without an area is not reported \
            here.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[4,0],[4,4],[2,0],[0,4]]}"#,
            remedy: "Move the vertex off the edge, or leave it where a hole is meant."),
        needs: .geometry)

    static let polygonClosed = Rule(
        "geometry.polygon.closed", .geometry, .info,
        summary: "a polygon repeats its first vertex at the end",
        definition: """
            A `polygon` has more than one point, and the last equals the first. The format closes polygons \
            implicitly.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polygon","points":[[0,0],[4,0],[0,4],[0,0]]}"#,
            remedy: "Remove the last vertex."),
        needs: .geometry)

    static let repeated = Rule(
        "geometry.vertex.repeated", .geometry, .info,
        summary: "a polygon or a line repeats a vertex",
        definition: """
            In the list of a `polygon` or a `polyline` a point equals the one before it. One finding per \
            shape gives the number of such points.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polyline","points":[[0,0],[4,0],[4,0],[8,1]]}"#,
            remedy: "Remove the repeated vertices."),
        needs: .geometry)

    static let polylineVertices = Rule(
        "geometry.polyline.vertices", .geometry, .error,
        summary: "a line has fewer than two points",
        definition:
            "A `polyline` has fewer than two points; one that repeats the one before it does not count.",
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"polyline","points":[[4,2]]}"#,
            remedy: "Draw the line again, or make it a point."),
        needs: .geometry)

    static let pointVertices = Rule(
        "geometry.point.vertices", .geometry, .error,
        summary: "a point does not have exactly one point",
        definition: "The `points` of a `point` are not exactly one.",
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"point","points":[[4,2],[5,2]]}"#,
            remedy: "Keep one of them, or make it a polyline."),
        needs: .geometry)

    static let range = Rule(
        "geometry.coordinate.range", .geometry, .warning,
        summary: "a coordinate is implausibly large",
        definition: """
            A point of a shape, or the extent of a cuboid with its rotation, lies beyond ±`max_coordinate`, \
            in pixels or meters. One finding per annotation gives the coordinate farthest from 0. The \
            default is beyond any image, and beyond any map coordinate in meters.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"point","points":[[4e12,2]]}"#,
            remedy: "Look for a wrong unit, or a number that was never set."),
        thresholds: [
            .init("max_coordinate", 1e8, unit: "px or m", summary: "the largest magnitude of a coordinate")
        ],
        needs: .extents)

    static let rules = [
        unreadable, boxVertices, boxCorners, boxEmpty, polygonVertices, polygonEmpty, polygonCrossing,
        polygonTouching, polygonClosed, repeated, polylineVertices, pointVertices, range,
    ]

    private let unreadable: ActiveRule?
    private let boxVertices: ActiveRule?
    private let boxCorners: ActiveRule?
    private let boxEmpty: ActiveRule?
    private let polygonVertices: ActiveRule?
    private let polygonEmpty: ActiveRule?
    private let polygonCrossing: ActiveRule?
    private let polygonTouching: ActiveRule?
    private let polygonClosed: ActiveRule?
    private let repeated: ActiveRule?
    private let polylineVertices: ActiveRule?
    private let pointVertices: ActiveRule?
    private let range: ActiveRule?
    private let minSide: Double
    private let minArea: Double
    private let maxCoordinate: Double
    /// Whether the border of polygons is to be followed.
    private let followsBorders: Bool
    private let looksAtShapes: Bool
    private var contacts = RingContacts()
    private var noted = ObjectFindings()

    init(_ context: RuleContext) {
        unreadable = context.active(Self.unreadable)
        boxVertices = context.active(Self.boxVertices)
        boxCorners = context.active(Self.boxCorners)
        boxEmpty = context.active(Self.boxEmpty)
        polygonVertices = context.active(Self.polygonVertices)
        polygonEmpty = context.active(Self.polygonEmpty)
        polygonCrossing = context.active(Self.polygonCrossing)
        polygonTouching = context.active(Self.polygonTouching)
        polygonClosed = context.active(Self.polygonClosed)
        repeated = context.active(Self.repeated)
        polylineVertices = context.active(Self.polylineVertices)
        pointVertices = context.active(Self.pointVertices)
        range = context.active(Self.range)
        minSide = boxEmpty?.threshold("min_side") ?? 0
        minArea = polygonEmpty?.threshold("min_area") ?? 0
        maxCoordinate = range?.threshold("max_coordinate") ?? .infinity
        followsBorders = polygonCrossing != nil || polygonTouching != nil
        looksAtShapes = Self.rules.contains { $0.id != Self.range.id && context.active($0) != nil }
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        let annotations = batch.annotations
        for index in label.annotations {
            if range != nil { checkRange(index, label, batch) }
            guard looksAtShapes else { continue }
            switch annotations.type[index] {
            case .bbox, .polygon, .polyline, .point:
                if let points = annotations.points(of: index) {
                    checkShape(index, points, label, batch)
                } else if let unreadable {
                    noted.add(
                        unreadable, index, of: label, in: batch, field: "points",
                        expected: "a list of points",
                        found: annotations.oddPoints[index].flatMap { batch.texts.string($0) }.map {
                            FindingText.cut($0, to: 60)
                        })
                }
            default: break
            }
        }
        noted.report(label, in: batch, &findings)
    }

    private func checkShape(
        _ index: Int, _ points: CheckedAnnotations.Points, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        switch batch.annotations.type[index] {
        case .bbox: checkBox(index, points, label, batch)
        case .polygon: checkPolygon(index, points, label, batch)
        case .polyline:
            let repeats = Self.repeats(in: points)
            if points.count - repeats < 2, let polylineVertices {
                reportVertices(polylineVertices, "2 or more", points.count - repeats, index, label, batch)
            }
            if repeats > 0 { reportRepeats(repeats, index, label, batch) }
        default:
            if points.count != 1, let pointVertices {
                reportVertices(pointVertices, "1", points.count, index, label, batch)
            }
        }
    }

    private func reportVertices(
        _ rule: ActiveRule, _ expected: String, _ count: Int, _ index: Int, _ label: CheckedLabel,
        _ batch: ContentBatch
    ) {
        noted.add(rule, index, of: label, in: batch, field: "points", expected: expected, found: "\(count)")
    }

    // MARK: Boxes

    private func checkBox(
        _ index: Int, _ points: CheckedAnnotations.Points, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        guard points.count == 2 else {
            if let boxVertices { reportVertices(boxVertices, "2", points.count, index, label, batch) }
            return
        }
        let width = points.x(1) - points.x(0)
        let height = points.y(1) - points.y(0)
        if let boxCorners, width < 0 || height < 0 {
            noted.add(
                boxCorners, index, of: label, in: batch, field: "points",
                expected: Self.corners(
                    min(points.x(0), points.x(1)), min(points.y(0), points.y(1)),
                    max(points.x(0), points.x(1)), max(points.y(0), points.y(1))),
                found: Self.corners(points.x(0), points.y(0), points.x(1), points.y(1)))
        }
        if let boxEmpty, min(width.magnitude, height.magnitude) <= minSide {
            noted.add(
                boxEmpty, index, of: label, in: batch, field: "points",
                expected: "sides > \(FindingNumber.text(minSide))",
                found: "\(FindingNumber.text(width.magnitude)) x \(FindingNumber.text(height.magnitude))")
        }
    }

    private static func corners(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> String {
        let numbers = [x0, y0, x1, y1].map(FindingNumber.text)
        return "[[\(numbers[0]),\(numbers[1])],[\(numbers[2]),\(numbers[3])]]"
    }

    // MARK: Polygons

    private func checkPolygon(
        _ index: Int, _ points: CheckedAnnotations.Points, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        let repeats = Self.repeats(in: points)
        if repeats > 0 { reportRepeats(repeats, index, label, batch) }
        let isClosed = points.count > 1 && Self.equal(points, 0, points.count - 1)
        if isClosed, points.count - repeats > 1, let polygonClosed {
            noted.add(
                polygonClosed, index, of: label, in: batch, field: "points[\(points.count - 1)]",
                expected: "another vertex than the first", found: nil)
        }
        let different = max(0, points.count - repeats - (isClosed && points.count - repeats > 1 ? 1 : 0))
        if different < 3 {
            if let polygonVertices {
                reportVertices(polygonVertices, "3 or more", different, index, label, batch)
            }
            return
        }
        guard points.dimensions == 2 else { return }
        let area = batch.annotations.area[index]
        if area <= minArea, let polygonEmpty {
            noted.add(
                polygonEmpty, index, of: label, in: batch, field: "points",
                expected: "area > \(FindingNumber.text(minArea))", found: FindingNumber.text(area))
        }
        guard followsBorders else { return }
        switch contacts.judge(points.coordinates) {
        case .crossing(let one, let other):
            guard let polygonCrossing else { return }
            noted.add(
                polygonCrossing, index, of: label, in: batch, field: "points",
                found: "edges \(one) and \(other) cross")
        case .touching(let one, let other):
            guard let polygonTouching, area > 0 else { return }
            noted.add(
                polygonTouching, index, of: label, in: batch, field: "points",
                found: "edges \(one) and \(other) touch")
        case .simple, nil: return
        }
    }

    private static func repeats(in points: CheckedAnnotations.Points) -> Int {
        var repeats = 0
        let numbers = points.coordinates
        let step = points.dimensions
        var at = step
        while at < numbers.count {
            if numbers[at] == numbers[at - step], numbers[at + 1] == numbers[at - step + 1],
                step == 2 || numbers[at + 2] == numbers[at - step + 2]
            {
                repeats += 1
            }
            at += step
        }
        return repeats
    }

    private static func equal(_ points: CheckedAnnotations.Points, _ one: Int, _ other: Int) -> Bool {
        points.x(one) == points.x(other) && points.y(one) == points.y(other)
            && points.z(one) == points.z(other)
    }

    private func reportRepeats(
        _ repeats: Int, _ index: Int, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        guard let repeated else { return }
        noted.add(
            repeated, index, of: label, in: batch, field: "points", expected: "0", found: "\(repeats)")
    }

    // MARK: Magnitude

    private func checkRange(_ index: Int, _ label: CheckedLabel, _ batch: ContentBatch) {
        let annotations = batch.annotations
        let limit = maxCoordinate
        // Unknown extents are NaN, and so within the limit.
        let isBeyond =
            annotations.xMin[index] < -limit || annotations.yMin[index] < -limit
            || annotations.zMin[index] < -limit || annotations.xMax[index] > limit
            || annotations.yMax[index] > limit || annotations.zMax[index] > limit
        guard isBeyond, let range else { return }
        let ends = [
            annotations.xMin[index], annotations.yMin[index], annotations.zMin[index],
            annotations.xMax[index], annotations.yMax[index], annotations.zMax[index],
        ]
        let farthest = ends.filter { !$0.isNaN }.max { $0.magnitude < $1.magnitude } ?? 0
        noted.add(
            range, index, of: label, in: batch,
            field: annotations.vertices[index] < 0 ? "position" : "points",
            expected: "within ±\(FindingNumber.text(limit))", found: FindingNumber.text(farthest))
    }
}
