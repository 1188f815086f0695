import Platform

extension Shape {
    /// How like two shapes of one kind are, from 0 to 1; the same whichever comes first.
    ///
    /// - Boxes, polygons and spans of text: intersection over union.
    /// - Cuboids: the same by volume, with their full rotation. Of two that are turned about the vertical only, the
    ///   ground plan's by Sutherland and Hodgman, times the common height.
    /// - Lines: 1 - d / s, with the mean distance d of 16 points spread evenly over both, in the better of the two
    ///   directions, and the mean s of the hulls' diagonals.
    /// - Points: 1 - d / s, with their distance d; s is 32 px, or 1 m in space.
    ///
    /// Shapes without area or length are like each other only when they are equal.
    func likeness(to other: Shape) -> Double {
        guard kind == other.kind else { return 0 }
        // Rounding depends on the order; ours does not depend on who asks.
        let isFirst = precedes(other)
        return isFirst ? Self.likeness(self, other) : Self.likeness(other, self)
    }

    /// Intersection over union; nil for lines and points.
    func overlap(with other: Shape) -> Double? {
        switch (form, other.form) {
        case (.box, .box), (.polygon, .polygon), (.cuboid, .cuboid): likeness(to: other)
        default: nil
        }
    }

    private func precedes(_ other: Shape) -> Bool {
        for axis in 0..<3 {
            if lower[axis] != other.lower[axis] { return lower[axis] < other.lower[axis] }
            if upper[axis] != other.upper[axis] { return upper[axis] < other.upper[axis] }
        }
        switch (form, other.form) {
        case (.polygon(let points), .polygon(let others)):
            return points.lexicographicallyPrecedes(others) { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
        case (.polyline(let points), .polyline(let others)):
            return points.lexicographicallyPrecedes(others) {
                $0.x != $1.x ? $0.x < $1.x : $0.y != $1.y ? $0.y < $1.y : $0.z < $1.z
            }
        case (.cuboid(let pose), .cuboid(let other)):
            if pose.heading != other.heading { return pose.heading < other.heading }
            if pose.size.x != other.size.x { return pose.size.x < other.size.x }
            for axis in 0..<4 where pose.rotation[axis] != other.rotation[axis] {
                // A cuboid without a rotation comes after those with one.
                return pose.rotation[axis] < other.rotation[axis]
                    || !pose.rotation[axis].isNaN && other.rotation[axis].isNaN
            }
            return false
        default: return false
        }
    }

    private static func likeness(_ one: Shape, _ other: Shape) -> Double {
        switch (one.form, other.form) {
        case (.box, .box):
            let shared = overlap(one, other, 0) * overlap(one, other, 1)
            return ratio(shared, one, other)
        case (.span, .span): return ratio(overlap(one, other, 0), one, other)
        case (.polygon(let points), .polygon(let others)):
            guard overlap(one, other, 0) > 0, overlap(one, other, 1) > 0 else {
                return equal(points, others) ? 1 : 0
            }
            if equal(points, others) { return 1 }
            return PolygonOverlap(points, others).ratio ?? 0
        case (.polyline(let points), .polyline(let others)):
            return nearness(lineDistance(points, others), (one.scale + other.scale) / 2)
        case (.point, .point):
            return nearness(distance(one.center, other.center), (one.scale + other.scale) / 2)
        case (.cuboid(let pose), .cuboid(let twin)):
            let height = overlap(one, other, 2)
            guard height > 0, overlap(one, other, 0) > 0, overlap(one, other, 1) > 0 else {
                return pose.isIdentical(to: twin) ? 1 : 0
            }
            if one.size == 0, other.size == 0, pose.isIdentical(to: twin) { return 1 }
            guard pose.isUpright, twin.isUpright else {
                return ratio(CuboidOverlap.sharedVolume(pose, twin), one, other)
            }
            let origin = SIMD2(pose.center.x, pose.center.y)
            let plan = ConvexClip.sharedArea(
                groundPlan(pose, about: origin), groundPlan(twin, about: origin))
            return ratio(plan * height, one, other)
        default: return 0
        }
    }

    private static func overlap(_ one: Shape, _ other: Shape, _ axis: Int) -> Double {
        max(0, min(one.upper[axis], other.upper[axis]) - max(one.lower[axis], other.lower[axis]))
    }

    private static func ratio(_ shared: Double, _ one: Shape, _ other: Shape) -> Double {
        let union = one.size + other.size - shared
        if union > 0 { return min(1, max(0, shared / union)) }
        return one.lower == other.lower && one.upper == other.upper ? 1 : 0
    }

    private static func equal(_ points: [SIMD2<Double>], _ others: [SIMD2<Double>]) -> Bool {
        points == others
    }

    private static func nearness(_ distance: Double, _ scale: Double) -> Double {
        if distance == 0 { return 1 }
        return scale > 0 ? max(0, 1 - distance / scale) : 0
    }

    /// The corners as seen from above, counter-clockwise.
    private static func groundPlan(_ pose: CuboidPose, about origin: SIMD2<Double>) -> [SIMD2<Double>] {
        let turn = pose.heading
        let (cosine, sine) = (cos(turn), sin(turn))
        let half = SIMD2(pose.size.x.magnitude, pose.size.y.magnitude) / 2
        let center = SIMD2(pose.center.x, pose.center.y) - origin
        return [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)].map { x, y in
            let corner = SIMD2(x * half.x, y * half.y)
            return center
                + SIMD2(corner.x * cosine - corner.y * sine, corner.x * sine + corner.y * cosine)
        }
    }

    private static func lineDistance(_ one: [SIMD3<Double>], _ other: [SIMD3<Double>]) -> Double {
        let (points, others) = (spread(one), spread(other))
        func mean(_ pairs: some Sequence<(SIMD3<Double>, SIMD3<Double>)>) -> Double {
            pairs.reduce(0) { $0 + distance($1.0, $1.1) } / Double(points.count)
        }
        return min(mean(zip(points, others)), mean(zip(points, others.reversed())))
    }

    /// Points at equal distances along a line, its ends among them.
    private static func spread(_ line: [SIMD3<Double>], count: Int = 16) -> [SIMD3<Double>] {
        let lengths = zip(line, line.dropFirst()).map { distance($0, $1) }
        let step = lengths.reduce(0, +) / Double(count - 1)
        var points: [SIMD3<Double>] = []
        var index = 0
        var before = 0.0
        for number in 0..<count {
            let place = step * Double(number)
            while index < lengths.count - 1, before + lengths[index] < place {
                before += lengths[index]
                index += 1
            }
            let share = lengths[index] > 0 ? min(1, (place - before) / lengths[index]) : 0
            points.append(line[index] + (line[index + 1] - line[index]) * share)
        }
        return points
    }
}
