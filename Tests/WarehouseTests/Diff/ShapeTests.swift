import TestSupport
import Testing

@testable import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Overlaps against what one counts by throwing darts.
@Suite struct ShapeTests {
    private let seed = SeededRandom.chosenSeed

    private func polygon(_ points: [SIMD2<Double>]) throws -> Shape {
        try #require(
            Shape(type: "polygon", points: points.map { SIMD3($0.x, $0.y, 0) }, isSolid: false))
    }

    private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> Shape {
        let corners = [SIMD3(x, y, 0), SIMD3(x + width, y + height, 0)]
        return try #require(Shape(type: "bbox", points: corners, isSolid: false))
    }

    private static func contains(_ polygon: [SIMD2<Double>], _ point: SIMD2<Double>) -> Bool {
        var isInside = false
        var previous = polygon[polygon.count - 1]
        for corner in polygon {
            if (corner.y > point.y) != (previous.y > point.y),
                point.x < corner.x + (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y)
            {
                isInside.toggle()
            }
            previous = corner
        }
        return isInside
    }

    @Test func `boxes overlap by their sides`() throws {
        let one = try box(0, 0, 10, 10)
        #expect(try one.likeness(to: box(5, 0, 10, 10)) == 1.0 / 3)
        #expect(try one.likeness(to: box(10, 0, 10, 10)) == 0)
        #expect(try one.likeness(to: box(0, 0, 10, 10)) == 1)
        #expect(try box(3, 3, 0, 5).likeness(to: box(3, 3, 0, 5)) == 1)
        #expect(try box(3, 3, 0, 5).likeness(to: box(3, 3, 0, 6)) == 0)
    }

    @Test func `polygons overlap by their insides, convex or not, and whichever comes first`() throws {
        var random = SeededRandom(seed: seed)
        for round in 0..<60 {
            // Corners in any order: most of these cross themselves.
            let polygons = (0..<2).map { _ in
                (0..<random.int(3...9)).map { _ in
                    SIMD2(
                        Double.random(in: 0...10, using: &random), Double.random(in: 0...10, using: &random))
                }
            }
            let overlap = PolygonOverlap(polygons[0], polygons[1])
            var (both, either) = (0, 0)
            for x in 0..<200 {
                for y in 0..<200 {
                    let point = SIMD2((Double(x) + 0.5) / 20, (Double(y) + 0.5) / 20)
                    let (one, other) = (
                        Self.contains(polygons[0], point), Self.contains(polygons[1], point)
                    )
                    if one && other { both += 1 }
                    if one || other { either += 1 }
                }
            }
            let note = "RELWH_SEED=\(seed), round \(round)"
            #expect(abs(overlap.shared - Double(both) / 400) < 0.6, "\(note)")
            #expect(abs(overlap.union - Double(either) / 400) < 0.6, "\(note)")
            let (one, other) = (try polygon(polygons[0]), try polygon(polygons[1]))
            #expect(one.likeness(to: other) == other.likeness(to: one), "\(note)")
            #expect(one.likeness(to: one) == 1)
        }
    }

    @Test func `a polygon that is a box overlaps as the box does, wherever it begins`() throws {
        let corners = [SIMD2(0.0, 0.0), SIMD2(10, 0), SIMD2(10, 10), SIMD2(0, 10)]
        let turned = [corners[2], corners[3], corners[0], corners[1]]
        #expect(try polygon(corners).likeness(to: polygon(turned)) == 1)
        #expect(
            try abs(polygon(corners).likeness(to: polygon(corners.map { $0 + SIMD2(5, 0) })) - 1.0 / 3)
                < 1e-12)
        // A letter U and what stands between its arms.
        let letter = [
            SIMD2(0.0, 0.0), SIMD2(9, 0), SIMD2(9, 9), SIMD2(6, 9), SIMD2(6, 3), SIMD2(3, 3), SIMD2(3, 9),
            SIMD2(0, 9),
        ]
        let between = [SIMD2(3.0, 3.0), SIMD2(6, 3), SIMD2(6, 9), SIMD2(3, 9)]
        #expect(try polygon(letter).likeness(to: polygon(between)) == 0)
    }

    @Test func `turned cuboids overlap by ground plan and height`() throws {
        var random = SeededRandom(seed: seed)
        func pose() -> CuboidPose {
            CuboidPose(
                center: SIMD3(
                    Double.random(in: 4...6, using: &random), Double.random(in: 4...6, using: &random),
                    Double.random(in: 0...1, using: &random)),
                size: SIMD3(
                    Double.random(in: 1...4, using: &random), Double.random(in: 1...4, using: &random),
                    Double.random(in: 1...2, using: &random)),
                yaw: Double.random(in: -4...4, using: &random))
        }
        func contains(_ pose: CuboidPose, _ point: SIMD2<Double>) -> Bool {
            let way = point - SIMD2(pose.center.x, pose.center.y)
            let (x, y) = (
                way.x * cos(pose.yaw) + way.y * sin(pose.yaw), way.y * cos(pose.yaw) - way.x * sin(pose.yaw)
            )
            return abs(x) <= pose.size.x / 2 && abs(y) <= pose.size.y / 2
        }
        for round in 0..<40 {
            let poses = (pose(), pose())
            let (one, other) = (try #require(Shape(poses.0)), try #require(Shape(poses.1)))
            var shared = 0.0
            for x in 0..<250 {
                for y in 0..<250 {
                    let point = SIMD2((Double(x) + 0.5) / 25, (Double(y) + 0.5) / 25)
                    if contains(poses.0, point), contains(poses.1, point) { shared += 1.0 / 625 }
                }
            }
            let height = max(
                0,
                min(one.upper.z, other.upper.z) - max(one.lower.z, other.lower.z))
            let expected = shared * height / (one.size + other.size - shared * height)
            #expect(abs(one.likeness(to: other) - expected) < 0.02, "RELWH_SEED=\(seed), round \(round)")
            #expect(one.likeness(to: other) == other.likeness(to: one))
            #expect(abs(one.likeness(to: one) - 1) < 1e-9)
        }
    }

    /// A rotation of any kind, drawn evenly enough.
    private func rotation(_ random: inout SeededRandom) -> SIMD4<Double> {
        var axes = SIMD4<Double>()
        for index in 0..<4 { axes[index] = Double.random(in: -1...1, using: &random) }
        return axes
    }

    @Test func `cuboids are alike by volume, however they are turned`() throws {
        var random = SeededRandom(seed: seed)
        func contains(_ pose: CuboidPose, _ point: SIMD3<Double>) -> Bool {
            let (way, axes) = (point - pose.center, pose.axes)
            return [axes.x, axes.y, axes.z].enumerated().allSatisfy { index, axis in
                (way * axis).sum().magnitude <= pose.size[index] / 2
            }
        }
        for round in 0..<12 {
            let note = Comment(rawValue: "RELWH_SEED=\(seed), round \(round)")
            let poses = (0..<2).map { _ in
                CuboidPose(
                    center: SIMD3(
                        Double.random(in: 4...5, using: &random), Double.random(in: 4...5, using: &random),
                        Double.random(in: 4...5, using: &random)),
                    size: SIMD3(
                        Double.random(in: 2...4, using: &random), Double.random(in: 2...4, using: &random),
                        Double.random(in: 2...3, using: &random)),
                    rotation: rotation(&random))
            }
            let (one, other) = (try #require(Shape(poses[0])), try #require(Shape(poses[1])))
            var shared = 0.0
            for x in 0..<45 {
                for y in 0..<45 {
                    for z in 0..<45 {
                        let point = (SIMD3(Double(x), Double(y), Double(z)) + 0.5) * 0.2
                        if contains(poses[0], point), contains(poses[1], point) { shared += 0.008 }
                    }
                }
            }
            let likeness = one.likeness(to: other)
            #expect(abs(likeness - shared / (one.size + other.size - shared)) < 0.05, note)
            #expect(likeness == other.likeness(to: one), note)
            #expect(abs(one.likeness(to: one) - 1) < 1e-9, note)
            let (axes, half) = (poses[0].axes, poses[0].size / 2)
            var highest = SIMD3<Double>(repeating: -.infinity)
            for corner in 0..<8 {
                let x = corner & 1 == 0 ? -half.x : half.x
                let y = corner & 2 == 0 ? -half.y : half.y
                let z = corner & 4 == 0 ? -half.z : half.z
                highest = pointwiseMax(highest, poses[0].center + axes.x * x + axes.y * y + axes.z * z)
            }
            let gap = one.upper - highest
            #expect((gap * gap).sum() < 1e-18, note)
        }
    }

    @Test func `upright cuboids have the same likeness on either way to measure it`() throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let poses = (0..<2).map { _ in
                CuboidPose(
                    center: SIMD3(
                        Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random),
                        Double.random(in: 0...1, using: &random)),
                    size: SIMD3(3, 2, 1), yaw: Double.random(in: -3...3, using: &random))
            }
            let (one, other) = (try #require(Shape(poses[0])), try #require(Shape(poses[1])))
            let shared = CuboidOverlap.sharedVolume(poses[0], poses[1])
            #expect(abs(one.likeness(to: other) - shared / (12 - shared)) < 1e-12)
        }
    }

    @Test func `a pitched cuboid shares less with a level one than their ground plans say`() throws {
        func pose(pitch: Double) -> CuboidPose {
            CuboidPose(
                center: SIMD3(0, 0, 0), size: SIMD3(8, 2, 1),
                rotation: SIMD4(0, sin(pitch / 2), 0, cos(pitch / 2)))
        }
        let (level, steep) = (try #require(Shape(pose(pitch: 0))), try #require(Shape(pose(pitch: .pi / 2))))
        // A bar and the same bar on end share a cube's share of it.
        #expect(abs(level.likeness(to: steep) - 2.0 / (16 + 16 - 2)) < 1e-12)
        #expect(abs(steep.upper.z - 4) < 1e-12 && abs(steep.upper.x - 0.5) < 1e-12)
        let (upsideDown, upright) = (pose(pitch: .pi), pose(pitch: 0))
        #expect(upsideDown.isUpright && upright.isUpright && !pose(pitch: 0.1).isUpright)
        let flipped = try #require(Shape(upsideDown))
        #expect(abs(flipped.likeness(to: level) - 1) < 1e-12)
    }

    @Test func `points and lines are alike by distance`() throws {
        func point(_ x: Double) throws -> Shape {
            try #require(Shape(type: "point", points: [SIMD3(x, 0, 0)], isSolid: false))
        }
        #expect(try point(0).likeness(to: point(16)) == 0.5)
        #expect(try point(0).likeness(to: point(0)) == 1)
        func line(_ points: [SIMD3<Double>]) throws -> Shape {
            try #require(Shape(type: "polyline", points: points, isSolid: false))
        }
        let straight = try line([SIMD3(0, 0, 0), SIMD3(100, 0, 0)])
        #expect(try abs(straight.likeness(to: line([SIMD3(100, 10, 0), SIMD3(0, 10, 0)])) - 0.9) < 1e-9)
        #expect(try straight.likeness(to: line([SIMD3(50, -50, 0), SIMD3(50, 50, 0)])) < 0.7)
    }

    @Test func `an angle wraps, and a quaternion and its negative are one rotation`() {
        let one = CuboidPose(yaw: 3.1)
        #expect(abs(one.angle(to: CuboidPose(yaw: -3.1)) - (2 * .pi - 6.2)) < 1e-9)
        let turned = CuboidPose(rotation: SIMD4(0.1, 0.2, 0.3, 0.9))
        #expect(turned.angle(to: CuboidPose(rotation: SIMD4(-0.1, -0.2, -0.3, -0.9))) < 1e-9)
        #expect(abs(CuboidPose(yaw: 0).angle(to: CuboidPose(yaw: .pi)) - .pi) < 1e-9)
    }
}
