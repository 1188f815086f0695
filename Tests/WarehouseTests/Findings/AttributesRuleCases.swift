import ReleaseFormat
import TestSupport

@testable import Warehouse

extension RuleCase {
    static var attributes: [RuleCase] {
        [
            still(
                "attributes.malformed", "[]",
                breaking: [#""parked""#, "[1]", "7"], nearly: ["{}", "null", "[]"],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes",
                    "u1 ground-truth @0 #2 category 1 attributes",
                    "u1 ground-truth @0 #3 category 1 attributes",
                ],
                values: [#"an object | "parked""#, "an object | [1]", "an object | 7"]),
            still(
                "attributes.list", "[]", breaking: ["[]", "[]"], nearly: ["{}", "null", "[1]"],
                places: ["u1 ground-truth @0 #1 category 1 attributes x2"]),
            still(
                "attributes.undefined", #"[{"name":"color","input_type":"text"}]"#,
                breaking: [#"{"colour":"red"}"#, #"{"colour":"blue","color":"x"}"#, #"{"é":1,"":"x"}"#],
                nearly: [#"{"color":"red"}"#, #"{"colour":null}"#, #"{"colour":""}"#, "{}"],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.colour x2",
                    "u1 ground-truth @0 #3 category 1 attributes.é",
                    "u1 ground-truth @0 #3 category 1 attributes.\"\"",
                ],
                values: [#" | "red""#, " | 1", #" | "x""#]),
            still(
                "attributes.missing",
                """
                [{"name":"color","input_type":"text","is_mandatory":true},
                 {"name":"tags","input_type":"multiselect","is_mandatory":true},
                 {"name":"parked","input_type":"checkbox","is_mandatory":true},
                 {"name":"at","input_type":"vector3","is_mandatory":true},
                 {"name":"note","input_type":"text","is_mandatory":false}]
                """,
                breaking: [#"{"color":"","tags":[],"parked":null}"#],
                nearly: [#"{"color":"red","tags":["any"],"parked":false}"#],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.color",
                    "u1 ground-truth @0 #1 category 1 attributes.tags",
                    "u1 ground-truth @0 #1 category 1 attributes.parked",
                ], values: [#"a value | """#, "a value | []", "a value | null"]),
            RuleCase(
                "attributes.missing",
                breaking: tracks(mandatory, [["{}", #"{"color":"red"}"#], ["{}", "{}"]]),
                nearly: tracks(mandatory, [[#"{"color":"red"}"#, #"{"color":"red"}"#]]),
                places: [
                    "s1 truth @0 #1 track 1 category 1 attributes.color x2",
                    "s1 truth @1 #2 track 2 category 1 attributes.color",
                ]),
            images(
                "attributes.missing", #"[{"name":"weather","input_type":"text","is_mandatory":true}]"#,
                breaking: ["{}"], nearly: [#"{"weather":"rain"}"#],
                places: ["s1 truth image_attributes.weather"]),
            images(
                "attributes.missing", #"[{"name":"weather","input_type":"text","is_mandatory":true}]"#,
                breaking: [#"{"weather":"rain"}"#, "{}", #"{"weather":""}"#],
                nearly: [#"{"weather":"rain"}"#, #"{"weather":"sun"}"#],
                places: ["s1 truth @1 image_attributes.weather x2"]),
            still(
                "attributes.value",
                """
                [{"name":"color","input_type":"select","values":["red","blue",""]},
                 {"name":"tags","input_type":"multiselect","values":["a","b"]}]
                """,
                breaking: [#"{"color":"Red","tags":["a","c"]}"#, #"{"tags":"[\"b\",\"z\",\"y\"]"}"#],
                nearly: [
                    #"{"color":"red","tags":["a","b"]}"#, #"{"color":"","tags":"[\"b\"]"}"#, #"{"tags":[]}"#,
                    #"{"tags":"['a', \"b\"]"}"#, #"{"tags":"[]"}"#,
                ],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.color",
                    "u1 ground-truth @0 #1 category 1 attributes.tags",
                    "u1 ground-truth @0 #2 category 1 attributes.tags",
                ],
                values: [
                    #"one of ["red","blue",""] | "Red""#, #"one of ["a","b"] | "c""#,
                    #"one of ["a","b"] | ["z","y"]"#,
                ]),
            still(
                "attributes.number.range",
                #"[{"name":"doors","input_type":"number","min":"2","max":5},{"name":"n","input_type":"number","min":"","max":""}]"#,
                breaking: [#"{"doors":1.999}"#, #"{"doors":"6"}"#],
                nearly: [
                    #"{"doors":2,"n":1e300}"#, #"{"doors":5.0,"n":-1}"#, #"{"doors":"5"}"#,
                    #"{"doors":"many"}"#,
                ],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.doors",
                    "u1 ground-truth @0 #2 category 1 attributes.doors",
                ],
                values: ["at least 2 | 1.999", #"at most 5 | "6""#]),
            still(
                "attributes.number.step",
                #"[{"name":"doors","input_type":"number","min":0.1,"step":"0.1"},{"name":"even","input_type":"number","step":2}]"#,
                breaking: [#"{"doors":0.25,"even":3}"#],
                nearly: [
                    #"{"doors":0.3,"even":-4}"#, #"{"doors":1.7000000000000002,"even":9007199254740994}"#,
                ],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.doors",
                    "u1 ground-truth @0 #1 category 1 attributes.even",
                ],
                values: ["steps of 0.1 from 0.1 | 0.25", "steps of 2 from 0 | 3"]),
            still(
                "attributes.kind",
                """
                [{"name":"n","input_type":"number"},{"name":"s","input_type":"select","values":["1"]},
                 {"name":"m","input_type":"multiselect"},{"name":"t","input_type":"text"},
                 {"name":"c","input_type":"checkbox"},{"name":"v","input_type":"vector3"},
                 {"name":"q","input_type":"quaternion"},{"name":"p","input_type":"points"},
                 {"name":"new","input_type":"hologram"}]
                """,
                breaking: [
                    #"{"n":"fast","s":2,"m":3,"t":{}}"#,
                    #"{"c":"yes","v":[1,2],"q":{"x":1},"p":[[1]],"n":[1]}"#,
                ],
                nearly: [
                    #"{"n":"-4e1","s":1,"m":"[]","t":5}"#,
                    #"{"c":"1","v":{"x":1,"y":2,"z":3},"q":[0,0,0,1],"p":[[1,2],[1,2,3]],"new":{}}"#,
                    #"{"c":0,"v":"[1,2,3]","q":null,"p":[],"n":""}"#,
                ],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.n",
                    "u1 ground-truth @0 #1 category 1 attributes.s",
                    "u1 ground-truth @0 #1 category 1 attributes.m",
                    "u1 ground-truth @0 #1 category 1 attributes.t",
                    "u1 ground-truth @0 #2 category 1 attributes.c",
                    "u1 ground-truth @0 #2 category 1 attributes.v",
                    "u1 ground-truth @0 #2 category 1 attributes.q",
                    "u1 ground-truth @0 #2 category 1 attributes.p",
                    "u1 ground-truth @0 #2 category 1 attributes.n",
                ]),
            still(
                "attributes.spelling",
                """
                [{"name":"n","input_type":"number"},{"name":"s","input_type":"select","values":["1"]},
                 {"name":"m","input_type":"multiselect"},{"name":"c","input_type":"checkbox"}]
                """,
                breaking: [#"{"n":"4","s":1,"m":"[\"a\"]","c":"0"}"#, #"{"c":"1","m":"a"}"#],
                nearly: [#"{"n":4,"s":"1","m":["a"],"c":false}"#, #"{"n":"four","c":"yes","m":7}"#],
                places: [
                    "u1 ground-truth @0 #1 category 1 attributes.n",
                    "u1 ground-truth @0 #1 category 1 attributes.s",
                    "u1 ground-truth @0 #1 category 1 attributes.m x2",
                    "u1 ground-truth @0 #1 category 1 attributes.c x2",
                ], values: [#"4 | "4""#, #""1" | 1"#, #"["a"] | "[\"a\"]""#, #"false | "0""#]),
            link(
                "attributes.value", #"[{"name":"kind","input_type":"select","values":["tows","holds"]}]"#,
                breaking: #"{"kind":"pulls"}"#, nearly: #"{"kind":"tows"}"#,
                places: ["u1 ground-truth @0 #1 category 1 links[0].attributes.kind"]),
            link(
                "attributes.undefined", #"[{"name":"kind","input_type":"text"}]"#,
                breaking: #"{"sort":"x"}"#, nearly: #"{"kind":"x"}"#,
                places: ["u1 ground-truth @0 #1 category 1 links[0].attributes.sort"]),
            RuleCase(
                "attributes.sensor",
                breaking: sensors(
                    #"[{"name":"cut","input_type":"checkbox","sensors":"2D"}]"#, ["{}", #"{"cut":true}"#]),
                nearly: sensors(
                    #"[{"name":"cut","input_type":"checkbox","sensors":"2D"}]"#,
                    [#"{"cut":true}"#, #"{"cut":null}"#]),
                places: ["s1 truth lidar @0 #1 track 1 category 1 attributes.cut"],
                values: ["only on 2D sensors | true"]),
            RuleCase(
                "attributes.sensor",
                breaking: sensors(
                    #"[{"name":"far","input_type":"text","sensor_filter":"3D"}]"#, [#"{"far":"x"}"#, "{}"]),
                nearly: sensors(
                    #"[{"name":"far","input_type":"text","sensor_filter":"all"}]"#,
                    [#"{"far":"x"}"#, #"{"far":"x"}"#]),
                places: ["s1 truth camera @0 #1 track 1 category 1 attributes.far"]),
            RuleCase(
                "attributes.track",
                breaking: tracks(
                    #"[{"name":"color","input_type":"text","is_track_level":true}]"#,
                    [
                        [#"{"color":"red"}"#], ["{}"], [#"{"color":"blue"}"#], [#"{"color":"blue"}"#],
                        [#"{"color":"red"}"#],
                    ]),
                nearly: tracks(
                    #"[{"name":"color","input_type":"text","is_track_level":true}]"#,
                    [
                        [#"{"color":"red"}"#, #"{"color":"blue"}"#], ["{}"],
                        [#"{"color":"red"}"#, #"{"color":"blue"}"#],
                    ]),
                places: ["s1 truth @2 #1 track 1 category 1 attributes.color x2"],
                values: [#""red" | "blue""#]),
            RuleCase(
                "attributes.track",
                breaking: tracks(
                    #"[{"name":"n","input_type":"number","is_track_level":true}]"#,
                    [[#"{"n":3}"#], [#"{"n":"3.5"}"#]]),
                nearly: tracks(
                    #"[{"name":"n","input_type":"number","is_track_level":true}]"#,
                    [[#"{"n":3}"#], [#"{"n":"3.0"}"#], [#"{"n":3.0}"#]]),
                places: ["s1 truth @1 #1 track 1 category 1 attributes.n"]),
            RuleCase(
                "attributes.synced",
                breaking: sensors(
                    #"[{"name":"color","input_type":"text","synced_across_sensors":true}]"#,
                    [#"{"color":"red"}"#, #"{"color":"blue"}"#]),
                nearly: sensors(
                    #"[{"name":"color","input_type":"text","synced_across_sensors":true}]"#,
                    [#"{"color":"red"}"#, "{}"]),
                places: ["s1 truth lidar @0 #1 track 1 category 1 attributes.color"],
                values: [#""red" | "blue""#]),
            still(
                "attributes.unused",
                #"[{"name":"color","input_type":"text"},{"name":"age","input_type":"number"}]"#,
                breaking: [#"{"color":""}"#, #"{"age":null,"colour":"red"}"#],
                nearly: [#"{"color":"x"}"#, #"{"age":"old"}"#],
                places: ["category 1 attributes.color x2", "category 1 attributes.age x2"]),
            link(
                "attributes.unused", #"[{"name":"kind","input_type":"text"}]"#, breaking: "{}",
                nearly: #"{"kind":"tows"}"#, places: ["category 1 link_attributes.kind"]),
            images(
                "attributes.unused", #"[{"name":"weather","input_type":"text"}]"#, breaking: ["{}", "{}"],
                nearly: ["{}", #"{"weather":"rain"}"#], places: ["image_attributes.weather"]),
        ]
    }

    private static let mandatory = #"[{"name":"color","input_type":"text","is_mandatory":true}]"#

    /// A category `car` of these attributes, and an image with an object of each of some attributes.
    private static func still(
        _ rule: String, _ definitions: String, breaking: [String], nearly: [String], places: [String],
        values: [String]? = nil
    ) -> RuleCase {
        func document(_ attributes: [String]) -> JSONValue {
            let boxes = attributes.enumerated().map { index, text in
                SmallRelease.box(1, 0, 0, 10, 10 + Double(index), id: index + 1, attributes: text)
            }
            return SmallRelease.document(
                categories: ["car"], samples: [SmallRelease.sample(1, SmallRelease.still(boxes))]
            ).defining("attributes", definitions)
        }
        return RuleCase(
            rule, breaking: document(breaking), nearly: document(nearly), places: places, values: values)
    }

    /// An image with two cars, and a link of these attributes from one to the other.
    private static func link(
        _ rule: String, _ definitions: String, breaking: String, nearly: String, places: [String]
    ) -> RuleCase {
        func document(_ attributes: String) -> JSONValue {
            SmallRelease.document(
                categories: ["car"],
                samples: [
                    SmallRelease.sample(
                        1,
                        """
                        {"label_status":"LABELED","attributes":{"annotations":[\(SmallRelease.box(1)),
                            \(SmallRelease.box(1, 0, 0, 5, 5, id: 2))],
                         "links":[{"from_id":1,"to_id":2,"attributes":\(attributes)}]}}
                        """)
                ]
            ).defining("link_attributes", definitions)
        }
        return RuleCase(rule, breaking: document(breaking), nearly: document(nearly), places: places)
    }

    /// An image of these attributes, or a sequence of frames with these.
    private static func images(
        _ rule: String, _ definitions: String, breaking: [String], nearly: [String], places: [String]
    ) -> RuleCase {
        func document(_ attributes: [String]) -> JSONValue {
            let frames = attributes.map { #"{"annotations":[],"image_attributes":\#($0)}"# }
            let label = frames.count == 1 ? frames[0] : #"{"frames":[\#(frames.joined(separator: ","))]}"#
            return Documents.release("vector", Documents.sample(label: label))
                .changing("dataset", "task_attributes") {
                    $0.with("image_attributes", Documents.parsed(definitions))
                }
        }
        return RuleCase(rule, breaking: document(breaking), nearly: document(nearly), places: places)
    }

    /// A sequence whose frames hold the cars of tracks 1, 2, … with these attributes.
    private static func tracks(_ definitions: String, _ frames: [[String]]) -> JSONValue {
        let frames = frames.map { "{\"annotations\":[\(cars($0))]}" }
        return Documents.release(
            "image-vector-sequence",
            Documents.sample(label: #"{"frames":[\#(frames.joined(separator: ","))]}"#)
        ).defining("attributes", definitions)
    }

    /// A camera and a lidar that see one car in one frame, with these attributes.
    private static func sensors(_ definitions: String, _ attributes: [String]) -> JSONValue {
        let sensors = zip(["camera", "lidar"], ["image-vector-sequence", "pointcloud-cuboid-sequence"])
        let list = zip(sensors, attributes).map { sensor, text in
            """
            {"name":"\(sensor.0)","task_type":"\(sensor.1)","attributes":{"frames":[{"annotations":[\(cars([text]))]}]}}
            """
        }
        return Documents.release(
            "multisensor-sequence",
            Documents.sample(label: #"{"sensors":[\#(list.joined(separator: ","))]}"#)
        ).defining("attributes", definitions)
    }

    private static func cars(_ attributes: [String]) -> String {
        attributes.enumerated().map { index, text in
            """
            {"id":\(index + 1),"track_id":\(index + 1),"category_id":1,"type":"bbox","points":[[0,0],[9,9]],
             "attributes":\(text)}
            """
        }.joined(separator: ",")
    }
}

extension JSONValue {
    /// The document with these definitions, JSON, in its first category.
    func defining(_ key: String, _ definitions: String) -> JSONValue {
        changing("dataset", "task_attributes") { attributes in
            attributes.changing("categories") { categories in
                let list = categories.array ?? []
                return .array(
                    list.prefix(1).map { $0.with(key, Documents.parsed(definitions)) } + list.dropFirst())
            }
        }
    }
}
