/// Points in the plane, read from minified JSON, `[[x,y],…]`, again and again into the same memory.
struct PlanePoints {
    private(set) var points: [SIMD2<Double>] = []
    private var hull: [SIMD2<Double>] = []

    // MARK: Reading

    /// - Returns: false when the text is anything else.
    mutating func read(_ text: UnsafeRawBufferPointer) -> Bool {
        points.removeAll(keepingCapacity: true)
        let end = text.count - 1
        // The brackets behind every number end it: no number is read beyond the text.
        guard end > 0, text[0] == 0x5B, text[end] == 0x5D, let base = text.baseAddress else { return false }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        return CoordinateReader.powers.withUnsafeBufferPointer { powers in
            var at = 1
            while at < end {
                if !points.isEmpty {
                    guard bytes[at] == 0x2C else { return false }
                    at += 1
                }
                guard bytes[at] == 0x5B else { return false }
                at += 1
                guard let x = CoordinateReader.number(bytes, &at, powers), at < end, bytes[at] == 0x2C
                else { return false }
                at += 1
                guard let y = CoordinateReader.number(bytes, &at, powers), at < end, bytes[at] == 0x5D
                else { return false }
                at += 1
                points.append(SIMD2(x, y))
            }
            return at == end
        }
    }

    // MARK: The hull

    /// The area of the smallest convex polygon around the points; their order is lost.
    ///
    /// A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979.
    mutating func convexHullArea() -> Double {
        guard points.count > 2 else { return 0 }
        points.sort { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
        hull.removeAll(keepingCapacity: true)
        for point in points { extend(point, keeping: 1) }
        // The other direction begins at the last point, which is there already.
        let lower = hull.count
        for point in points.dropLast().reversed() { extend(point, keeping: lower) }
        guard hull.count > 3 else { return 0 }
        var doubled = 0.0
        for index in 1..<hull.count - 1 { doubled += Self.cross(hull[0], hull[index], hull[index + 1]) }
        return doubled.magnitude / 2
    }

    private mutating func extend(_ point: SIMD2<Double>, keeping least: Int) {
        while hull.count > least, hull.count > 1,
            Self.cross(hull[hull.count - 2], hull[hull.count - 1], point) <= 0
        {
            hull.removeLast()
        }
        hull.append(point)
    }

    /// Positive when the way from `a` by `b` to `c` turns from x to y.
    private static func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
        let (one, other) = (b - a, c - a)
        return one.x * other.y - one.y * other.x
    }
}
