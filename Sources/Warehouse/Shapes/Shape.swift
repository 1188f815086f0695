import Platform

/// An annotation's geometry, as far as it can be measured.
struct Shape {
    enum Form {
        case box
        case polygon([SIMD2<Double>])
        case polyline([SIMD3<Double>])
        case point
        case cuboid(CuboidPose)
        /// Of text, from a first character to behind the last.
        case span
    }

    /// Forms of one kind are compared with each other.
    enum Kind: Int {
        case box, polygon, polyline, point, cuboid, span
    }

    var form: Form
    /// The hull; z is 0 in the plane.
    var lower: SIMD3<Double>
    var upper: SIMD3<Double>
    /// px², px, m or m³: of a box or polygon its area, of a line its length, of a cuboid its volume; 0 for a point.
    var size: Double

    var kind: Kind {
        switch form {
        case .box: .box
        case .polygon: .polygon
        case .polyline: .polyline
        case .point: .point
        case .cuboid: .cuboid
        case .span: .span
        }
    }

    /// The middle of the hull; of a cuboid, its centre.
    var center: SIMD3<Double> { lower + (upper - lower) / 2 }

    var diagonal: Double {
        let way = upper - lower
        return (way * way).sum().squareRoot()
    }

    /// A shape of points; nil for a type that is no shape, or for points that do not make one.
    init?(type: String, points: [SIMD3<Double>], isSolid: Bool) {
        guard let first = points.first else { return nil }
        var (lower, upper) = (first, first)
        for point in points {
            lower = pointwiseMin(lower, point)
            upper = pointwiseMax(upper, point)
        }
        (self.lower, self.upper) = (lower, upper)
        let extent = upper - lower
        switch type {
        case "bbox" where points.count == 2:
            form = .box
            size = extent.x * extent.y
        case "polygon" where points.count > 2:
            form = .polygon(points.map { SIMD2($0.x, $0.y) })
            size = Self.area(points)
        case "polyline" where points.count > 1:
            form = .polyline(points)
            size = zip(points, points.dropFirst()).reduce(0) { $0 + Self.distance($1.0, $1.1) }
        case "point" where points.count == 1:
            form = .point
            size = 0
        default: return nil
        }
        self.isSolid = isSolid
        guard size.isFinite, diagonal.isFinite else { return nil }
    }

    /// A cuboid; nil unless its centre and its size are known.
    init?(_ pose: CuboidPose) {
        let half = SIMD3(pose.size.x.magnitude, pose.size.y.magnitude, pose.size.z.magnitude) / 2
        let reach = hypot(half.x, half.y)
        guard reach.isFinite, half.z.isFinite, pose.center.x.isFinite, pose.center.y.isFinite,
            pose.center.z.isFinite
        else { return nil }
        form = .cuboid(pose)
        // However it is turned about the vertical; else as far as its corners reach.
        var extent = SIMD3(reach, reach, half.z)
        if !pose.isUpright {
            let axes = pose.axes
            for axis in 0..<3 {
                extent[axis] =
                    axes.x[axis].magnitude * half.x + axes.y[axis].magnitude * half.y
                    + axes.z[axis].magnitude * half.z
            }
        }
        lower = pose.center - extent
        upper = pose.center + extent
        size = 8 * half.x * half.y * half.z
        isSolid = true
        guard size.isFinite else { return nil }
    }

    /// A span of text.
    init(from start: Double, to end: Double) {
        form = .span
        lower = SIMD3(min(start, end), 0, 0)
        upper = SIMD3(max(start, end), 0, 0)
        size = upper.x - lower.x
        isSolid = false
    }

    /// Whether it is three-dimensional.
    private(set) var isSolid: Bool

    static func distance(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        let way = one - other
        return (way * way).sum().squareRoot()
    }

    /// The area in the plane, by the shoelace formula.
    private static func area(_ points: [SIMD3<Double>]) -> Double {
        var doubled = 0.0
        for index in 1..<points.count - 1 {
            let (one, other) = (points[index] - points[0], points[index + 1] - points[0])
            doubled += one.x * other.y - one.y * other.x
        }
        return doubled.magnitude / 2
    }

    /// How far along x a shape reaches, and something like it may lie: two shapes whose reaches do not meet are less
    /// like each other than asked for. A mean distance is never less than the gap between the hulls.
    func reach(_ likeness: Double) -> ClosedRange<Double> {
        let margin = margin(likeness)
        return lower.x - margin...upper.x + margin
    }

    func margin(_ likeness: Double) -> Double {
        switch form {
        case .box, .polygon, .cuboid, .span: 0
        case .polyline, .point: (1 - min(1, max(0, likeness))) * scale / 2
        }
    }

    /// What distances are compared with.
    var scale: Double {
        switch form {
        // 32 px: below this square, COCO calls objects small. 1 m: nuScenes finds objects within 0.5 to 4 m.
        case .point: isSolid ? 1 : 32
        default: diagonal
        }
    }
}
