/// Finds the hulls of one frame that meet, without looking at each pair.
///
/// Hulls are sorted along x or y, whichever they crowd less; each is then compared with those that begin before it ends.
struct HullSweep {
    private struct Hull {
        var lower: SIMD3<Double>
        var upper: SIMD3<Double>
        var number: Int
    }

    private var hulls: [Hull] = []

    var count: Int { hulls.count }

    mutating func removeAll() { hulls.removeAll(keepingCapacity: true) }

    /// - Parameter number: the hull's own; greater than those before it.
    mutating func add(_ number: Int, lower: SIMD3<Double>, upper: SIMD3<Double>) {
        hulls.append(Hull(lower: lower, upper: upper, number: number))
    }

    /// Calls `body` with the numbers of each two hulls that meet, if only on their border, the lesser number first.
    /// The order of pairs depends on the hulls alone.
    mutating func forEachPair(_ body: (Int, Int) throws -> Void) rethrows {
        guard hulls.count > 1 else { return }
        if isCrowdedAlongX { try sweep(1, 0, body) } else { try sweep(0, 1, body) }
    }

    private mutating func sweep(
        _ axis: Int, _ side: Int, _ body: (Int, Int) throws -> Void
    ) rethrows {
        hulls.sort {
            $0.lower[axis] != $1.lower[axis] ? $0.lower[axis] < $1.lower[axis] : $0.number < $1.number
        }
        for index in hulls.indices.dropLast() {
            let hull = hulls[index]
            let end = hull.upper[axis]
            for next in hulls.indices[(index + 1)...] {
                let other = hulls[next]
                if other.lower[axis] > end { break }
                guard other.lower[side] <= hull.upper[side], hull.lower[side] <= other.upper[side],
                    other.lower.z <= hull.upper.z, hull.lower.z <= other.upper.z
                else { continue }
                try body(min(hull.number, other.number), max(hull.number, other.number))
            }
        }
    }

    /// Whether hulls cover more of the way along x than along y.
    private var isCrowdedAlongX: Bool {
        var lower = hulls[0].lower
        var upper = hulls[0].upper
        var covered = SIMD3<Double>(repeating: 0)
        for hull in hulls {
            lower = pointwiseMin(lower, hull.lower)
            upper = pointwiseMax(upper, hull.upper)
            covered += hull.upper - hull.lower
        }
        let reach = upper - lower
        return covered.x * reach.y > covered.y * reach.x
    }
}
