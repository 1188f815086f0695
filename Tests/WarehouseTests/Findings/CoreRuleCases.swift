import ReleaseFormat

@testable import Warehouse

extension RuleCase {
    static var core: [RuleCase] {
        headers + samples + labels + sequences + annotations + types + masks + links + spans
    }

    // MARK: Documents

    /// A release with one sample `u1` and its label.
    private static func labelled(
        _ label: String, task: String = "vector",
        sample: String = #"{"image":{"url":"https://e.org/1.jpg"}}"#,
        categories: String = #"[{"id":1,"name":"car"},{"id":2,"name":"bus"},{"id":3,"name":"dog"}]"#
    ) -> JSONValue {
        release(
            """
            "task_type":"\(task)","task_attributes":{"categories":\(categories)},
            "labelsets":[{"name":"ground-truth"}],
            "samples":[{"uuid":"u1","name":"1.jpg","attributes":\(sample),"labels":{"ground-truth":\(label)}}]
            """)
    }

    /// A release whose labelsets have a task each, as before 2021.
    private static func labelset(_ label: String, task: String) -> JSONValue {
        release(
            #""tasks":{"a":{"task_type":"\#(task)"}},"samples":[{"uuid":"u1","name":"1.jpg","labels":{"a":\#(label)}}]"#
        )
    }

