import Platform

/// A set of directions in a plane: their mean, and how far they agree.
///
/// Each is a unit vector; the mean is the direction of the vectors' sum, the resultant length that of their mean: 1
/// when all agree, 0 when they cancel out. Source: K. V. Mardia and P. E. Jupp, Directional Statistics (2000), 2.2.
struct Directions {
    private(set) var count = 0
    private(set) var bins: [Int]
    private var sines = 0.0
    private var cosines = 0.0

    /// - Parameter bins: of the histogram from -π to π.
    init(bins: Int) {
        self.bins = [Int](repeating: 0, count: max(1, bins))
    }

    /// Adds an angle in radians; infinities and NaN are ignored.
    mutating func add(_ angle: Double) {
        guard angle.isFinite else { return }
        count += 1
        sines += sin(angle)
        cosines += cos(angle)
        bins[bin(of: Self.wrapped(angle))] += 1
    }

    /// The mean direction, from -π to π; nil if there are none, or they cancel out.
    var mean: Double? {
        guard let resultant, resultant > 1e-9 else { return nil }
        return atan2(sines, cosines)
    }

    /// From 0 to 1; nil if there are none.
    var resultant: Double? {
        count == 0 ? nil : min(1, hypot(sines, cosines) / Double(count))
    }

    // MARK: The histogram

    /// The edge before a bin.
    func edge(_ bin: Int) -> Double {
        bin == bins.count ? .pi : -.pi + Double(bin) * (2 * .pi / Double(bins.count))
    }

    private func bin(of angle: Double) -> Int {
        var bin = min(bins.count - 1, max(0, Int((angle + .pi) / (2 * .pi) * Double(bins.count))))
        // The division may have been rounded over an edge.
        if angle < edge(bin), bin > 0 { bin -= 1 }
        if bin < bins.count - 1, angle >= edge(bin + 1) { bin += 1 }
        return bin
    }

    /// An angle as the one in (-π, π] that points the same way.
    static func wrapped(_ angle: Double) -> Double {
        let rest = remainder(angle, 2 * .pi)
        return rest <= -.pi ? .pi : rest
    }

    /// How far a unit quaternion, or a multiple of one, turns about z; nil for the zero quaternion.
    ///
    /// The first of the angles in the order z, y, x: https://en.wikipedia.org/wiki/Conversion_between_quaternions_and_Euler_angles
    static func yaw(of quaternion: SIMD4<Double>) -> Double? {
        // By the largest part first, so that no square overflows or vanishes.
        let scale = max(
            max(quaternion.x.magnitude, quaternion.y.magnitude),
            max(quaternion.z.magnitude, quaternion.w.magnitude))
        guard scale > 0, scale.isFinite else { return nil }
        let q = quaternion / scale
        let square = (q.x * q.x + q.y * q.y, q.z * q.z + q.w * q.w)
        let norm = square.0 + square.1
        return atan2(2 * (q.w * q.z + q.x * q.y), norm - 2 * (q.y * q.y + q.z * q.z))
    }
}

extension FigureTable {
    /// Adds the bins of directions, from -π to π; no bins without directions.
    mutating func addHistogram(of directions: Directions, _ measure: String, key: [Figure]) {
        guard directions.count > 0 else { return }
        for (bin, count) in directions.bins.enumerated() {
            rows.append(
                key + [
                    .text(measure), .count(bin), .measure(directions.edge(bin)),
                    .measure(directions.edge(bin + 1)),
                    .count(count),
                ])
        }
    }
}
