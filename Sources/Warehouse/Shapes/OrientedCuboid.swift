/// A cuboid with an inside, as it is turned in space.
struct OrientedCuboid {
    let center: SIMD3<Double>
    /// Half of length, width and height.
    let half: SIMD3<Double>
    /// The directions of length, width and height, of length 1.
    let x: SIMD3<Double>
    let y: SIMD3<Double>
    let z: SIMD3<Double>
    /// Half of the diagonal.
    let radius: Double

    /// nil where the centre or a size is unknown, or a size is not positive: then there is no inside.
    init?(_ pose: CuboidPose) {
        let half = pose.size / 2
        guard half.x > 0, half.y > 0, half.z > 0, pose.center.isFinite else { return nil }
        radius = half.length
        guard radius.isFinite else { return nil }
        center = pose.center
        self.half = half
        (x, y, z) = pose.axes
    }

    /// Whether it is turned about the vertical only.
    private var isUpright: Bool { z.z == 1 && z.x == 0 && z.y == 0 }

    /// What rounding may make of two cuboids that touch: 10⁻⁹ of the sum of their half diagonals, and 2⁻⁵⁰ of the
    /// largest coordinate of their centres.
    static func tolerance(_ one: OrientedCuboid, _ other: OrientedCuboid) -> Double {
        var reach = 0.0
        for axis in 0..<3 {
            reach = max(reach, one.center[axis].magnitude, other.center[axis].magnitude)
        }
        return 1e-9 * (one.radius + other.radius) + 0x1p-50 * reach
    }

    /// How deeply two cuboids overlap: the shortest distance that one has to be moved for them not to.
    /// nil if they share none, or no more than ``tolerance(_:_:)``: cuboids that touch do not intersect.
    ///
    /// By separating axes: two convex bodies share no inside just where a plane parts them, and of two boxes such a
    /// plane is parallel to a face of one, or to an edge of each. S. Gottschalk, M. Lin, D. Manocha, "OBBTree", 1996.
    func depth(in other: OrientedCuboid) -> Double? {
        let way = other.center - center
        let tolerance = Self.tolerance(self, other)
        guard way.length < radius + other.radius - tolerance else { return nil }
        var depth = Double.infinity
        /// Whether the bodies overlap along a direction of length 1.
        func overlaps(_ axis: SIMD3<Double>) -> Bool {
            depth = min(depth, reach(along: axis) + other.reach(along: axis) - Self.dot(way, axis).magnitude)
            return depth > tolerance
        }
        if isUpright && other.isUpright {
            guard overlaps(z), overlaps(x), overlaps(y), overlaps(other.x), overlaps(other.y) else {
                return nil
            }
            return depth
        }
        guard overlaps(x), overlaps(y), overlaps(z) else { return nil }
        guard overlaps(other.x), overlaps(other.y), overlaps(other.z) else { return nil }
        for edge in [x, y, z] {
            for side in [other.x, other.y, other.z] {
                guard let axis = Self.perpendicular(edge, side) else { continue }
                guard overlaps(axis) else { return nil }
            }
        }
        return depth
    }

    /// How far the body reaches from its centre along a direction.
    private func reach(along axis: SIMD3<Double>) -> Double {
        half.x * Self.dot(x, axis).magnitude + half.y * Self.dot(y, axis).magnitude
            + half.z * Self.dot(z, axis).magnitude
    }

    private static func dot(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        one.x * other.x + one.y * other.y + one.z * other.z
    }

    /// The direction across two edges; nil where they are parallel, and the faces say all.
    ///
    /// Of edges that are nearly parallel the plain product has few digits left, and a direction that is off makes
    /// bodies look deeper in each other than they are. Then each component is calculated to its last digit.
    private static func perpendicular(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> SIMD3<Double>? {
        var across = SIMD3(
            one.y * other.z - one.z * other.y, one.z * other.x - one.x * other.z,
            one.x * other.y - one.y * other.x)
        var square = dot(across, across)
        if square < 1e-6 {
            across = SIMD3(
                ExactProduct.difference(one.y, other.z, one.z, other.y),
                ExactProduct.difference(one.z, other.x, one.x, other.z),
                ExactProduct.difference(one.x, other.y, one.y, other.x))
            square = dot(across, across)
        }
        return square > 0 ? across / square.squareRoot() : nil
    }
}
