/// What two convex polygons share.
///
/// I. E. Sutherland, G. W. Hodgman, "Reentrant Polygon Clipping", 1974.
enum ConvexClip {
    /// The area that two convex polygons share, corners of both counter-clockwise.
    static func sharedArea(_ one: [SIMD2<Double>], _ other: [SIMD2<Double>]) -> Double {
        var rest = one
        var from = other[other.count - 1]
        for to in other {
            rest = clipped(rest, from, to)
            if rest.count < 3 { return 0 }
            from = to
        }
        return area(rest)
    }

    /// The part on the left of the line from one point to another.
    private static func clipped(
        _ polygon: [SIMD2<Double>], _ from: SIMD2<Double>, _ to: SIMD2<Double>
    ) -> [SIMD2<Double>] {
        guard var previous = polygon.last else { return [] }
        let way = to - from
        func side(_ point: SIMD2<Double>) -> Double {
            way.x * (point.y - from.y) - way.y * (point.x - from.x)
        }
        var result: [SIMD2<Double>] = []
        var before = side(previous)
        for point in polygon {
            let now = side(point)
            if before < 0 && now > 0 || before > 0 && now < 0 {
                result.append(previous + (point - previous) * (before / (before - now)))
            }
            if now >= 0 { result.append(point) }
            (previous, before) = (point, now)
        }
        return result
    }

    private static func area(_ polygon: [SIMD2<Double>]) -> Double {
        var doubled = 0.0
        for index in 1..<polygon.count - 1 {
            let (one, other) = (polygon[index] - polygon[0], polygon[index + 1] - polygon[0])
            doubled += one.x * other.y - one.y * other.x
        }
        return doubled.magnitude / 2
    }
}
