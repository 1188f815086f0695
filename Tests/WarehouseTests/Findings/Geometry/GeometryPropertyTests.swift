import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What is found without looking at each pair is what looking at each pair finds.
@Suite struct GeometryPropertyTests {
    private let seed = SeededRandom.chosenSeed

    @Test func `hulls that meet are those that comparing each two finds`() {
        var random = SeededRandom(seed: seed)
        var sweep = HullSweep()
        for round in 0..<60 {
            var hulls: [(lower: SIMD3<Double>, upper: SIMD3<Double>)] = []
            sweep.removeAll()
            // Whole numbers: many share a border.
            let side = random.int(3...60)
            for number in 0..<random.int(0...60) {
                var lower = SIMD3<Double>()
                var upper = SIMD3<Double>()
                for axis in 0..<3 {
                    lower[axis] = Double(random.int(0...side))
                    upper[axis] = lower[axis] + Double(random.int(0...5))
                }
                hulls.append((lower, upper))
                sweep.add(number, lower: lower, upper: upper)
            }
            var found: Set<[Int]> = []
            sweep.forEachPair { one, other in
                #expect(one < other && found.insert([one, other]).inserted, "round \(round), seed \(seed)")
            }
            var expected: Set<[Int]> = []
            for one in hulls.indices {
                for other in hulls.indices where other > one {
                    let meet = (0..<3).allSatisfy {
                        hulls[one].lower[$0] <= hulls[other].upper[$0]
                            && hulls[other].lower[$0] <= hulls[one].upper[$0]
                    }
                    if meet { expected.insert([one, other]) }
                }
            }
            #expect(found == expected, "round \(round), seed \(seed)")
        }
    }

    @Test func `cuboids in each other's way are those that comparing each two finds`() throws {
        var random = SeededRandom(seed: seed)
        for count in [2, 10, 40, 80] {
            var poses: [CuboidPose] = []
            for _ in 0..<count {
                var pose = CuboidPose()
                for axis in 0..<3 {
                    pose.center[axis] = Double(random.int(0...200)) / (axis == 2 ? 100 : 8)
                    pose.size[axis] = Double(random.int(0...60)) / 16
                }
                pose.yaw = Double(random.int(-3...3))
                if random.chance(0.4) {
                    for axis in 0..<4 { pose.rotation[axis] = Double(random.int(-3...3)) }
                }
                poses.append(pose)
            }
            let document = Self.document(poses)
            let found = try Shelf().findings(of: "platform.cuboid.intersection", in: document)
            var expected: [String] = []
            for one in poses.indices {
                for other in poses.indices where other > one {
                    guard let first = OrientedCuboid(poses[one]), let second = OrientedCuboid(poses[other]),
                        first.depth(in: second) != nil
                    else { continue }
                    expected.append("#\(one + 1) id=\(other + 1)")
                }
            }
            #expect(
                found.map { "#\($0.place.annotationID ?? 0) \($0.field ?? "")" } == expected, "seed \(seed)")
        }
    }

    private static func document(_ poses: [CuboidPose]) -> JSONValue {
        let cuboids = poses.enumerated().map { index, pose in
            let turn = pose.rotation
            let rotation =
                turn.x.isNaN
                ? "" : ",\"rotation\":{\"qx\":\(turn.x),\"qy\":\(turn.y),\"qz\":\(turn.z),\"qw\":\(turn.w)}"
            return """
                {"id":\(index + 1),"category_id":1,"type":"cuboid",
                 "position":{"x":\(pose.center.x),"y":\(pose.center.y),"z":\(pose.center.z)},
                 "dimensions":{"x":\(pose.size.x),"y":\(pose.size.y),"z":\(pose.size.z)},"yaw":\(pose.yaw)\(rotation)}
                """
        }
        return Documents.parsed(
            """
            {"name":"v1","dataset":{"name":"small","owner":"acme","task_type":"pointcloud-cuboid",
                "task_attributes":{"categories":[{"id":1,"name":"car"}],
                    "warning_rules":[{"name":"intersecting-cuboids"}]},
                "labelsets":[{"name":"ground-truth"}],
                "samples":[\(SmallRelease.sample(1, SmallRelease.still(cuboids)))]}}
            """)
    }

    @Test func `boxes that are there twice are those that comparing each two finds`() throws {
        var random = SeededRandom(seed: seed)
        // Either way of comparing.
        for count in [12, 60] {
            var boxes: [(category: Int, x: Double, y: Double, width: Double, height: Double)] = []
            for _ in 0..<count {
                if let like = boxes.randomElement(using: &random), random.chance(0.5) {
                    boxes.append(
                        (
                            random.chance(0.8) ? like.category : 3, like.x + Double(random.int(0...2)),
                            like.y,
                            like.width, like.height + Double(random.int(0...2))
                        ))
                } else {
                    boxes.append(
                        (
                            random.int(1...2), Double(random.int(0...900)), Double(random.int(0...900)),
                            Double(random.int(30...90)), Double(random.int(30...90))
                        ))
                }
            }
            let annotations = boxes.enumerated().map { index, box in
                SmallRelease.box(
                    box.category, box.x, box.y, box.x + box.width, box.y + box.height, id: index + 1)
            }
            let document = SmallRelease.document(
                samples: [SmallRelease.sample(1, SmallRelease.still(annotations))])
            var expected: [String] = []
            for (other, box) in boxes.enumerated() {
                let first = boxes[..<other].firstIndex { one in
                    let width = min(one.x + one.width, box.x + box.width) - max(one.x, box.x)
                    let height = min(one.y + one.height, box.y + box.height) - max(one.y, box.y)
                    let shared = max(0, width) * max(0, height)
                    let union = one.width * one.height + box.width * box.height - shared
                    return one.category == box.category && shared / union >= 0.95
                }
                if let first { expected.append("#\(other + 1) id=\(first + 1)") }
            }
            let found = try Shelf().findings(of: "geometry.duplicate", in: document)
            #expect(
                found.map { "#\($0.place.annotationID ?? 0) \($0.field ?? "")" } == expected, "seed \(seed)")
        }
    }

    @Test func `what is kept of places is the same however they are shared out`() {
        var random = SeededRandom(seed: seed)
        var whole = CenterSample()
        var parts = [CenterSample(), CenterSample()]
        for position in 0..<6000 {
            // Many are equal.
            let point = SIMD3(
                Double(random.int(-40...40)), Double(random.int(0...3)),
                Double.random(in: -1...1, using: &random))
            let chance = random.next()
            let part = position / 7 % 2
            func take(_ sample: inout CenterSample) {
                sample.draw(chance, point)
                sample.keepEnds(point, position, 0) {
                    CenterSample.Origin(
                        position: position, order: 0, frame: 0, annotationID: nil, trackID: nil)
                }
            }
            take(&whole)
            take(&parts[part])
        }
        for order in [[0, 1], [1, 0]] {
            var sum = parts[order[0]]
            sum.append(parts[order[1]])
            #expect(sum.count == whole.count)
            for axis in 0..<3 {
                #expect(sum.values(axis) == whole.values(axis), "seed \(seed)")
                let ends = sum.ends(axis, farFrom: 0, by: 0.5).map(\.origin.position)
                let expected = whole.ends(axis, farFrom: 0, by: 0.5).map(\.origin.position)
                #expect(ends == expected, "axis \(axis), seed \(seed)")
            }
        }
    }
}