    /// - Parameter members: of `dataset`, but for its name.
    private static func release(_ members: String) -> JSONValue {
        Documents.parsed(#"{"name":"v1","dataset":{"name":"small","owner":"acme",\#(members)}}"#)
    }

    /// A label of a still with some annotations, and other members behind them.
    private static func still(_ annotations: String, _ rest: String = "", status: String = "LABELED")
        -> String
    {
        #"{"label_status":"\#(status)","attributes":{"annotations":[\#(annotations)]\#(rest)}}"#
    }

    private static func images(_ count: Int) -> String {
        let frame = #"{"image":{"url":"https://e.org/1.jpg"}}"#
        return #"{"frames":[\#(Array(repeating: frame, count: count).joined(separator: ","))]}"#
    }

    private static func sensors(_ sensors: [(name: String, frames: Int)]) -> String {
        let sensors = sensors.map {
            #"{"name":"\#($0.name)","task_type":"image-vector-sequence","attributes":\#(images($0.frames))}"#
        }
        return #"{"sensors":[\#(sensors.joined(separator: ","))]}"#
    }

    // MARK: The header

    private static var headers: [RuleCase] {
        [
            RuleCase(
                "release.task_type.unknown", breaking: labelled("null", task: "bbox"),
                nearly: labelled("null", task: "text-named-entities"), places: ["dataset.task_type"]),
            RuleCase(
                "release.task_type.unknown", breaking: labelled("null", task: " "),
                nearly: labelled("null", task: ""),
                places: ["dataset.task_type"], values: [TaskType.words.joined(separator: ", ") + " | \" \""]),
            RuleCase(
                "labelset.unlisted",
                breaking: release(
                    #""labelsets":[{"name":"a"}],"samples":[{"uuid":"u1","labels":{"a":null,"b":null}}]"#),
                // Without a list, every name that samples use is one.
                nearly: release(#""samples":[{"uuid":"u1","labels":{"a":null,"b":null}}]"#),
                places: ["b dataset.labelsets"]),
            RuleCase(
                "category.id.repeated",
                breaking: labelled(
                    "null",
                    categories:
                        #"[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":1,"name":"c"},{"id":1,"name":"d"}]"#),
                nearly: labelled(
                    "null", categories: #"[{"id":1,"name":"a"},{"id":"1","name":"b"},{"name":"c"}]"#),
                places: ["category 1 categories.id x2"],
                values: [#"ids should be unique | id 1 is used by "a", "c", "d""#]),
            RuleCase(
                "category.name.repeated",
                breaking: labelled("null", categories: #"[{"id":1,"name":"a"},{"id":4,"name":"a"}]"#),
                // Equal to Unicode, not to SQLite.
                nearly: labelled(
                    "null", categories: "[{\"id\":1,\"name\":\"\\u00e9\"},{\"id\":4,\"name\":\"e\\u0301\"}]"),
                places: ["category 1 categories.name"],
                values: [#"names should be unique | "a" is the name of ids 1, 4"#]),
            RuleCase(
                "category.name.similar",
                breaking: labelled(
                    "null",
                    categories:
                        #"[{"id":1,"name":"stop sign"},{"id":2,"name":"Stop  sign "},{"name":"stop sign"}]"#),
                // A person sees a difference.
                nearly: labelled(
                    "null",
                    categories:
                        #"[{"id":1,"name":"stop sign"},{"id":2,"name":"stopsign"},{"id":3,"name":"stop-sign"}]"#
                ),
                places: ["category 2 categories[id=1].name"],
                values: [
                    #"names should be easy to distinguish | "Stop  sign " and "stop sign" (id 1) only differ in case and spaces"#
                ]),
        ]
    }

    // MARK: Samples

    private static var samples: [RuleCase] {
        [
            RuleCase(
                "sample.name.repeated",
                breaking: SmallRelease.document(samples: [
                    SmallRelease.sample(1, name: "a", nil), SmallRelease.sample(2, name: "b", nil),
                    SmallRelease.sample(3, name: "a", nil), SmallRelease.sample(4, name: "a", nil),
                ]),
                nearly: SmallRelease.document(samples: [
                    SmallRelease.sample(1, name: "a", nil), SmallRelease.sample(2, name: "A", nil),
                ]),
                places: ["u3 name", "u4 name"],
                values: Array(repeating: "names should be unique | same name as sample u1", count: 2)),
            RuleCase(
                "sample.asset.repeated",
                breaking: SmallRelease.document(samples: [
                    SmallRelease.sample(1, url: "https://e.org/a.jpg?X-Amz-Signature=1", nil),
                    SmallRelease.sample(2, url: "https://e.org/a.jpg?X-Amz-Signature=2", nil),
                ]),
                nearly: SmallRelease.document(samples: [
                    SmallRelease.sample(1, url: "https://e.org/a.jpg?page=1", nil),
                    SmallRelease.sample(2, url: "https://e.org/a.jpg?page=2", nil),
                    SmallRelease.sample(3, url: "", nil), SmallRelease.sample(4, url: "", nil),
                ]),
                places: ["u2 attributes"],
                values: [
                    #"each sample should have its own file | same file as sample u1: "https://e.org/a.jpg""#
                ]),
            RuleCase(
                "sample.asset.absent",
                breaking: release(
                    """
                    "samples":[{"uuid":"u1","attributes":{"image":{"url":""}}},{"uuid":"u2","attributes":{}},
                    {"uuid":"u3"},{"uuid":"u4","attributes":{"frames":[{"image":{"url":null}}]}}]
                    """),
                nearly: release(
                    """
                    "samples":[{"uuid":"u1","attributes":{"image":{"url":"s3://a"}}},
                    {"uuid":"u2","attributes":{"text":"a rose"}},
                    {"uuid":"u3","attributes":{"sensors":[{"name":"a","attributes":{"frames":[{"pcd":{"url":"b"}}]}}]}}]
                    """),
                places: ["u1 attributes", "u2 attributes", "u3 attributes", "u4 attributes"],
                values: [
                    #"a URL | {"image":{"url":""}}"#, "a URL | {}", "a URL | ",
                    #"a URL | {"frames":[{"image":{"url":null}}]}"#,
                ]),
        ]
    }

    // MARK: Labels

    private static var labels: [RuleCase] {
        [
            RuleCase(
                "label.status.unknown",
                breaking: release(
                    """
                    "samples":[{"uuid":"u1","labels":{"a":{"label_status":"labeled"}}},
                    {"uuid":"u2","labels":{"a":{"label_status":null}}},{"uuid":"u3","labels":{"a":{}}}]
                    """),
                nearly: release(
                    #""samples":[{"uuid":"u1","labels":{"a":{"label_status":"VERIFIED"},"b":null}},{"uuid":"u2"}]"#
                ),
                places: ["u1 a label_status", "u2 a label_status", "u3 a label_status"],
                values: [#""labeled""#, "null", ""].map {
                    LabelStatus.platform.joined(separator: ", ") + " | " + $0
                }),
            RuleCase(
                "label.empty", breaking: labelled(still("")), nearly: labelled(still("", status: "SKIPPED")),
                places: ["u1 ground-truth attributes"], values: [" | LABELED, but no annotations"]),
            RuleCase(
                "label.empty",
                breaking: labelled(
                    #"{"label_status":"REVIEWED","attributes":{"frames":[{},{"image_attributes":{}}]}}"#),
                nearly: labelled(
                    #"{"label_status":"REVIEWED","attributes":{"frames":[{},{"image_attributes":{"rain":true}}]}}"#
                ),
                places: ["u1 ground-truth attributes"]),
            RuleCase(
                "label.empty", breaking: labelled(#"{"label_status":"VERIFIED","attributes":{}}"#),
                nearly: labelled(still("", #","image_attributes":{"scene":"night"}"#)),
                places: ["u1 ground-truth attributes"]),
        ]
    }

    // MARK: Frames and sensors

    private static var sequences: [RuleCase] {
        let two = SmallRelease.sequence([[], []])
        let camera = [(name: "camera", frames: 2), (name: "lidar", frames: 1)]
        return [
            RuleCase(
                "label.frames.mismatch", breaking: labelled(two, sample: images(3)),
                nearly: labelled(two, sample: images(2)), places: ["u1 ground-truth frames"],
                values: ["the sample has 3 frames | 2 frames"]),
            RuleCase(
                "label.frames.mismatch", breaking: labelled(still(""), sample: images(2)),
                // A label that says nothing of frames, as skipped ones do not.
                nearly: labelled(#"{"label_status":"SKIPPED","attributes":{}}"#, sample: images(2)),
                places: ["u1 ground-truth attributes"], values: ["the sample has 2 frames | a still"]),
            RuleCase(
                "label.frames.mismatch",
                breaking: labelled(
                    SmallRelease.sensors([("camera", [[]]), ("lidar", [[]])]), sample: sensors(camera)),
                nearly: labelled(
                    SmallRelease.sensors([("camera", []), ("lidar", [[]])]), sample: sensors(camera)),
                places: ["u1 ground-truth camera frames"]),
            RuleCase(
                "label.sensor.unknown",
                breaking: labelled(SmallRelease.sensors([("radar", [])]), sample: sensors(camera)),
                nearly: labelled(SmallRelease.sensors([("lidar", [])]), sample: sensors(camera)),
                places: ["u1 ground-truth radar name"], values: [#"camera, lidar | "radar""#]),
            RuleCase(
                "label.sensors.order",
                breaking: labelled(
                    SmallRelease.sensors([("lidar", []), ("camera", [])]), sample: sensors(camera)),
                nearly: labelled(
                    SmallRelease.sensors([("radar", []), ("camera", []), ("lidar", [])]),
                    sample: sensors(camera)),
                places: ["u1 ground-truth sensors"], values: ["camera, lidar | lidar, camera"]),
            RuleCase(
                "sensor.task_type.unknown",
                breaking: labelled(
                    #"{"label_status":"LABELED","attributes":{"sensors":[{"name":"a","task_type":"cuboids"}]}}"#
                ),
                nearly: labelled(
                    #"{"label_status":"LABELED","attributes":{"sensors":[{"name":"a","task_type":""},{"name":"b"}]}}"#
                ),
                places: ["u1 ground-truth a task_type"]),
            RuleCase(
                "frame.timestamp.backwards",
                breaking: labelled("null", sample: timed(["5", "7", "null", "6", #""00008""#, "3.5"])),
                nearly: labelled("null", sample: timed(["5", "5", #""soon""#, "6", #""00006""#, "6.5"])),
                places: ["u1 @3 timestamp x2"], values: ["at least 7, as in frame 1 | 6"]),
            // Nanoseconds since 1970 differ in digits that no double holds.
            RuleCase(
                "frame.timestamp.backwards",
                breaking: labelled(
                    timedLabel(["1700000000000000001", "1700000000000000000"]), sample: images(2)),
                nearly: labelled(
                    timedLabel(["1700000000000000001", "1700000000000000002"]), sample: images(2)),
                places: ["u1 ground-truth @1 timestamp"],
                values: ["at least 1700000000000000001, as in frame 0 | 1700000000000000000"]),
            // What the sample says already is not reported of the label as well.
            RuleCase(
                "frame.timestamp.backwards",
                breaking: labelled(
                    timedLabel([#""1700000000000000001""#, #""1700000000000000000""#]),
                    sample: timed([#""1700000000000000001""#, #""1700000000000000000""#])),
                nearly: labelled(timedLabel(["1"]), sample: images(1)),
                places: ["u1 @1 timestamp"],
                values: [#"at least "1700000000000000001", as in frame 0 | "1700000000000000000""#]),
            RuleCase(
                "frame.timestamp.backwards",
                breaking: labelled(
                    "null",
                    sample: """
                        {"sensors":[{"name":"camera","attributes":\(timed(["1", "2"]))},
                        {"name":"lidar","attributes":\(timed(["2", "1"]))}]}
                        """),
                nearly: labelled(
                    "null",
                    sample: """
                        {"sensors":[{"name":"camera","attributes":\(timed(["3", "4"]))},
                        {"name":"lidar","attributes":\(timed(["1", "2"]))}]}
                        """),
                places: ["u1 lidar @1 timestamp"]),
        ]
    }

    private static func timed(_ stamps: [String]) -> String {
        let frames = stamps.map { #"{"pcd":{"url":"https://e.org/1.pcd"},"timestamp":\#($0)}"# }
        return #"{"frames":[\#(frames.joined(separator: ","))]}"#
    }

    private static func timedLabel(_ stamps: [String]) -> String {
        let frames = stamps.map { #"{"annotations":[],"timestamp":\#($0)}"# }
        return #"{"label_status":"LABELED","attributes":{"frames":[\#(frames.joined(separator: ","))]}}"#
    }

    // MARK: Annotations

    private static var annotations: [RuleCase] {
        let point = #""type":"point","points":[[1,2]]"#
        return [
            RuleCase(
                "annotation.category.undefined",
                breaking: labelled(still(SmallRelease.box(3) + "," + SmallRelease.box(4, id: 2))),
                nearly: labelled(still(SmallRelease.box(3) + "," + SmallRelease.box(nil, id: 2))),
                places: ["u1 ground-truth @0 #2 category 4 category_id"], values: [" | 4"]),
            RuleCase(
                "annotation.category.null",
                breaking: labelled(
                    still("\(SmallRelease.box(nil)),{\"id\":2,\"category_id\":\"1\",\(point)}")),
                nearly: labelled(still("{\"id\":1,\(point)}")),
                places: ["u1 ground-truth @0 #1 category_id", "u1 ground-truth @0 #2 category_id"],
                values: ["an integer | null", #"an integer | "1""#]),
            RuleCase(
                "annotation.category.absent", breaking: labelled(still("{\(point)}")),
                nearly: labelled(still(SmallRelease.box(nil))),
                places: ["u1 ground-truth @0 annotations[0].category_id"]),
            RuleCase(
                "annotation.id.repeated",
                breaking: labelled(
                    still([7, 3, 7, 3, 7].map { SmallRelease.box(1, id: $0) }.joined(separator: ","))),
                nearly: labelled(SmallRelease.sequence([[SmallRelease.box(1)], [SmallRelease.box(1)]])),
                places: [
                    "u1 ground-truth @0 #7 category 1 id x2", "u1 ground-truth @0 #3 category 1 id",
                ],
                values: [
                    "ids should be unique in a frame | 3 annotations have id 7",
                    "ids should be unique in a frame | 2 annotations have id 3",
                ]),
            RuleCase(
                "annotation.track_id.repeated",
                breaking: labelled(
                    SmallRelease.sequence([
                        ["{\"id\":1,\"track_id\":6,\(point)}", "{\"id\":2,\"track_id\":6,\(point)}"]
                    ])),
                nearly: labelled(
                    SmallRelease.sequence([
                        ["{\"id\":6,\"track_id\":6,\(point)}", "{\"id\":6,\"track_id\":6,\(point)}"],
                        ["{\"id\":6,\"track_id\":6,\(point)}"],
                    ])),
                places: ["u1 ground-truth @0 #2 track 6 track_id"]),
            RuleCase(
                "annotation.id.absent",
                breaking: labelled(still("{\"category_id\":1,\(point)},{\"id\":\"1\",\(point)}")),
                nearly: labelled(still("{\"track_id\":1,\(point)},{\"id\":-1,\(point)}")),
                places: [
                    "u1 ground-truth @0 category 1 annotations[0].id", "u1 ground-truth @0 annotations[1].id",
                ], values: ["an integer | ", #"an integer | "1""#]),
        ]
    }

    private static var types: [RuleCase] {
        func typed(_ types: String...) -> String {
            types.enumerated().map { "{\"id\":\($0),\"category_id\":1,\"type\":\"\($1)\"}" }
                .joined(separator: ",")
        }
        let lidar = { (type: String) in
            """
            {"label_status":"LABELED","attributes":{"sensors":[{"name":"lidar","task_type":"pointcloud-cuboid-sequence",
            "attributes":{"frames":[{"annotations":[\(typed(type))]}]}}]}}
            """
        }
        return [
            RuleCase(
                "annotation.type.unknown",
                breaking: labelled(still(typed("bbox", "ellipse", "Bbox", "ellipse"))),
                nearly: labelled(still(typed("cuboid-sync", "segment"))),
                places: [
                    "u1 ground-truth @0 #1 category 1 type x2", "u1 ground-truth @0 #2 category 1 type",
                ]),
            RuleCase(
                "annotation.type.absent",
                breaking: labelled(still(#"{"id":1,"type":7,"points":[[1,2]]},{"id":2,"type":null}"#)),
                nearly: labelled(still(#"{"id":1}"#), task: "segmentation-bitmap"),
                places: ["u1 ground-truth @0 #1 type x2"], values: ["a type | 7"]),
            RuleCase(
                "annotation.type.misplaced", breaking: labelled(still(typed("point", "cuboid", "cuboid"))),
                nearly: labelled(still(typed("point", "polyline", "cuboid")), task: "pointcloud-vector"),
                places: ["u1 ground-truth @0 #1 category 1 type x2"],
                values: ["bbox, polygon, polyline, point | cuboid"]),
            RuleCase(
                "annotation.type.misplaced",
                breaking: Self.labelset(still(typed("cuboid")), task: "vector"),
                nearly: Self.labelset(still(typed("cuboid")), task: ""),
                places: ["u1 a @0 #0 category 1 type"]),
            RuleCase(
                "annotation.type.misplaced", breaking: labelled(lidar("bbox"), task: "multisensor-sequence"),
                nearly: labelled(lidar("cuboid"), task: "multisensor-sequence"),
                places: ["u1 ground-truth lidar @0 #0 category 1 type"]),
        ]
    }

    // MARK: Masks and point labels

    private static var masks: [RuleCase] {
        let one = #"{"id":1,"category_id":1}"#
        return [
            RuleCase(
                "frame.bitmap.absent",
                breaking: labelled(
                    still(one, #","segmentation_bitmap":"a.png""#), task: "segmentation-bitmap"),
                nearly: labelled(
                    still(one, #","segmentation_bitmap":{"url":"a.png"}"#), task: "segmentation-bitmap"),
                places: ["u1 ground-truth @0 segmentation_bitmap"], values: [#"a URL | "a.png""#]),
            RuleCase(
                "frame.bitmap.absent",
                breaking: labelled(
                    still(one, #","segmentation_bitmap":{"url":""}"#), task: "segmentation-bitmap"),
                nearly: labelled(
                    still(one, #","segmentation_bitmap":{"url":"a.png","size":3}"#),
                    task: "segmentation-bitmap"),
                places: ["u1 ground-truth @0 segmentation_bitmap"], values: [#"a URL | {"url":""}"#]),
            RuleCase(
                "frame.bitmap.absent",
                breaking: labelled(
                    SmallRelease.sequence([[], [one, one]]), task: "image-segmentation-sequence",
                    sample: images(2)),
                nearly: labelled(still(one, status: "SKIPPED"), task: "segmentation-bitmap"),
                places: ["u1 ground-truth @1 segmentation_bitmap x2"]),
            RuleCase(
                "frame.points.absent", breaking: labelled(still(one), task: "pointcloud-segmentation"),
                nearly: labelled(still(""), task: "pointcloud-segmentation"),
                places: ["u1 ground-truth @0 point_annotations"], values: ["a number for each point | "]),
            RuleCase(
                "frame.points.absent",
                breaking: labelled(
                    still(one, #","point_annotations":"0 1 1""#), task: "pointcloud-segmentation"),
                nearly: labelled(
                    still(one, #","point_annotations":[]"#), task: "pointcloud-segmentation"),
                places: ["u1 ground-truth @0 point_annotations"],
                values: [#"a number for each point | "0 1 1""#]),
            RuleCase(
                "frame.points.absent", breaking: pointSequence(labeled: []),
                nearly: pointSequence(labeled: [0]),
                places: (0...3).map { "u1 ground-truth @\($0) point_annotations" }),
            // As the platform exports a sequence whose end was not labeled.
            RuleCase(
                "frame.points.incomplete", breaking: pointSequence(labeled: [0, 1]),
                nearly: pointSequence(labeled: []), places: ["u1 ground-truth @2 point_annotations x2"],
                values: ["a number for each point, as in frame 0 | "]),
            RuleCase(
                "frame.points.undefined",
                breaking: labelled(
                    still(one, #","point_annotations":[0,1,5,5,9,5]"#), task: "pointcloud-segmentation"),
                nearly: labelled(
                    still(
                        #"{"id":1,"track_id":5},{"id":2,"track_id":9}"#, #","point_annotations":[0,5,5,9,5]"#),
                    task: "pointcloud-segmentation"),
                places: ["u1 ground-truth @0 point_annotations x4"],
                values: ["ids of the frame's annotations | 5, 9"]),
            RuleCase(
                "annotation.points.none",
                breaking: labelled(
                    still(#"{"id":1},{"id":2}"#, #","point_annotations":[0,1]"#),
                    task: "pointcloud-segmentation"),
                nearly: labelled(still(#"{"id":1},{"id":2}"#), task: "pointcloud-segmentation"),
                places: ["u1 ground-truth @0 #2 point_annotations"]),
        ]
    }

    /// A reviewed sequence of four frames with a track in all, and point labels in some.
    private static func pointSequence(labeled: Set<Int>) -> JSONValue {
        let frames = (0..<4).map { frame in
            #"{"annotations":[{"id":1,"track_id":1,"category_id":1}]"#
                + (labeled.contains(frame) ? #","point_annotations":[0,1,1]}"# : "}")
        }
        return labelled(
            #"{"label_status":"REVIEWED","attributes":{"frames":[\#(frames.joined(separator: ","))]}}"#,
            task: "pointcloud-segmentation-sequence", sample: images(4))
    }

    // MARK: Links and spans

    private static var links: [RuleCase] {
        let restricted =
            #"[{"id":1,"link_category_restrictions":[2]},{"id":2},{"id":3,"link_category_restrictions":[]}]"#
        func linked(_ from: String, _ to: String) -> JSONValue {
            let objects =
                #"{"id":1,"category_id":1},{"id":2,"category_id":2},{"id":3,"track_id":8,"category_id":3}"#
            return labelled(
                still(objects, #","links":[{"from_id":\#(from),"to_id":\#(to)}]"#), categories: restricted)
        }
        return [
            RuleCase(
                "link.end.dangling", breaking: linked("4", #""1""#), nearly: linked("2", "8"),
                places: ["u1 ground-truth links[0].from_id", "u1 ground-truth links[0].to_id"],
                values: [
                    "an id or track id of the label | 4", #"an id or track id of the label | "1""#,
                ]),
            RuleCase(
                "link.category.restricted", breaking: linked("1", "8"), nearly: linked("1", "2"),
                places: ["u1 ground-truth category 1 links[0].to_id"]),
            RuleCase(
                "link.category.restricted", breaking: linked("1", "3"), nearly: linked("3", "1"),
                places: ["u1 ground-truth category 1 links[0].to_id"]),
        ]
    }

    private static var spans: [RuleCase] {
        func text(_ start: String, _ end: String) -> JSONValue {
            labelled(
                still(#"{"start":\#(start),"end":\#(end),"category_id":1}"#), task: "text-named-entities",
                sample: #"{"text":"a r𝄞se"}"#)
        }
        return [
            RuleCase(
                "annotation.span.empty", breaking: text("3", "3"), nearly: text("3", "4"),
                places: ["u1 ground-truth @0 category 1 annotations[0].end"],
                values: ["greater than the start | 3 to 3"]),
            RuleCase(
                "annotation.span.empty", breaking: text("null", "3"), nearly: text("0", "30"),
                places: ["u1 ground-truth @0 category 1 annotations[0].end"]),
            RuleCase(
                "annotation.span.beyond", breaking: text("2", "8"), nearly: text("2", "7"),
                places: ["u1 ground-truth @0 category 1 annotations[0].end"], values: ["at most 7 | 8"]),
        ]
    }
}
