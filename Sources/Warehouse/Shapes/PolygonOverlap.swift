/// The areas of two polygons and of what they share, exact but for rounding, for any polygons: convex or not, and
/// those that cross themselves, by the even-odd rule.
///
/// The plane is cut into horizontal slabs at every corner and every crossing of two edges. Within a slab no edges
/// cross, so that each piece is a trapezoid, whose area is its width at half the height times its height.
struct PolygonOverlap {
    private(set) var first = 0.0
    private(set) var second = 0.0
    private(set) var shared = 0.0

    var union: Double { first + second - shared }

    /// Intersection over union; nil where both areas are 0.
    var ratio: Double? { union > 0 ? min(1, max(0, shared / union)) : nil }

    private struct Edge {
        /// From below to above.
        var low: SIMD2<Double>
        var high: SIMD2<Double>
        var isOfSecond: Bool

        func x(at y: Double) -> Double {
            let share = (y - low.y) / (high.y - low.y)
            return low.x + (high.x - low.x) * share
        }
    }

    init(_ one: [SIMD2<Double>], _ other: [SIMD2<Double>]) {
        // Taken about a point of theirs, small polygons far from the origin keep their digits.
        guard let origin = one.first ?? other.first else { return }
        var edges = Self.edges(of: one, about: origin, isOfSecond: false)
        edges += Self.edges(of: other, about: origin, isOfSecond: true)
        edges.sort { $0.low.y < $1.low.y }
        var cuts: [Double] = []
        for edge in edges {
            cuts.append(edge.low.y)
            cuts.append(edge.high.y)
        }
        Self.addCrossings(of: edges, to: &cuts)
        cuts.sort()
        sweep(edges, cuts)
    }

    private static func edges(
        of polygon: [SIMD2<Double>], about origin: SIMD2<Double>, isOfSecond: Bool
    ) -> [Edge] {
        guard polygon.count > 2 else { return [] }
        var edges: [Edge] = []
        var previous = polygon[polygon.count - 1] - origin
        for corner in polygon {
            let next = corner - origin
            if previous.y < next.y {
                edges.append(Edge(low: previous, high: next, isOfSecond: isOfSecond))
            } else if next.y < previous.y {
                edges.append(Edge(low: next, high: previous, isOfSecond: isOfSecond))
            }
            previous = next
        }
        return edges
    }

    private static func addCrossings(of edges: [Edge], to cuts: inout [Double]) {
        for (index, edge) in edges.enumerated() {
            for other in edges[(index + 1)...] {
                if other.low.y >= edge.high.y { break }
                let bottom = max(edge.low.y, other.low.y)
                let top = min(edge.high.y, other.high.y)
                guard bottom < top else { continue }
                let below = edge.x(at: bottom) - other.x(at: bottom)
                let above = edge.x(at: top) - other.x(at: top)
                // Another side at either end: they cross, where the difference is 0.
                if below < 0 && above > 0 || below > 0 && above < 0 {
                    cuts.append(bottom + (top - bottom) * (below / (below - above)))
                }
            }
        }
    }

    private mutating func sweep(_ edges: [Edge], _ cuts: [Double]) {
        var next = 0
        var active: [Edge] = []
        var places: [(x: Double, isOfSecond: Bool)] = []
        for (bottom, top) in zip(cuts, cuts.dropFirst()) where bottom < top {
            active.removeAll { $0.high.y <= bottom }
            while next < edges.count, edges[next].low.y <= bottom {
                if edges[next].high.y > bottom { active.append(edges[next]) }
                next += 1
            }
            let middle = bottom + (top - bottom) / 2
            places.removeAll(keepingCapacity: true)
            for edge in active { places.append((edge.x(at: middle), edge.isOfSecond)) }
            places.sort { $0.x < $1.x }
            var (isInFirst, isInSecond) = (false, false)
            for (index, place) in places.enumerated() {
                if index > 0 {
                    let area = (place.x - places[index - 1].x) * (top - bottom)
                    if isInFirst { first += area }
                    if isInSecond { second += area }
                    if isInFirst && isInSecond { shared += area }
                }
                if place.isOfSecond { isInSecond.toggle() } else { isInFirst.toggle() }
            }
        }
    }
}
