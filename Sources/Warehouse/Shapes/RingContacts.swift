/// How the border of a polygon meets itself, computed exactly.
struct RingContacts {
    enum Verdict: Equatable {
        /// Edges meet only where one follows on the other.
        case simple
        /// Edges meet elsewhere, and the border stays on one side of itself or runs along itself.
        case touching(Int, Int)
        /// The border passes from one side of itself to the other.
        case crossing(Int, Int)
    }

    /// Corners without those that repeat the one before.
    private var ring: [SIMD2<Double>] = []
    /// Of each, its place in the list that was given.
    private var places: [Int] = []
    /// Runs of edges whose ends are in order.
    private var chains: [Chain] = []
    /// Hulls of chains, pairs of them, pairs of those; the root at 1.
    private var tree: [Hull] = []
    private var leaves = 0
    private var touch: (Int, Int)?
    private var crossing: (Int, Int)?

    /// A run of edges whose corners grow by x, then y, or get less. No two of its edges meet but where one follows on the
    /// other.
    private struct Chain {
        /// The first edge; edge `i` goes from corner `i` to corner `i + 1`.
        var first: Int
        var count: Int
        var isRising: Bool
        var hull: Hull
    }

    private struct Hull {
        var lower = SIMD2(repeating: Double.infinity)
        var upper = SIMD2(repeating: -Double.infinity)

        func meets(_ other: Hull) -> Bool {
            lower.x <= other.upper.x && other.lower.x <= upper.x && lower.y <= other.upper.y
                && other.lower.y <= upper.y
        }

        mutating func cover(_ point: SIMD2<Double>) {
            lower = pointwiseMin(lower, point)
            upper = pointwiseMax(upper, point)
        }

        mutating func cover(_ other: Hull) {
            lower = pointwiseMin(lower, other.lower)
            upper = pointwiseMax(upper, other.upper)
        }
    }

    /// The number of corners without repetitions, of the last ring that was judged.
    var corners: Int { ring.count }

    /// Judges the closed border through `points`, whose last is joined to the first. Corners that repeat the one before
    /// count once; with fewer than three left there is no polygon, and nothing is said.
    ///
    /// Edges are numbered by the point that they begin at. An edge that runs back over the one before touches it.
    ///
    /// - Parameter coordinates: x and y of each point in turn.
    mutating func judge(_ coordinates: UnsafeBufferPointer<Double>) -> Verdict? {
        collapse(coordinates)
        guard ring.count > 2 else { return nil }
        touch = nil
        crossing = nil
        cutIntoChains()
        if chains.count > 12 {
            growTree()
            compareWithin(1)
        } else {
            compareAll()
        }
        if let crossing { return .crossing(places[crossing.0], places[crossing.1]) }
        if let touch { return .touching(places[touch.0], places[touch.1]) }
        return .simple
    }

    private mutating func collapse(_ coordinates: UnsafeBufferPointer<Double>) {
        ring.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        for place in 0..<coordinates.count / 2 {
            let point = SIMD2(coordinates[place * 2], coordinates[place * 2 + 1])
            if ring.last == point { continue }
            ring.append(point)
            places.append(place)
        }
        while ring.count > 1, ring.last == ring.first {
            ring.removeLast()
            places.removeLast()
        }
    }

    private func next(_ index: Int) -> Int { index + 1 == ring.count ? 0 : index + 1 }
    private func previous(_ index: Int) -> Int { index == 0 ? ring.count - 1 : index - 1 }

    private static func precedes(_ one: SIMD2<Double>, _ other: SIMD2<Double>) -> Bool {
        one.x != other.x ? one.x < other.x : one.y < other.y
    }

    // MARK: Chains

    private mutating func cutIntoChains() {
        chains.removeAll(keepingCapacity: true)
        // The least corner ends a chain and begins one.
        var start = 0
        for index in ring.indices where Self.precedes(ring[index], ring[start]) { start = index }
        var index = start
        repeat {
            let following = next(index)
            let isRising = Self.precedes(ring[index], ring[following])
            if let last = chains.last, last.isRising == isRising {
                chains[chains.count - 1].count += 1
            } else {
                chains.append(Chain(first: index, count: 1, isRising: isRising, hull: Hull()))
                chains[chains.count - 1].hull.cover(ring[index])
                // Only here can an edge run back.
                noteFoldedEdge(at: index)
            }
            chains[chains.count - 1].hull.cover(ring[following])
            index = following
        } while index != start
    }

    private mutating func noteFoldedEdge(at index: Int) {
        guard touch == nil else { return }
        if Orientation.sign(ring[previous(index)], ring[index], ring[next(index)]) == 0 {
            touch = (previous(index), index)
        }
    }

    // MARK: Pairs of chains

    private mutating func compareAll() {
        for one in chains.indices.dropLast() {
            for other in (one + 1)..<chains.count where chains[one].hull.meets(chains[other].hull) {
                compare(chains[one], chains[other])
                if crossing != nil { return }
            }
        }
    }

    /// Consecutive chains are near each other: their order makes a good tree.
    private mutating func growTree() {
        leaves = 1
        while leaves < chains.count { leaves *= 2 }
        tree.removeAll(keepingCapacity: true)
        tree.append(contentsOf: repeatElement(Hull(), count: leaves * 2))
        for (index, chain) in chains.enumerated() { tree[leaves + index] = chain.hull }
        for node in (1..<leaves).reversed() {
            tree[node] = tree[node * 2]
            tree[node].cover(tree[node * 2 + 1])
        }
    }

    private mutating func compareWithin(_ node: Int) {
        guard node < leaves, crossing == nil else { return }
        compareWithin(node * 2)
        compareWithin(node * 2 + 1)
        compare(node * 2, node * 2 + 1)
    }

