import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct TrackRuleTests {
    @Test func `what is found of tracks is what a naive reading finds`() throws {
        let base = SeededRandom.chosenSeed
        for (offset, task) in SpaceTasks.all.enumerated() {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            try compare(generator.release(of: task, samples: 8), "seed \(seed) \(task)")
        }
    }

    @Test func `what is found of busy tracks is what a naive reading finds`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        var met: Set<String> = []
        for round in 0..<6 {
            let isSolid = round % 2 == 0
            let samples = (0..<12).map { Self.busySample($0, isSolid: isSolid, &random) }
            let document = Documents.release(
                isSolid ? "pointcloud-cuboid-sequence" : "image-vector-sequence",
                samples.joined(separator: ","))
            met.formUnion(try compare(document, "seed \(seed) round \(round)"))
        }
        // Nothing of this can be missed for want of cases.
        #expect(
            met == [
                "track.category", "track.gap", "track.single", "track.keyframe", "track.speed", "track.jump",
            ], "seed \(seed)")
    }

    /// - Returns: the rules that found something.
    @discardableResult
    private func compare(_ document: JSONValue, _ comment: Comment) throws -> Set<String> {
        let found = try Shelf().findings(in: document)
            .filter { $0.rule.hasPrefix("track.") && $0.rule != "track.sensors" }
        let lines = found.map { finding in
            var finding = finding
            finding.place.annotationID = nil
            return "\(finding.rule) \(RuleCase.line(of: finding))"
        }
        #expect(lines.sorted() == NaiveTracks(document: document).lines.sorted(), comment)
        return Set(found.map(\.rule))
    }

    /// A sequence of few tracks that stand still, creep, jump, change, come and go.
    private static func busySample(_ number: Int, isSolid: Bool, _ random: inout SeededRandom) -> String {
        var frames: [String] = []
        var assets: [String] = []
        let count = random.int(2...9)
        let saysKeyframes = random.chance(0.7)
        for frame in 0..<count {
            var annotations: [String] = []
            for track in 1...4 where random.chance(track == 4 ? 0.2 : 0.8) {
                let x =
                    Double(track) * 50 + Double(frame)
                    + (random.chance(0.1) ? random.pick([4, 9, 60, 400]) : 0)
                let shape =
                    isSolid
                    ? """
                    "type":"cuboid","position":{"x":\(x),"y":0.5,"z":0},"dimensions":{"x":1.5,"y":1,"z":1}
                    """ : "\"type\":\"bbox\",\"points\":[[\(x),3],[\(x + 2),5]]"
                let category = random.chance(0.9) ? "\(track % 2 + 1)" : random.pick(["1", "2", "null"])
                let keyframe =
                    saysKeyframes && random.chance(0.8) ? ",\"is_keyframe\":\(random.chance(0.3))" : ""
                annotations.append(
                    """
                    {"id":\(track),"track_id":\(track),"category_id":\(category),\(shape)\(keyframe)}
                    """)
            }
            let time = random.chance(0.9) ? "\(1_700_000_000_000_000_000 + frame * 100_000_000)" : "null"
            frames.append(#"{"timestamp":\#(time),"annotations":[\#(annotations.joined(separator: ","))]}"#)
            assets.append(random.chance(0.7) ? #"{"ego_pose":{"position":{"x":0,"y":0,"z":0}}}"# : "{}")
        }
        return Documents.sample(
            "s\(number)", attributes: #"{"frames":[\#(assets.joined(separator: ","))]}"#,
            label: #"{"frames":[\#(frames.joined(separator: ","))]}"#)
    }

    @Test func `slots are the same whatever the order of tracks`() throws {
        // Tracks that change places, come and go, on two sensors that bear one name.
        let orders = [[1, 2, 3], [3, 1], [2, 3, 1, 4], [], [4, 2]]
        let frames = orders.map { order in
            order.map {
                #"{"id":\#($0),"track_id":\#($0),"category_id":1,"type":"bbox","points":[[0,0],[9,9]]}"#
            }
        }
        let document = SmallRelease.document(
            "multisensor-sequence",
            samples: [SmallRelease.sample(1, SmallRelease.sensors([("cam", frames), ("cam", frames)]))])
        let found = try Shelf().findings(of: "track.gap", in: document).map(RuleCase.line)
        let one = [
            "u1 ground-truth cam @1 track 2 category 1 x2", "u1 ground-truth cam @3 track 4 category 1",
        ]
        #expect(found == one + one)
    }

    @Test func `a locked size is that of the annotation's own category`() throws {
        let document = Documents.release(
            "pointcloud-cuboid-sequence",
            Documents.sample(
                label: """
                    {"frames":[
                      {"annotations":[{"id":1,"track_id":1,"category_id":1,"type":"cuboid","dimensions":{"x":1,"y":1,"z":1}}]},
                      {"annotations":[{"id":1,"track_id":1,"category_id":2,"type":"cuboid","dimensions":{"x":2,"y":1,"z":1}}]},
                      {"annotations":[{"id":1,"track_id":1,"category_id":1,"type":"cuboid","dimensions":{"x":3,"y":1,"z":1}}]}]}
                    """)
        ).changing("dataset", "task_attributes") { attributes in
            attributes.changing("categories") { $0.changing(0) { $0.with("lock_dimensions", .bool(true)) } }
        }
        let found = try Shelf().findings(of: "track.dimensions", in: document)
        #expect(found.map(RuleCase.line) == ["s1 truth @2 #1 track 1 category 1 dimensions"])
    }

    @Test func `a step of nanoseconds is not lost in the size of the first time stamp`() throws {
        let times = ["1700000000000000000", "1", "3"]
        let frames = times.enumerated().map { number, time in
            """
            {"timestamp":\(time),"annotations":[{"id":1,"track_id":1,"category_id":1,"type":"cuboid",\
            "position":{"x":\(number * 10),"y":0,"z":0},"dimensions":{"x":1,"y":1,"z":1}}]}
            """
        }
        let document = Documents.release(
            "pointcloud-cuboid-sequence",
            Documents.sample(label: #"{"frames":[\#(frames.joined(separator: ","))]}"#))
        let found = try Shelf().findings(of: "track.speed", in: document)
        #expect(found.map(RuleCase.line) == ["s1 truth @2 #1 track 1 category 1 position"])
    }

    @Test func `thresholds of speed and jumps are what settings say`() throws {
        for (rule, names) in [
            ("track.speed", ["max_speed", "max_relative_speed"]), ("track.jump", ["max_diagonals"]),
        ] {
            let document = try #require(RuleCase.tracks.first { $0.rule == rule }).breaking
            #expect(try !Shelf().findings(of: rule, in: document).isEmpty)
            var settings = RuleSettings()
            for name in names { try settings.setThreshold(name, to: 1e30, of: rule) }
            #expect(try Shelf().findings(of: rule, in: document, settings: settings).isEmpty)
        }
    }
}
