/// The volume that two cuboids share, however they are turned.
///
/// One of them is cut into five tetrahedra, and each is clipped by the faces of the other: what is left is cut into
/// tetrahedra again, so that nothing has to be known of how the pieces hang together, and rounding moves no more than
/// slivers.
enum CuboidOverlap {
    private struct Tetrahedron {
        var a: SIMD3<Double>
        var b: SIMD3<Double>
        var c: SIMD3<Double>
        var d: SIMD3<Double>

        var volume: Double {
            let (u, v, w) = (b - a, c - a, d - a)
            let cross = SIMD3(v.y * w.z - v.z * w.y, v.z * w.x - v.x * w.z, v.x * w.y - v.y * w.x)
            return (u * cross).sum().magnitude / 6
        }
    }

    static func sharedVolume(_ one: CuboidPose, _ other: CuboidPose) -> Double {
        let (ownHalf, half) = (magnitude(one.size) / 2, magnitude(other.size) / 2)
        let (own, frame) = (one.axes, other.axes)
        // As the other cuboid sees it: its faces are then at plus and minus `half` of each axis.
        func seen(_ way: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3((way * frame.x).sum(), (way * frame.y).sum(), (way * frame.z).sum())
        }
        let center = seen(one.center - other.center)
        let (x, y, z) = (seen(own.x) * ownHalf.x, seen(own.y) * ownHalf.y, seen(own.z) * ownHalf.z)
        func corner(_ index: Int) -> SIMD3<Double> {
            center + (index & 1 == 0 ? -x : x) + (index & 2 == 0 ? -y : y) + (index & 4 == 0 ? -z : z)
        }
        // The one in the middle, and those that it cuts off.
        let cut = [(0, 3, 5, 6), (1, 0, 3, 5), (2, 0, 3, 6), (4, 0, 5, 6), (7, 3, 5, 6)]
        var pieces = cut.map {
            Tetrahedron(a: corner($0.0), b: corner($0.1), c: corner($0.2), d: corner($0.3))
        }
        for axis in 0..<3 {
            for sign in [1.0, -1.0] {
                var clipped: [Tetrahedron] = []
                clipped.reserveCapacity(pieces.count * 2)
                for piece in pieces { clip(piece, axis, sign, half[axis], into: &clipped) }
                if clipped.isEmpty { return 0 }
                swap(&pieces, &clipped)
            }
        }
        return pieces.reduce(0) { $0 + $1.volume }
    }

    private static func magnitude(_ size: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(size.x.magnitude, size.y.magnitude, size.z.magnitude)
    }

    /// Adds what of a tetrahedron is on the inner side of a face: where `sign` times the coordinate is `limit` or less.
    private static func clip(
        _ piece: Tetrahedron, _ axis: Int, _ sign: Double, _ limit: Double,
        into pieces: inout [Tetrahedron]
    ) {
        func depth(_ point: SIMD3<Double>) -> Double { limit - sign * point[axis] }
        // Those inside first.
        var (a, b, c, d) = (piece.a, piece.b, piece.c, piece.d)
        var (p, q, r, s) = (depth(a), depth(b), depth(c), depth(d))
        func order(
            _ one: inout SIMD3<Double>, _ other: inout SIMD3<Double>, _ depth: inout Double,
            _ otherDepth: inout Double
        ) {
            guard depth < otherDepth else { return }
            swap(&one, &other)
            swap(&depth, &otherDepth)
        }
        order(&a, &b, &p, &q)
        order(&c, &d, &r, &s)
        order(&a, &c, &p, &r)
        order(&b, &d, &q, &s)
        order(&b, &c, &q, &r)
        /// Where the way from a point inside to one outside meets the face.
        func meeting(
            _ inside: SIMD3<Double>, _ depth: Double, _ outside: SIMD3<Double>, _ height: Double
        ) -> SIMD3<Double> {
            inside + (outside - inside) * (depth / (depth - height))
        }
        /// A prism, by its two triangles.
        func addPrism(
            _ one: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>),
            _ other: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
        ) {
            pieces.append(Tetrahedron(a: one.0, b: one.1, c: one.2, d: other.0))
            pieces.append(Tetrahedron(a: one.1, b: one.2, c: other.0, d: other.1))
            pieces.append(Tetrahedron(a: one.2, b: other.0, c: other.1, d: other.2))
        }
        if s >= 0 {
            pieces.append(piece)
        } else if r > 0 {
            addPrism((meeting(a, p, d, s), meeting(b, q, d, s), meeting(c, r, d, s)), (a, b, c))
        } else if q > 0 {
            addPrism(
                (a, meeting(a, p, c, r), meeting(a, p, d, s)), (b, meeting(b, q, c, r), meeting(b, q, d, s)))
        } else if p > 0 {
            pieces.append(
                Tetrahedron(a: a, b: meeting(a, p, b, q), c: meeting(a, p, c, r), d: meeting(a, p, d, s)))
        }
    }
}