    /// Both nodes are equally far from the root.
    private mutating func compare(_ one: Int, _ other: Int) {
        guard crossing == nil, tree[one].meets(tree[other]) else { return }
        guard one < leaves else { return compare(chains[one - leaves], chains[other - leaves]) }
        compare(one * 2, other * 2)
        compare(one * 2, other * 2 + 1)
        compare(one * 2 + 1, other * 2)
        compare(one * 2 + 1, other * 2 + 1)
    }

    /// Goes along both chains at once: only edges whose ends are interleaved can meet.
    private mutating func compare(_ one: Chain, _ other: Chain) {
        var (index, at) = (0, 0)
        while index < one.count, at < other.count {
            let edge = edge(index, of: one)
            let side = self.edge(at, of: other)
            let end = ring[one.isRising ? next(edge) : edge]
            let sideEnd = ring[other.isRising ? next(side) : side]
            compareEdges(edge, side)
            if crossing != nil { return }
            if Self.precedes(end, sideEnd) {
                index += 1
            } else if end == sideEnd {
                index += 1
                at += 1
            } else {
                at += 1
            }
        }
    }

    /// The number of an edge, counted from the chain's least corner.
    private func edge(_ index: Int, of chain: Chain) -> Int {
        let edge = chain.first + (chain.isRising ? index : chain.count - 1 - index)
        return edge < ring.count ? edge : edge - ring.count
    }

    // MARK: Pairs of edges

    private mutating func compareEdges(_ one: Int, _ other: Int) {
        let (first, second) = (next(one), next(other))
        // What follows on each other was looked at when chains were cut.
        if first == other || second == one || one == other { return }
        let (p, q, r, s) = (ring[one], ring[first], ring[other], ring[second])
        if max(p.y, q.y) < min(r.y, s.y) || max(r.y, s.y) < min(p.y, q.y) { return }
        if max(p.x, q.x) < min(r.x, s.x) || max(r.x, s.x) < min(p.x, q.x) { return }
        let rSide = Orientation.sign(p, q, r)
        let sSide = Orientation.sign(p, q, s)
        if rSide * sSide > 0 { return }
        let pSide = Orientation.sign(r, s, p)
        let qSide = Orientation.sign(r, s, q)
        if pSide * qSide > 0 { return }
        if rSide * sSide < 0 && pSide * qSide < 0 {
            crossing = (min(one, other), max(one, other))
            return
        }
        var meets = false
        if rSide == 0, Self.covers(p, q, r) { meets = visit(corner: other, on: one) || meets }
        if sSide == 0, Self.covers(p, q, s) { meets = visit(corner: second, on: one) || meets }
        if pSide == 0, Self.covers(r, s, p) { meets = visit(corner: one, on: other) || meets }
        if qSide == 0, Self.covers(r, s, q) { meets = visit(corner: first, on: other) || meets }
        if meets, touch == nil { touch = (min(one, other), max(one, other)) }
    }

    /// Whether a point of the line through two others lies between them, or is one of them.
    private static func covers(_ p: SIMD2<Double>, _ q: SIMD2<Double>, _ point: SIMD2<Double>) -> Bool {
        min(p.x, q.x) <= point.x && point.x <= max(p.x, q.x) && min(p.y, q.y) <= point.y
            && point.y <= max(p.y, q.y)
    }

    /// Looks at the border about a corner that lies on an edge: does it pass to the other side there?
    private mutating func visit(corner: Int, on edge: Int) -> Bool {
        let (start, end) = (edge, next(edge))
        let point = ring[corner]
        let (before, after) = (ring[previous(corner)], ring[next(corner)])
        let isCrossing: Bool
        if point == ring[start] {
            isCrossing = Self.parts(point, (before, after), (ring[previous(start)], ring[end]))
        } else if point == ring[end] {
            isCrossing = Self.parts(point, (before, after), (ring[start], ring[next(end)]))
        } else {
            isCrossing = Self.parts(point, (before, after), (ring[start], ring[end]))
        }
        if isCrossing, crossing == nil {
            crossing = (min(corner, edge), max(corner, edge))
        }
        return true
    }

    /// Whether the way from `way.0` over `point` to `way.1` has one of `ends` on its left and the other on its right.
    /// One that lies on the way is on neither side.
    private static func parts(
        _ point: SIMD2<Double>, _ way: (SIMD2<Double>, SIMD2<Double>), _ ends: (SIMD2<Double>, SIMD2<Double>)
    ) -> Bool {
        lies(ends.0, from: way.0, to: way.1, about: point)
            && lies(ends.1, from: way.1, to: way.0, about: point)
            || lies(ends.1, from: way.0, to: way.1, about: point)
                && lies(ends.0, from: way.1, to: way.0, about: point)
    }

    /// Whether one meets `end` when turning from `one` to `other`, from x to y, before the turn is done.
    private static func lies(
        _ end: SIMD2<Double>, from one: SIMD2<Double>, to other: SIMD2<Double>, about point: SIMD2<Double>
    ) -> Bool {
        let turn = Orientation.sign(point, one, other)
        if turn > 0 {
            return Orientation.sign(point, one, end) > 0 && Orientation.sign(point, end, other) > 0
        }
        if turn < 0 {
            return !(Orientation.sign(point, other, end) >= 0 && Orientation.sign(point, end, one) >= 0)
        }
        // Half a turn, or none: a border that runs back on itself has nothing on one side.
        let isHalf =
            (one.x - point.x) * (other.x - point.x) < 0 || (one.y - point.y) * (other.y - point.y) < 0
        return isHalf && Orientation.sign(point, one, end) > 0
    }
}
