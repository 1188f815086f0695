import Platform

/// The extent, area and length of a list of points.
struct PointGeometry {
    private let values: UnsafePointer<Double>
    private let count: Int
    private let step: Int
    var lower: SIMD3<Double>
    var upper: SIMD3<Double>

    /// - Parameter step: coordinates a point: 2 or 3.
    init(_ values: UnsafePointer<Double>, count: Int, step: Int) {
        self.values = values
        self.count = count
        self.step = step
        lower = SIMD3(values[0], values[1], step == 3 ? values[2] : 0)
        upper = lower
        for index in 1..<max(count, 1) {
            let at = values + index * step
            let point = SIMD3(at[0], at[1], step == 3 ? at[2] : 0)
            lower = pointwiseMin(lower, point)
            upper = pointwiseMax(upper, point)
        }
    }

    /// The area of the closed polygon in the plane, by the shoelace formula.
    ///
    /// Taken about the first point: a small polygon far from the origin keeps its digits.
    func area() -> Double {
        guard count > 2 else { return 0 }
        let originX = values[0]
        let originY = values[1]
        var doubled = 0.0
        var previousX = values[step] - originX
        var previousY = values[step + 1] - originY
        for index in 2..<count {
            let x = values[index * step] - originX
            let y = values[index * step + 1] - originY
            doubled += previousX * y - x * previousY
            previousX = x
            previousY = y
        }
        return doubled.magnitude / 2
    }

    /// The length of the open line through the points.
    func length() -> Double {
        var total = 0.0
        for index in 1..<max(count, 1) {
            let at = values + index * step
            let before = at - step
            let dx = at[0] - before[0]
            let dy = at[1] - before[1]
            let dz = step == 3 ? at[2] - before[2] : 0
            total += (dx * dx + dy * dy + dz * dz).squareRoot()
        }
        return total
    }
}

extension CuboidRecord {
    /// The box along the axes that encloses the cuboid as it is turned: by its rotation, else by its yaw.
    ///
    /// The half extent along an axis is the sum of the half sizes, each weighted with the magnitude of its axis'
    /// component: the rotation matrix's row.
    var hull: (lower: SIMD3<Double>, upper: SIMD3<Double>)? {
        let half = size / 2
        guard (center + half).isFinite else { return nil }
        var extent = SIMD3<Double>(half.x.magnitude, half.y.magnitude, half.z.magnitude)
        let norm = (rotation * rotation).sum()
        if norm > 0, norm.isFinite {
            let q = rotation / norm.squareRoot()
            let (x, y, z, w) = (q.x, q.y, q.z, q.w)
            let rows = [
                SIMD3(1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
                SIMD3(2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
                SIMD3(2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
            ]
            let straight = extent
            for axis in 0..<3 {
                extent[axis] = (rows[axis] * straight).magnitudes.sum()
            }
        } else if yaw.isFinite, yaw != 0 {
            let cosine = cos(yaw).magnitude
            let sine = sin(yaw).magnitude
            extent = SIMD3(
                extent.x * cosine + extent.y * sine, extent.x * sine + extent.y * cosine, extent.z)
        }
        let bounds = (lower: center - extent, upper: center + extent)
        return bounds.lower.isFinite && bounds.upper.isFinite ? bounds : nil
    }
}

extension SIMD3<Double> {
    fileprivate var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
    fileprivate var magnitudes: SIMD3<Double> { SIMD3(x.magnitude, y.magnitude, z.magnitude) }
}
