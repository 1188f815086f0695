import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct KinematicsStatisticTests {
    private static func frame(_ time: String?, _ places: (track: Int, x: Double, y: Double)...) -> String {
        let cuboids = places.map {
            """
            {"id":\($0.track),"track_id":\($0.track),"category_id":1,"type":"cuboid",
             "position":{"x":\($0.x),"y":\($0.y),"z":0},"dimensions":{"x":1,"y":1,"z":1},"yaw":0}
            """
        }
        let stamp = time.map { "\"timestamp\":\($0)," } ?? ""
        return "{\(stamp)\"annotations\":[\(cuboids.joined(separator: ","))]}"
    }

    private static func document(_ frames: [String], assets: String = "{}") -> JSONValue {
        Documents.release(
            "pointcloud-cuboid-sequence",
            Documents.sample(attributes: assets, label: "{\"frames\":[\(frames.joined(separator: ","))]}"))
    }

    /// The ego vehicle drives at 2 m/s along x.
    private static func poses(_ count: Int) -> String {
        let frames = (0..<count).map { "{\"ego_pose\":{\"position\":{\"x\":\($0),\"y\":0,\"z\":0}}}" }
        return "{\"frames\":[\(frames.joined(separator: ","))]}"
    }

    @Test func `cuboids move as fast as their centres along time stamps`() throws {
        // Steps of 5 m in 0.5 s, 0 m in 0.5 s and, over a frame without it, 3 m in 1 s.
        let frames = [
            Self.frame("1700000000000000000", (1, 0, 0)), Self.frame("1700000000500000000", (1, 3, 4)),
            Self.frame("1700000001000000000", (1, 3, 4)), Self.frame("1700000001500000000"),
            Self.frame("1700000002000000000", (1, 3, 7), (2, 0, 0)),
        ]
        let document = Self.document(frames, assets: Self.poses(5))
        let row = try #require(
            try Shelf().statistic("kinematics", of: document).rows().only(["category": "car"]))
        #expect(row.count("tracks") == 2)
        #expect(row.count("steps") == 3)
        #expect(row.number("speed_max") == 10)
        #expect(row.number("speed_median") == 3)
        #expect(row.number("speed_min") == 0)
        #expect(isClose(row.number("speed_mean"), 13.0 / 3))
        // From (6, 8) to (0, 0) m/s in 0.5 s, then to (0, 3) in 0.75 s.
        #expect(row.number("acceleration_max") == 20)
        #expect(row.number("acceleration_min") == 4)
        // Steps of (2, 4) and (-1, 0) in 0.5 s and (-2, 3) in 1 s, as the ego vehicle sees them.
        #expect(isClose(row.number("relative_speed_max"), 80.0.squareRoot()))
        #expect(row.number("relative_speed_min") == 2)
        #expect(isClose(row.number("relative_speed_median"), 13.0.squareRoot()))
        #expect(row.count("steps_without_ego_pose") == 0)
    }

    @Test func `steps without time, back in time and without a pose are left out and counted`() throws {
        let frames = [
            Self.frame("100", (1, 0, 0)), Self.frame("101", (1, 1, 0), (1, 9, 9)),
            Self.frame("101", (1, 2, 0)),
            Self.frame("null", (1, 3, 0)), Self.frame("\"103\"", (1, 4, 0)), Self.frame("104.5", (1, 7, 0)),
        ]
        let document = Self.document(frames, assets: Self.poses(1))
        let report = try Shelf().statistic("kinematics", of: document) { $0.timeUnit = .seconds }
        let row = try #require(try report.rows().rows.first)
        #expect(row.count("cuboids") == 7)
        #expect(row.count("repeated") == 1)
        #expect(row.count("steps") == 5)
        #expect(row.count("steps_back_in_time") == 1)
        #expect(row.count("steps_without_time") == 2)
        #expect(row.number("speed_min") == 1)
        #expect(row.number("speed_max") == 2)
        // No two steps that can be told follow each other.
        #expect(row["acceleration_mean"]?.hasPrefix("unknown") == true)
        #expect(row.count("steps_without_ego_pose") == 2)
        #expect(row.reason("relative_speed_mean") == "needs ego_pose")
        let unit = try Shelf().statistic("kinematics", of: document)
        #expect(unit.tables[0].unknown == "needs time stamps of a known unit")
    }

    @Test func `a track's cuboids are of its first annotation's category`() throws {
        let frames = [(1, 0, 1), (2, 1, 1), (2, 3, 2), (1, 6, 3)].map { category, x, time in
            """
            {"timestamp":170000000\(time)000000000,"annotations":[
             {"id":1,"track_id":1,"category_id":\(category),"type":"cuboid","position":{"x":\(x),"y":0,"z":0}},
             {"id":2,"track_id":1,"category_id":2,"type":"cuboid","position":{"x":0,"y":0,"z":0}},
             {"id":3,"track_id":2,"category_id":2,"type":"cuboid"}]}
            """
        }
        let document = Self.document(frames)
        let report = try Shelf().statistic("kinematics", of: document)
        let rows = try report.rows()
        let car = try #require(rows.only(["category": "car"]))
        #expect(car.count("cuboids") == 8 && car.count("tracks") == 1 && car.count("steps") == 3)
        #expect(car.count("repeated") == 4 && car.count("without_center") == 0)
        // No place is known of the other track.
        let van = try #require(rows.only(["category": "van"]))
        #expect(van.count("cuboids") == 4 && van.count("without_center") == 4)
        #expect(van.reason("tracks") == "needs positions")
        let whole = try Shelf().statistic("kinematics", of: document) { $0.groups = [.labelset] }.rows().rows[
            0]
        #expect(whole.count("tracks") == 1 && whole.count("steps") == 3 && whole.count("cuboids") == 12)
        let placeless = Self.document([
            #"{"annotations":[{"track_id":1,"category_id":1,"type":"cuboid"}]}"#
        ])
        let unknown = try Shelf().statistic("kinematics", of: placeless).tables[0].unknown
        #expect(unknown == "needs positions")
    }

    @Test func `times as texts and doubles, a step of no time and a gap`() throws {
        // A metre each tenth of a second; in frame 2 the time stands still, in frame 4 the track is missing.
        let times = [
            "\"1700000000000000001\"", "\"1700000000100000001\"", "\"1700000000100000001\"",
            "\"1700000000300000001\"", "\"1700000000400000001\"", "\"1700000000500000001\"",
        ]
        let frames = times.enumerated().map { index, time in
            index == 4 ? Self.frame(time) : Self.frame(time, (1, Double(index == 2 ? 1 : index), 0))
        }
        let row = try #require(
            try Shelf().statistic("kinematics", of: Self.document(frames)).rows().rows.first)
        #expect(row.count("cuboids") == 5 && row.count("steps") == 4 && row.count("steps_back_in_time") == 1)
        #expect(row.count("steps_without_time") == 0)
        #expect(row.number("speed_min") == 10 && row.number("speed_max") == 10)
    }

    @Test func `what a release does not say is unknown`() throws {
        let timeless = Self.document([Self.frame(nil, (1, 0, 0)), Self.frame(nil, (1, 1, 0))])
        #expect(try Shelf().statistic("kinematics", of: timeless).tables[0].unknown == "needs time stamps")
        #expect(
            try Shelf().statistic("kinematics", of: Documents.boxes()).tables[0].unknown
                == "needs sequences of cuboids")
        let untracked = Self.document([
            #"{"annotations":[{"id":1,"category_id":1,"type":"cuboid","position":{"x":0,"y":0,"z":0}}]}"#
        ])
        #expect(try Shelf().statistic("kinematics", of: untracked).tables[0].unknown == "needs track ids")
        // Time stamps of the sample will do; a track that is seen once does not move.
        let assets = #"{"frames":[{"timestamp":"1700000000"},{"timestamp":"1700000002"}]}"#
        let timed = Self.document(
            [Self.frame(nil, (1, 0, 0)), Self.frame(nil, (1, 1, 0), (2, 0, 0))], assets: assets)
        let rows = try Shelf().statistic("kinematics", of: timed).rows()
        #expect(rows["speed_median"] == ["0.5"])
        let second = try Shelf().statistic("kinematics", of: timed) { $0.condition = "track_id = 2" }.rows()
        #expect(second["speed_median"] == [nil])
        #expect(second["steps"] == ["0"])
    }

    @Test func `motion is what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for offset in 0..<6 {
            let task = ["pointcloud-cuboid-sequence", "multisensor-sequence"][offset % 2]
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: task, samples: 16)
            let report = try Shelf().statistic("kinematics", of: document) { $0.timeUnit = .milliseconds }
            var naive: [String: Naive] = [:]
            for sequence in NaiveSequence.all(in: document) {
                for track in sequence.tracks where track[0].annotation["position"] != nil {
                    naive[groupKey(sequence.labelset, track[0].annotation), default: Naive()]
                        .add(track, sequence)
                }
            }
            let speeds = naive.values.reduce(0) { $0 + $1.speeds.count + $1.backwards }
            if report.tables[0].unknown != nil {
                #expect(speeds == 0, "seed \(seed)")
                continue
            }
            let found = try report.rows()
            #expect(found.rows.count { $0.reason("tracks") == nil } == naive.count, "seed \(seed)")
            for row in found.rows where row.reason("tracks") == nil {
                let own = try #require(naive[row.groupKey], "seed \(seed)")
                #expect(row.count("tracks") == own.tracks, "seed \(seed)")
                #expect(row.count("cuboids") == own.cuboids, "seed \(seed)")
                let parts = ["tracks", "steps", "repeated", "without_center"].map { row.count($0) ?? 0 }
                #expect(row.count("cuboids") == parts.reduce(0, +), "seed \(seed)")
                #expect(row.count("steps_back_in_time") == own.backwards, "seed \(seed)")
                #expect(isClose(row.number("speed_median"), naiveMedian(own.speeds)), "seed \(seed)")
                #expect(isClose(row.number("speed_mean"), naiveMean(own.speeds)), "seed \(seed)")
                #expect(
                    isClose(row.number("acceleration_median"), naiveMedian(own.accelerations)), "seed \(seed)"
                )
                #expect(
                    isClose(row.number("relative_speed_median"), naiveMedian(own.relative)), "seed \(seed)")
            }
        }
    }

    private struct Naive {
        var tracks = 0
        var cuboids = 0
        var backwards = 0
        var speeds: [Double] = []
        var accelerations: [Double] = []
        var relative: [Double] = []

        mutating func add(_ track: [(frame: Int, annotation: JSONValue)], _ sequence: NaiveSequence) {
            tracks += 1
            cuboids += track.count
            // The first of each frame.
            let frames = Set(track.map(\.frame)).sorted()
            let centers = frames.map { frame in
                Self.vector(track.first { $0.frame == frame }?.annotation["position"])
            }
            let egos = frames.map { Self.vector(sequence.asset($0)?["ego_pose"]?["position"]) }
            let times = frames.map { sequence.timestamp($0).map(NaiveTime.init) }
            var velocities: [Int: (vector: [Double], seconds: Double)] = [:]
            for step in frames.indices.dropFirst() {
                guard let start = times[step - 1], let end = times[step], let from = centers[step - 1],
                    let to = centers[step]
                else { continue }
                var seconds = (end.double - start.double) / 1000
                if let one = start.whole, let other = end.whole { seconds = Double(other - one) / 1000 }
                guard seconds > 0 else {
                    backwards += 1
                    continue
                }
                let velocity = (0..<3).map { (to[$0] - from[$0]) / seconds }
                velocities[step] = (velocity, seconds)
                speeds.append(Self.norm(velocity))
                if let before = velocities[step - 1] {
                    let change = (0..<3).map { velocity[$0] - before.vector[$0] }
                    accelerations.append(Self.norm(change) / ((seconds + before.seconds) / 2))
                }
                if let one = egos[step - 1], let other = egos[step] {
                    relative.append(
                        Self.norm((0..<3).map { ((to[$0] - other[$0]) - (from[$0] - one[$0])) / seconds }))
                }
            }
        }

        private static func norm(_ vector: [Double]) -> Double {
            (vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]).squareRoot()
        }

        private static func vector(_ value: JSONValue?) -> [Double]? {
            let numbers = ["x", "y", "z"].compactMap { value?[$0]?.double }
            return numbers.count == 3 ? numbers : nil
        }
    }
}
