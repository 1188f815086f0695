import Platform

/// A cuboid's numbers as the file gives them: metres and radians, NaN where it says nothing.
public struct CuboidPose: Sendable {
    public var center = SIMD3<Double>(repeating: .nan)
    /// Length, width, height.
    public var size = SIMD3<Double>(repeating: .nan)
    public var yaw = Double.nan
    /// qx, qy, qz, qw.
    public var rotation = SIMD4<Double>(repeating: .nan)

    /// Whether all columns are the same, absent ones included.
    func isIdentical(to other: CuboidPose) -> Bool {
        func same(_ one: Double, _ other: Double) -> Bool { one == other || one.isNaN && other.isNaN }
        return (0..<3).allSatisfy { same(center[$0], other.center[$0]) && same(size[$0], other.size[$0]) }
            && same(yaw, other.yaw) && (0..<4).allSatisfy { same(rotation[$0], other.rotation[$0]) }
    }

    /// The rotation as a unit quaternion: by `rotation`, else by `yaw`; the identity where neither says anything.
    var unitRotation: SIMD4<Double> {
        let norm = (rotation * rotation).sum()
        if norm > 0, norm.isFinite { return rotation / norm.squareRoot() }
        guard yaw.isFinite else { return SIMD4(0, 0, 0, 1) }
        return SIMD4(0, 0, sin(yaw / 2), cos(yaw / 2))
    }

    /// The directions of length, width and height, of length 1.
    var axes: (x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>) {
        let norm = (rotation * rotation).sum()
        guard norm > 0, norm.isFinite else {
            let turn = yaw.isFinite ? yaw : 0
            let (cosine, sine) = (cos(turn), sin(turn))
            return (SIMD3(cosine, sine, 0), SIMD3(-sine, cosine, 0), SIMD3(0, 0, 1))
        }
        let q = rotation / norm.squareRoot()
        return (
            SIMD3(
                1 - 2 * (q.y * q.y + q.z * q.z), 2 * (q.x * q.y + q.z * q.w), 2 * (q.x * q.z - q.y * q.w)),
            SIMD3(
                2 * (q.x * q.y - q.z * q.w), 1 - 2 * (q.x * q.x + q.z * q.z), 2 * (q.y * q.z + q.x * q.w)),
            SIMD3(
                2 * (q.x * q.z + q.y * q.w), 2 * (q.y * q.z - q.x * q.w), 1 - 2 * (q.x * q.x + q.y * q.y))
        )
    }

    /// Whether its height is vertical, up or down, but for what rounding makes of a rotation: it is turned about the
    /// vertical only.
    var isUpright: Bool {
        let norm = (rotation * rotation).sum()
        guard norm > 0, norm.isFinite else { return true }
        // Squares of the sines of half the angles by which the height is off, and off upside down.
        let tilt = rotation.x * rotation.x + rotation.y * rotation.y
        let flip = rotation.w * rotation.w + rotation.z * rotation.z
        return min(tilt, flip) <= 1e-18 * norm
    }

    /// The direction in which the cuboid's length points, seen from above, rad.
    var heading: Double {
        let norm = (rotation * rotation).sum()
        guard norm > 0, norm.isFinite else { return yaw.isFinite ? yaw : 0 }
        let q = rotation / norm.squareRoot()
        return atan2(2 * (q.w * q.z + q.x * q.y), 1 - 2 * (q.y * q.y + q.z * q.z))
    }

    /// The least angle that turns one rotation into the other, rad, from 0 to π: a quaternion and its negative are
    /// one rotation.
    func angle(to other: CuboidPose) -> Double {
        let (one, two) = (unitRotation, other.unitRotation)
        let cosine = (one * two).sum().magnitude
        // Near 1 the arc cosine has no digits left; the distance of the quaternions has.
        let nearer = (one * two).sum() < 0 ? one + two : one - two
        return cosine > 0.9 ? 4 * asin(min(1, (nearer * nearer).sum().squareRoot() / 2)) : 2 * acos(cosine)
    }
}
