import ReleaseFormat
import TestSupport

@testable import Warehouse

extension RuleCase {
    static var tracks: [RuleCase] {
        [
            RuleCase(
                "track.category",
                breaking: boxes([["1:1"], ["1:2", "2:1"], ["1:2", "2:1"], ["1:1"]]),
                nearly: boxes([["1:1", "2:2"], ["1:null", "2:2"], ["1:1"]]),
                places: ["s1 truth @1 #11 track 1 category 2 category_id x2"], values: ["1 | 2"]),
            RuleCase(
                "track.sensors",
                breaking: sensors([["5:1"], ["5:2"]]), nearly: sensors([["5:1"], ["5:null", "6:2"]]),
                places: ["s1 truth lidar @0 #11 track 5 category 2 category_id"], values: ["1 | 2"]),
            RuleCase(
                "track.gap",
                breaking: boxes([["1:1"], [], [], ["1:1"], [], ["1:1"], []]),
                nearly: boxes([[], ["1:1"], ["1:1"], []]),
                places: ["s1 truth @1 track 1 category 1 x3"],
                values: ["an annotation in each frame up to 5 | missing in 3 frames"]),
            RuleCase(
                "track.single",
                breaking: boxes([["1:1"], ["2:1"], ["2:1"]]), nearly: boxes([["1:1", "2:1"]]),
                places: ["s1 truth @0 #11 track 1 category 1"]),
            RuleCase(
                "track.keyframe",
                breaking: boxes([["1:1:false"], ["1:1"], ["1:1:false"]]),
                nearly: boxes([["1:1", "2:1"], ["1:1", "2:1"]]),
                places: ["s1 truth track 1 category 1 is_keyframe"],
                values: ["true at least once | never true in 3 frames"]),
            // Where a label says which annotations are keyframes, the others are none.
            RuleCase(
                "track.keyframe",
                breaking: boxes([["1:1:true", "2:1"], ["1:1", "2:1"]]),
                nearly: boxes([["1:1:true", "2:1"], ["1:1", "2:1:true"]]),
                places: ["s1 truth track 2 category 1 is_keyframe"]),
            RuleCase(
                "track.dimensions",
                breaking: cuboids(
                    lock: "dimensions",
                    [
                        #""dimensions":{"x":4,"y":2,"z":1.5}"#, #""dimensions":{"x":4,"y":2.001,"z":1.5}"#,
                        #""dimensions":{"x":4,"y":2,"z":1.5}"#, #""dimensions":{"x":4,"y":2,"z":1}"#,
                    ]),
                nearly: cuboids(
                    lock: "dimensions",
                    [
                        #""dimensions":{"x":4,"y":2,"z":1.5}"#,
                        #""dimensions":{"x":4,"y":2.0000001,"z":1.5}"#,
                        #""position":{"x":4,"y":2,"z":1.5}"#,
                    ]),
                places: ["s1 truth @1 #1 track 1 category 1 dimensions x2"],
                values: [#"{"x":4,"y":2,"z":1.5} | {"x":4,"y":2.001,"z":1.5}"#]),
            RuleCase(
                "track.dimensions",
                breaking: cuboids(
                    lock: "dimensions",
                    [#""dimensions":{"x":4,"y":2,"z":1}"#, #""dimensions":{"x":5,"y":2,"z":1}"#]),
                nearly: cuboids(
                    lock: "position",
                    [#""dimensions":{"x":4,"y":2,"z":1}"#, #""dimensions":{"x":5,"y":2,"z":1}"#]),
                places: ["s1 truth @1 #1 track 1 category 1 dimensions"]),
            RuleCase(
                "track.position",
                breaking: cuboids(
                    lock: "position",
                    [#""position":{"x":4,"y":2,"z":1}"#, #""position":{"x":4,"y":2.5,"z":1}"#]),
                nearly: cuboids(
                    lock: "position",
                    [#""position":{"x":4,"y":2,"z":1}"#, #""position":{"x":4,"y":2.0000001,"z":1}"#]),
                places: ["s1 truth @1 #1 track 1 category 1 position"]),
            RuleCase(
                "track.rotation",
                breaking: cuboids(lock: "rotation", [#""yaw":3"#, #""yaw":3.5"#, #""yaw":3"#]),
                nearly: cuboids(
                    lock: "rotation",
                    [
                        #""yaw":3.141592653589793"#, #""yaw":-3.141592653589793"#,
                        #""yaw":3.141592653589793,"rotation":{"qx":0,"qy":0,"qz":2,"qw":0}"#,
                    ]),
                places: ["s1 truth @1 #1 track 1 category 1 rotation"],
                values: ["the rotation of the track's first cuboid | turned by 0.5 rad"]),
            RuleCase(
                "track.rotation",
                breaking: cuboids(
                    lock: "rotation",
                    [
                        #""rotation":{"qx":0,"qy":0,"qz":0,"qw":1}"#,
                        #""rotation":{"qx":0,"qy":0,"qz":1,"qw":0}"#,
                    ]),
                nearly: cuboids(
                    lock: "rotation",
                    [
                        #""rotation":{"qx":0,"qy":0,"qz":0,"qw":1}"#,
                        #""rotation":{"qx":0,"qy":0,"qz":0,"qw":-1}"#,
                        #""rotation":{"qx":0,"qy":0,"qz":0,"qw":0}"#,
                    ]),
                places: ["s1 truth @1 #1 track 1 category 1 rotation"],
                values: ["the rotation of the track's first cuboid | turned by 3.14 rad"]),
            // 8 m in a tenth of a second, and a little less than 7.
            RuleCase(
                "track.speed", breaking: drive([0, 8, 8, 16], poses: 4),
                nearly: drive([0, 6.9, 13, 7], poses: 4),
                places: ["s1 truth @1 #1 track 1 category 1 position x2"], values: ["at most 70 m/s | 80 m/s"]
            ),
            // Seen from a vehicle that moves itself.
            RuleCase(
                "track.speed", breaking: drive([0, 15], poses: 0), nearly: drive([0, 8], poses: 1),
                places: ["s1 truth @1 #1 track 1 category 1 position"], values: ["at most 140 m/s | 150 m/s"]),
            RuleCase(
                "track.jump",
                breaking: boxesAt([0, 1, 2, 300, 301]), nearly: boxesAt([0, 1, 2, 60, 61]),
                places: ["s1 truth @3 #1 track 1 category 1"],
                values: ["at most 5 diagonals a frame | 21.07 diagonals"]),
            // What always moves far is fast, not lost; a frame between is another step.
            RuleCase(
                "track.jump",
                breaking: boxesAt([0, 100]), nearly: boxesAt([0, 100, 200, 290, nil, 420]),
                places: ["s1 truth @1 #1 track 1 category 1"]),
        ]
    }

    /// A sequence of boxes that say `track:category` or `track:category:is_keyframe`; their ids are ten times the track
    /// and one.
    private static func boxes(_ frames: [[String]]) -> JSONValue {
        Documents.release(
            "image-vector-sequence",
            Documents.sample(label: #"{"frames":[\#(frames.map(frame).joined(separator: ","))]}"#))
    }

    private static func sensors(_ frames: [[String]]) -> JSONValue {
        let sensors = zip(["camera", "lidar"], frames).map { name, frame in
            #"{"name":"\#(name)","task_type":"image-vector-sequence","attributes":{"frames":[\#(Self.frame(frame))]}}"#
        }
        return Documents.release(
            "multisensor-sequence",
            Documents.sample(label: #"{"sensors":[\#(sensors.joined(separator: ","))]}"#))
    }

    private static func frame(_ boxes: [String]) -> String {
        let list = boxes.enumerated().map { index, box in
            let parts = box.split(separator: ":")
            let keyframe = parts.count > 2 ? ",\"is_keyframe\":\(parts[2])" : ""
            return """
                {"id":\(index + 11),"track_id":\(parts[0]),"category_id":\(parts[1]),"type":"bbox",
                 "points":[[0,0],[9,9]]\(keyframe)}
                """
        }
        return #"{"annotations":[\#(list.joined(separator: ","))]}"#
    }

    /// A car through frames, as a cuboid of these members; its category locks something.
    private static func cuboids(lock: String, _ frames: [String]) -> JSONValue {
        let frames = frames.map {
            #"{"annotations":[{"id":1,"track_id":1,"category_id":1,"type":"cuboid",\#($0)}]}"#
        }
        return Documents.release(
            "pointcloud-cuboid-sequence",
            Documents.sample(label: #"{"frames":[\#(frames.joined(separator: ","))]}"#)
        ).changing("dataset", "task_attributes") { attributes in
            attributes.changing("categories") { categories in
                .array((categories.array ?? []).map { $0.with("lock_\(lock)", .bool(true)) })
            }
        }
    }

    /// A car at places along a road, ten times a second; the sample has so many ego poses.
    private static func drive(_ places: [Double], poses: Int) -> JSONValue {
        let frames = places.enumerated().map { index, x in
            """
            {"timestamp":\(1_700_000_000_000_000_000 + index * 100_000_000),"annotations":[{"id":1,"track_id":1,
             "category_id":1,"type":"cuboid","position":{"x":\(x),"y":0,"z":0},"dimensions":{"x":4,"y":2,"z":1}}]}
            """
        }
        let assets = places.indices.map {
            $0 < poses ? #"{"ego_pose":{"position":{"x":0,"y":0,"z":0}}}"# : "{}"
        }
        return Documents.release(
            "pointcloud-cuboid-sequence",
            Documents.sample(
                attributes: #"{"frames":[\#(assets.joined(separator: ","))]}"#,
                label: #"{"frames":[\#(frames.joined(separator: ","))]}"#))
    }

    /// A box of ten pixels that goes through these places; nil is a frame without it.
    private static func boxesAt(_ places: [Double?]) -> JSONValue {
        let frames = places.map { x in
            let box = x.map {
                """
                {"id":1,"track_id":1,"category_id":1,"type":"bbox","points":[[\($0),0],[\($0 + 10),10]]}
                """
            }
            return #"{"annotations":[\#(box ?? "")]}"#
        }
        return Documents.release(
            "image-vector-sequence",
            Documents.sample(label: #"{"frames":[\#(frames.joined(separator: ","))]}"#))
    }
}
