import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct OrientedCuboidTests {
    private static func cuboid(
        _ center: SIMD3<Double>, _ size: SIMD3<Double>, yaw: Double = .nan,
        rotation: SIMD4<Double> = SIMD4(repeating: .nan)
    ) throws -> OrientedCuboid {
        try #require(
            OrientedCuboid(CuboidPose(center: center, size: size, yaw: yaw, rotation: rotation)))
    }

    private static func close(_ one: Double?, _ other: Double, within: Double = 1e-12) -> Bool {
        guard let one else { return false }
        return (one - other).magnitude <= within
    }

    @Test func `cuboids that share a face, an edge or a corner do not intersect`() throws {
        let one = try Self.cuboid([0, 0, 0], [2, 2, 2], yaw: 0)
        for center in [
            SIMD3<Double>(2, 0, 0), SIMD3(2, 2, 0), SIMD3(2, 2, 2), SIMD3(0, 0, -2), SIMD3(-2, 1, 1),
        ] {
            #expect(one.depth(in: try Self.cuboid(center, [2, 2, 2], yaw: 0)) == nil, "\(center)")
        }
        let diagonal = 2.0.squareRoot()
        let turned = try Self.cuboid([1 + diagonal, 0, 0], [2, 2, 2], yaw: .pi / 4)
        #expect(one.depth(in: turned) == nil)
        let nearer = try Self.cuboid([1 + diagonal - 1e-6, 0, 0], [2, 2, 2], yaw: .pi / 4)
        #expect(Self.close(one.depth(in: nearer), 1e-6))
    }

    @Test func `where coordinates are large, what touches still does not intersect`() throws {
        // UTM: neighbours whose sizes and places are tenths, which doubles there only come near to.
        for step in 0..<200 {
            let north = 5_400_000.1 + Double(step) * 0.7
            let one = try Self.cuboid([500_000.3, north, 100], [2.1, 1.4, 1.5], yaw: 0)
            let other = try Self.cuboid([500_000.3, north + 1.4, 100], [2.1, 1.4, 1.5], yaw: 0)
            #expect(one.depth(in: other) == nil)
        }
    }

    @Test func `depth is the least way apart`() throws {
        let one = try Self.cuboid([0, 0, 0], [4, 2, 2], yaw: 0)
        #expect(Self.close(one.depth(in: try Self.cuboid([3.5, 0, 0], [4, 2, 2], yaw: 0)), 0.5))
        #expect(Self.close(one.depth(in: try Self.cuboid([3, 1.9, 0], [4, 2, 2], yaw: 0)), 0.1))
        // One within the other.
        #expect(Self.close(one.depth(in: try Self.cuboid([0, 0, 0], [1, 1, 1], yaw: 0.3)), 1.5))
    }

    @Test func `a quaternion of any length turns, and one of zeros leaves it to the yaw`() throws {
        let long = try Self.cuboid([0, 0, 0], [10, 1, 1], yaw: 0, rotation: [0, 0, 5, 5])
        let other = try Self.cuboid([0, 4, 0], [1, 1, 1], yaw: 0)
        #expect(long.depth(in: other) != nil, "turned by 90°, it reaches along y")
        let none = try Self.cuboid([0, 0, 0], [10, 1, 1], yaw: .pi / 2, rotation: [0, 0, 0, 0])
        #expect(none.depth(in: other) != nil)
        let neither = try Self.cuboid([0, 0, 0], [10, 1, 1])
        #expect(neither.depth(in: other) == nil)
    }

    @Test func `what is flat, unknown or endless has no inside`() {
        var pose = CuboidPose(center: [0, 0, 0], size: [1, 0, 1], yaw: 0)
        #expect(OrientedCuboid(pose) == nil)
        pose.size = [1, -1, 1]
        #expect(OrientedCuboid(pose) == nil)
        pose.size = [1, .nan, 1]
        #expect(OrientedCuboid(pose) == nil)
        pose.size = [1e300, 1e300, 1]
        #expect(OrientedCuboid(pose) == nil)
        pose.size = [1, 1, 1]
        pose.center.z = .nan
        #expect(OrientedCuboid(pose) == nil)
    }

    @Test func `edges across each other part cuboids that no face parts`() throws {
        // Two long beams, one over the other, each turned by 45° about its length: edge over edge.
        let half = SIMD4<Double>(sin(.pi / 8), 0, 0, cos(.pi / 8))
        let across = SIMD4<Double>(0, sin(.pi / 8), 0, cos(.pi / 8))
        let one = try Self.cuboid([0, 0, 0], [10, 2, 2], rotation: half)
        let gap = 2 * 2.0.squareRoot()
        let above = try Self.cuboid([0, 0, gap * 1.000_001], [2, 10, 2], rotation: across)
        #expect(one.depth(in: above) == nil)
        let touching = try Self.cuboid([0, 0, gap * 0.999_999], [2, 10, 2], rotation: across)
        #expect(Self.close(one.depth(in: touching), gap * 1e-6, within: 1e-9))
    }

    // MARK: Against Qhull

    private struct Pair {
        var one: CuboidPose
        var other: CuboidPose
    }

    /// The pairs of `Scripts/record-geometry.py`.
    private static func forEachPair(
        _ count: Int, steps: [Float], _ body: (Int, Pair) throws -> Void
    ) rethrows {
        var draw = ReferenceRandom(seed: 0x6375_626F_6964_73)
        let tilts = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13]
        var next = steps.makeIterator()
        func pose(_ kind: Int, like: SIMD4<Double>?) -> (CuboidPose, SIMD4<Double>) {
            var pose = CuboidPose()
            for axis in 0..<3 {
                let share = draw.fraction()
                pose.size[axis] = 0.05 + 6 * (share * share)
            }
            pose.yaw = draw.signed() * .pi
            var rotation = SIMD4<Double>()
            for axis in 0..<4 { rotation[axis] = draw.signed() }
            let own = rotation
            if kind == 2, let like {
                let tilt = tilts[draw.below(12)]
                rotation = like + tilt * rotation
            }
            if kind != 0 { pose.rotation = rotation }
            return (pose, own)
        }
        for index in 0..<count {
            let kind = index % 4
            let inner = kind == 3 ? index / 4 % 3 : kind
            var (one, like) = pose(inner, like: nil)
            var (other, _) = pose(inner, like: inner == 0 ? nil : like)
            var direction = SIMD3<Double>()
            for axis in 0..<3 { one.center[axis] = draw.signed() * 50 }
            for axis in 0..<3 { direction[axis] = draw.signed() }
            var step = draw.fraction() * 6
            if kind == 3 {
                _ = draw.below(2)
                step = Double(next.next() ?? .nan)
            }
            for axis in 0..<3 { other.center[axis] = one.center[axis] + direction[axis] * step }
            try body(index, Pair(one: one, other: other))
        }
    }

    @Test func `a hundred thousand pairs intersect where Qhull says so, those within a millionth too`() throws
    {
        let pairs = 100_000
        let depths = 10_000
        let bytes = try Repository.bytes(of: "Fixtures/findings/cuboids.bin")
        try #require(bytes.count == pairs / 8 + 4 * (pairs / 4 + depths))
        let floats = bytes[(pairs / 8)...].chunks(of: 4).map { word in
            Float(bitPattern: word.reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        var wrong: [Int] = []
        var farthest = 0.0
        try Self.forEachPair(pairs, steps: Array(floats[..<(pairs / 4)])) { index, pair in
            let one = try #require(OrientedCuboid(pair.one))
            let other = try #require(OrientedCuboid(pair.other))
            let depth = one.depth(in: other)
            let isExpected = bytes[index / 8] >> UInt8(index % 8) & 1 == 1
            let back = other.depth(in: one)
            if (depth != nil) != isExpected || (back != nil) != isExpected { wrong.append(index) }
            if index < depths, let depth, isExpected {
                let recorded = Double(floats[pairs / 4 + index])
                farthest = max(farthest, (depth - recorded).magnitude / (one.radius + other.radius))
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(pairs), the first \(wrong.prefix(5))")
        #expect(farthest < 1e-7, "depths are recorded as float32")
    }
}

extension Collection {
    fileprivate func chunks(of size: Int) -> [SubSequence] {
        var result: [SubSequence] = []
        var rest = self[...]
        while !rest.isEmpty {
            result.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return result
    }
}
