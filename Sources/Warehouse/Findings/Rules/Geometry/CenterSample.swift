/// A sample of the centers of a class's annotations: some drawn at random, and the outermost ones.
///
/// Two threads' samples can be combined in either order; the result is that of one thread.
struct CenterSample: Sendable {
    /// The annotation that a center belongs to.
    struct Origin: Sendable {
        /// Of the sample in the release, and of the annotation in its label.
        var position: Int
        var order: Int
        var frame: Int
        var annotationID: Int64?
        var trackID: Int64?
    }

    struct End: Sendable {
        var value: Double
        var origin: Origin
    }

    /// How many are drawn, and how many are kept at each end.
    private static let drawn = 1024
    private static let kept = 100

    private(set) var count = 0
    /// Those with the smallest random numbers; sorted only when there are twice as many as needed.
    private var centers: [(chance: UInt64, point: SIMD3<Double>)] = []
    private var limit = UInt64.max
    /// For each axis the smallest, then the greatest; sorted only when there are twice as many as needed.
    private var ends: [[End]] = Array(repeating: [], count: 6)
    /// The last one kept at each end, once enough are kept: others must be farther out.
    private var bounds: (low: SIMD3<Double>, high: SIMD3<Double>) = (
        SIMD3(repeating: .infinity), SIMD3(repeating: -.infinity)
    )
    private var lasts: [(position: Int, order: Int)] = Array(repeating: (Int.max, Int.max), count: 6)

    /// Keeps a center, if its random number is among the smallest.
    @inline(__always)
    mutating func draw(_ chance: UInt64, _ point: SIMD3<Double>) {
        count += 1
        if chance < limit { keep(chance, point) }
    }

    private mutating func keep(_ chance: UInt64, _ point: SIMD3<Double>) {
        centers.append((chance, point))
        if centers.count >= 2 * Self.drawn { trim() }
    }

    private mutating func trim() {
        centers.sort { $0.chance < $1.chance }
        if centers.count > Self.drawn { centers.removeLast(centers.count - Self.drawn) }
        if centers.count == Self.drawn { limit = centers[Self.drawn - 1].chance }
    }

    /// Keeps a center, if it is among the farthest; of those that are equally far, the first in the release.
    ///
    /// - Parameters:
    ///   - position: of the sample, as `order` is that of the annotation in its label.
    ///   - origin: called only if it is kept.
    @inline(__always)
    mutating func keepEnds(
        _ point: SIMD3<Double>, _ position: Int, _ order: Int, _ origin: () -> Origin
    ) {
        if any((point .<= bounds.low) .| (point .>= bounds.high)) {
            keepFar(point, position, order, origin)
        }
    }

    private mutating func keepFar(
        _ point: SIMD3<Double>, _ position: Int, _ order: Int, _ origin: () -> Origin
    ) {
        for axis in 0..<3 {
            let value = point[axis]
            if value < bounds.low[axis]
                || value == bounds.low[axis] && (position, order) < lasts[axis * 2]
            {
                keep(End(value: value, origin: origin()), axis * 2)
            }
            if value > bounds.high[axis]
                || value == bounds.high[axis] && (position, order) < lasts[axis * 2 + 1]
            {
                keep(End(value: value, origin: origin()), axis * 2 + 1)
            }
        }
    }

    private mutating func keep(_ end: End, _ side: Int) {
        ends[side].append(end)
        if ends[side].count >= 2 * Self.kept { trim(side) }
    }

    private mutating func trim(_ side: Int) {
        let isLow = side % 2 == 0
        ends[side].sort {
            if $0.value != $1.value { return isLow ? $0.value < $1.value : $0.value > $1.value }
            return ($0.origin.position, $0.origin.order) < ($1.origin.position, $1.origin.order)
        }
        guard ends[side].count >= Self.kept else { return }
        ends[side].removeLast(ends[side].count - Self.kept)
        let last = ends[side][Self.kept - 1]
        lasts[side] = (last.origin.position, last.origin.order)
        if isLow { bounds.low[side / 2] = last.value } else { bounds.high[side / 2] = last.value }
    }

    mutating func append(_ other: CenterSample) {
        count += other.count
        centers += other.centers
        trim()
        for side in ends.indices {
            ends[side] += other.ends[side]
            trim(side)
        }
    }

    /// The coordinates that were drawn.
    func values(_ axis: Int) -> [Double] {
        var drawn = self
        drawn.trim()
        return drawn.centers.map { $0.point[axis] }
    }

    /// Those that are farther than `reach` from the middle, among the farthest on either side.
    func ends(_ axis: Int, farFrom middle: Double, by reach: Double) -> [End] {
        var kept = self
        kept.trim(axis * 2)
        kept.trim(axis * 2 + 1)
        // While there are few, all are at both ends.
        return kept.ends[axis * 2].filter { middle - $0.value > reach }
            + kept.ends[axis * 2 + 1].filter { $0.value - middle > reach }
    }
}
