import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct CuboidsStatisticTests {
    private static func cuboid(
        _ x: Double, _ y: Double, _ z: Double, size: String = "2,1,1.5", yaw: String? = "0",
        category: Int = 1,
        type: String = "cuboid"
    ) -> String {
        let sizes = size.split(separator: ",")
        let turn = yaw.map { ",\"yaw\":\($0)" } ?? ""
        return """
            {"id":1,"category_id":\(category),"type":"\(type)","position":{"x":\(x),"y":\(y),"z":\(z)},
             "dimensions":{"x":\(sizes[0]),"y":\(sizes[1]),"z":\(sizes[2])}\(turn)}
            """
    }

    /// Turned a quarter counter-clockwise: the ego vehicle looks along y.
    private static let quarter = #"{"qx":0,"qy":0,"qz":0.7071067811865476,"qw":0.7071067811865476}"#

    private static func pose(_ heading: String?) -> String {
        let heading = heading.map { ",\"heading\":\($0)" } ?? ""
        return "{\"pcd\":{},\"ego_pose\":{\"position\":{\"x\":10,\"y\":20,\"z\":1}\(heading)}}"
    }

    @Test func `cuboids are measured, and seen from the ego vehicle`() throws {
        let label = """
            {"annotations":[\(Self.cuboid(13, 24, 1)),\(Self.cuboid(10, 25, 2, size: "4,3,0.5", type: "cuboid-sync")),
                            \(Self.cuboid(7, 20, 3, size: "0,1,1", category: 2)),
                            {"id":5,"category_id":1,"type":"polygon","points":[[0,0,0],[1,1,1]]}]}
            """
        let document = Documents.release(
            "pointcloud-cuboid", Documents.sample(attributes: Self.pose(Self.quarter), label: label))
        let rows = try Shelf().statistic("cuboids", of: document).rows()
        #expect(rows["category"] == ["car", "van"])
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.count("cuboids") == 2)
        #expect(cars.number("size_x_mean") == 3)
        #expect(cars.number("size_z_min") == 0.5)
        #expect(cars.number("volume_max") == 6)
        #expect(cars.number("volume_min") == 3)
        #expect(cars.number("center_z_median") == 1.5)
        #expect(cars.number("yaw_mean") == 0)
        #expect(cars.number("yaw_resultant") == 1)
        #expect(cars.number("distance_min") == 5)
        #expect(cars.number("distance_max") == 5)
        // One straight ahead, one to the right by the angle of 3 against 4.
        #expect(isClose(cars.number("bearing_mean"), -atan2(3.0, 4.0) / 2))
        let vans = try #require(rows.only(["category": "van"]))
        #expect(vans.count("not_positive") == 1)
        #expect(vans.number("size_x_mean") == nil)
        #expect(vans.number("size_y_mean") == 1)
        #expect(vans.number("volume_mean") == nil)
        #expect(vans.number("distance_mean") == 3)
        // To the left.
        #expect(isClose(vans.number("bearing_mean"), .pi / 2))
        let synced = try Shelf().statistic("cuboids", of: document) {
            $0.condition = "type = 'cuboid-sync'"
            $0.groups = []
        }.rows()
        #expect(synced["cuboids"] == ["1"])
    }

    @Test func `directions are averaged as directions`() throws {
        let yaws = ["3.0", "-3.0", "9.42477796076938", "-1e300"]
        let label =
            "{\"annotations\":[\(yaws[..<2].map { Self.cuboid(0, 0, 0, yaw: $0) }.joined(separator: ","))]}"
        let document = Documents.release("pointcloud-cuboid", Documents.sample(label: label))
        let report = try Shelf().statistic("cuboids", of: document) { $0.bins = 4 }
        let row = try #require(try report.rows().rows.first)
        // Not 0, as numbers would make it.
        #expect(isClose(row.number("yaw_mean")?.magnitude, .pi))
        #expect(isClose(row.number("yaw_resultant"), -cos(3)))
        let bins = try report.rows("histogram").rows.filter { $0["measure"] == "yaw" }
        #expect(bins.map { $0.count("count") } == [1, 0, 0, 1])
        #expect(bins.compactMap { $0.number("from") }.first == -.pi)
        #expect(bins.compactMap { $0.number("to") }.last == .pi)
        #expect(row.reason("distance_mean") == "needs ego_pose")
        #expect(row.reason("bearing_mean") == "needs ego_pose")
        #expect(row.count("without_ego_pose") == 2)
        let opposite =
            "{\"annotations\":[\(["0", "3.141592653589793"].map { Self.cuboid(0, 0, 0, yaw: $0) }.joined(separator: ","))]}"
        let none = try Shelf().statistic(
            "cuboids", of: Documents.release("pointcloud-cuboid", Documents.sample(label: opposite))
        ).rows()
        #expect(none.rows[0].number("yaw_mean") == nil)
        let turns =
            "{\"annotations\":[\(yaws[2...].map { Self.cuboid(0, 0, 0, yaw: $0) }.joined(separator: ","))]}"
        let far = try Shelf().statistic(
            "cuboids", of: Documents.release("pointcloud-cuboid", Documents.sample(label: turns)))
        let counted = try far.rows("histogram").rows.filter { $0["measure"] == "yaw" }
        #expect(counted.compactMap { $0.count("count") }.reduce(0, +) == 2)
    }

    @Test func `what is missing is counted and left out`() throws {
        let label = """
            {"annotations":[{"id":1,"category_id":1,"type":"cuboid"},
                {"id":2,"category_id":1,"type":"cuboid","position":{"x":1,"y":2},"dimensions":{"x":1e400,"y":1,"z":2}},
                {"id":3,"category_id":1,"type":"cuboid","position":{"x":10,"y":20,"z":0},"rotation":\(Self.quarter)},
                \(Self.cuboid(11, 20, 0, yaw: nil))]}
            """
        let zero = #"{"qx":0,"qy":0,"qz":0,"qw":0}"#
        let document = Documents.release(
            "pointcloud-cuboid", Documents.sample(attributes: Self.pose(zero), label: label))
        let row = try #require(try Shelf().statistic("cuboids", of: document).rows().rows.first)
        #expect(row.count("cuboids") == 4)
        #expect(row.count("without_size") == 3)
        #expect(row.number("size_x_max") == 2)
        #expect(row.number("size_y_mean") == 1)
        #expect(row.count("without_yaw") == 3)
        // Of the rotation.
        #expect(isClose(row.number("yaw_mean"), .pi / 2))
        #expect(row.count("without_center") == 2)
        #expect(row.number("distance_max").map { $0 > 20 } == true)
        #expect(row.reason("bearing_mean") == "needs the heading of ego_pose")
        #expect(row.count("without_heading") == 4)
    }

    @Test func `poses are those of the frame and of the sensor`() throws {
        let frames =
            "{\"frames\":[{\"annotations\":[\(Self.cuboid(0, 0, 0))]},{\"annotations\":[\(Self.cuboid(0, 0, 0))]}]}"
        let label = """
            {"sensors":[{"name":"top","task_type":"pointcloud-cuboid-sequence","attributes":\(frames)},
                        {"name":"low","task_type":"pointcloud-cuboid-sequence","attributes":\(frames)}]}
            """
        func body(_ x: Int) -> String {
            "{\"frames\":[{\"ego_pose\":{\"position\":{\"x\":\(x),\"y\":0,\"z\":0}}},{\"ego_pose\":{\"position\":{\"x\":0,\"y\":\(x + 1),\"z\":0}}}]}"
        }
        let assets =
            "{\"sensors\":[{\"name\":\"low\",\"attributes\":\(body(5))},{\"attributes\":\(body(1)),\"name\":\"t\\u006fp\"}]}"
        let document = Documents.release(
            "multisensor-sequence", Documents.sample(attributes: assets, label: label))
        let rows = try Shelf().statistic("cuboids", of: document) { $0.groups = [.sensor] }.rows()
        #expect(rows.only(["sensor": "top"])?.number("distance_mean") == 1.5)
        #expect(rows.only(["sensor": "low"])?.number("distance_mean") == 5.5)
        let sequence = Documents.release(
            "pointcloud-cuboid-sequence", Documents.sample(attributes: body(7), label: frames))
        let found = try Shelf().statistic("cuboids", of: sequence) { $0.condition = "frame = 1" }.rows()
        #expect(found.rows[0].number("distance_mean") == 8)
    }

    @Test func `cuboids are what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for offset in 0..<6 {
            let task = ["pointcloud-cuboid", "pointcloud-cuboid-sequence", "multisensor-sequence"][offset % 3]
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let turned = #""ego_pose":{"heading":{"qx":0,"qy":0,"qz":0.6,"qw":0.8},"#
            let document = Documents.parsed(
                generator.release(of: task, samples: 8).text.replacing("\"ego_pose\":{", with: turned))
            var naive: [String: Naive] = [:]
            for sequence in NaiveSequence.all(in: document) {
                for (frame, annotation) in sequence.annotations
                where annotation["type"]?.string?.hasPrefix("cuboid") ?? false {
                    naive[groupKey(sequence.labelset, annotation), default: Naive()]
                        .add(annotation, sequence.asset(frame)?["ego_pose"])
                }
            }
            let found = try Shelf().statistic("cuboids", of: document).rows()
            #expect(found.rows.count == naive.count, "seed \(seed)")
            for row in found.rows {
                let own = try #require(naive[row.groupKey], "seed \(seed)")
                #expect(row.count("cuboids") == own.cuboids, "seed \(seed)")
                #expect(row.count("not_positive") == own.notPositive, "seed \(seed)")
                for (axis, values) in own.sizes {
                    #expect(isClose(row.number("size_\(axis)_mean"), naiveMean(values)), "seed \(seed)")
                }
                #expect(isClose(row.number("volume_median"), naiveMedian(own.volumes)), "seed \(seed)")
                #expect(isClose(row.number("center_z_median"), naiveMedian(own.heights)), "seed \(seed)")
                #expect(isClose(row.number("distance_median"), naiveMedian(own.distances)), "seed \(seed)")
                #expect(row.count("without_ego_pose") == own.cuboids - own.distances.count, "seed \(seed)")
                #expect(isClose(row.number("yaw_resultant"), own.resultant(own.yaws)), "seed \(seed)")
                #expect(
                    isClose(row.number("bearing_resultant"), own.resultant(own.bearings)), "seed \(seed)")
                #expect(isClose(row.number("yaw_mean"), own.mean(own.yaws), absolute: 1e-6), "seed \(seed)")
                #expect(
                    isClose(row.number("bearing_mean"), own.mean(own.bearings), absolute: 1e-6),
                    "seed \(seed)")
            }
        }
    }

    private struct Naive {
        var cuboids = 0
        var notPositive = 0
        var sizes: [String: [Double]] = ["x": [], "y": [], "z": []]
        var volumes: [Double] = []
        var heights: [Double] = []
        var distances: [Double] = []
        var yaws: [Double] = []
        var bearings: [Double] = []

        mutating func add(_ annotation: JSONValue, _ pose: JSONValue?) {
            cuboids += 1
            let own = ["x", "y", "z"].compactMap { annotation["dimensions"]?[$0]?.double }
            for (axis, size) in zip(["x", "y", "z"], own) where size > 0 { sizes[axis]?.append(size) }
            if own.contains(where: { $0 <= 0 }) {
                notPositive += 1
            } else {
                volumes.append(own[0] * own[1] * own[2])
            }
            let center = ["x", "y", "z"].compactMap { annotation["position"]?[$0]?.double }
            heights.append(center[2])
            if let yaw = annotation["yaw"]?.double {
                yaws.append(yaw)
            } else if let rotation = annotation["rotation"] {
                let q = ["qx", "qy", "qz", "qw"].compactMap { rotation[$0]?.double }
                let norm = (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]).squareRoot()
                let u = q.map { $0 / norm }
                yaws.append(
                    atan2(2 * (u[3] * u[2] + u[0] * u[1]), 1 - 2 * (u[1] * u[1] + u[2] * u[2])))
            }
            let ego = ["x", "y", "z"].compactMap { pose?["position"]?[$0]?.double }
            guard ego.count == 3 else { return }
            let (x, y) = (center[0] - ego[0], center[1] - ego[1])
            distances.append((x * x + y * y).squareRoot())
            bearings.append(atan2(y, x) - 2 * atan2(0.6, 0.8))
        }

        private func sums(_ angles: [Double]) -> (Double, Double) {
            (angles.reduce(0) { $0 + sin($1) }, angles.reduce(0) { $0 + cos($1) })
        }

        func resultant(_ angles: [Double]) -> Double? {
            let (sines, cosines) = sums(angles)
            return angles.isEmpty
                ? nil : (sines * sines + cosines * cosines).squareRoot() / Double(angles.count)
        }

        func mean(_ angles: [Double]) -> Double? {
            let (sines, cosines) = sums(angles)
            return angles.isEmpty ? nil : atan2(sines, cosines)
        }
    }
}
