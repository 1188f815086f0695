import ReleaseFormat

extension RuleCase {
    static var geometry: [RuleCase] { shapes + cuboids + pairs }

    /// A still with these annotations, and one with those.
    private static func still(
        _ rule: String, breaking: [String], nearly: [String], _ places: [String], _ values: [String]? = nil
    ) -> RuleCase {
        RuleCase(
            rule, breaking: document(SmallRelease.still(breaking)),
            nearly: document(SmallRelease.still(nearly)), places: places, values: values)
    }

    private static func document(_ label: String) -> JSONValue {
        SmallRelease.document(samples: [SmallRelease.sample(1, label)])
    }

    private static func shape(_ type: String, _ points: String, id: Int = 1, category: Int = 1) -> String {
        SmallRelease.shape(type, category, points, id: id)
    }

    private static let shapes = [
        still(
            "geometry.points.unreadable",
            breaking: [
                shape("polygon", "[[0,0],[4,0],[4]]"), shape("point", "null", id: 2),
                shape("polyline", "[[0,0],[1,1,1]]", id: 3), shape("point", "[[1e999,2]]", id: 4),
                #"{"id":5,"category_id":1,"type":"bbox"}"#,
            ],
            nearly: [
                shape("polygon", "[[0,0],[4,0],[4,4]]"), shape("polyline", "[[0,0,0],[1,1,1]]", id: 3),
                shape("point", "[[1e300,2]]", id: 4), #"{"id":5,"category_id":1,"type":"segment"}"#,
                shape("polygon", "[]", id: 6),
            ],
            (1...5).map { "u1 ground-truth @0 #\($0) category 1 points" },
            [
                "a list of points | [[0,0],[4,0],[4]]", "a list of points | null",
                "a list of points | [[0,0],[1,1,1]]", "a list of points | [[1e999,2]]", "a list of points | ",
            ]),
        still(
            "geometry.box.vertices",
            breaking: [
                shape("bbox", "[[0,0],[4,0],[4,3]]"), shape("bbox", "[[0,0]]", id: 2),
                shape("bbox", "[]", id: 3),
            ],
            nearly: [shape("bbox", "[[0,0],[4,3]]"), shape("bbox", "[[4,3],[0,0]]", id: 2)],
            (1...3).map { "u1 ground-truth @0 #\($0) category 1 points" }, ["2 | 3", "2 | 1", "2 | 0"]),
        still(
            "geometry.box.corners",
            breaking: [shape("bbox", "[[4,3],[0,0]]"), shape("bbox", "[[0,3.5],[4,0]]", id: 2)],
            nearly: [shape("bbox", "[[0,0],[4,3]]"), shape("bbox", "[[4,0],[4,0]]", id: 2)],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 points" },
            ["[[0,0],[4,3]] | [[4,3],[0,0]]", "[[0,0],[4,3.5]] | [[0,3.5],[4,0]]"]),
        still(
            "geometry.box.empty",
            breaking: [shape("bbox", "[[4,0],[4,3]]"), shape("bbox", "[[0,3],[-7,3]]", id: 2)],
            nearly: [shape("bbox", "[[4,0],[4.000001,3]]"), shape("bbox", "[[4,3],[0,0]]", id: 2)],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 points" },
            ["sides > 0 | 0 x 3", "sides > 0 | 7 x 0"]),
        still(
            "geometry.polygon.vertices",
            breaking: [
                shape("polygon", "[]"), shape("polygon", "[[1,1]]", id: 2),
                shape("polygon", "[[0,0],[4,0],[4,0],[0,0]]", id: 3),
                shape("polygon", "[[2,2],[2,2]]", id: 4),
                shape("polygon", "[[0,0,1],[4,0,1],[0,0,1]]", id: 5),
            ],
            nearly: [
                shape("polygon", "[[0,0],[4,0],[0,4]]"), shape("polygon", "[[0,0],[4,0],[0,0],[4,1]]", id: 2),
                shape("polygon", "[[0,0,1],[4,0,1],[4,0,2]]", id: 3),
            ],
            (1...5).map { "u1 ground-truth @0 #\($0) category 1 points" },
            ["3 or more | 0", "3 or more | 1", "3 or more | 2", "3 or more | 1", "3 or more | 2"]),
        still(
            "geometry.polygon.empty",
            breaking: [
                shape("polygon", "[[0,0],[2,2],[4,4]]"), shape("polygon", "[[0,0],[4,4],[4,0],[0,4]]", id: 2),
            ],
            nearly: [
                shape("polygon", "[[0,0],[2,2],[4,4.0001]]"), shape("polygon", "[[0,0],[2,2]]", id: 2),
                shape("polygon", "[[0,0,0],[2,2,0],[4,4,0]]", id: 3),
            ],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 points" }, ["area > 0 | 0", "area > 0 | 0"]),
        still(
            "geometry.polygon.crossing",
            breaking: [
                shape("polygon", "[[0,0],[4,4],[4,0],[0,5]]"),
                shape("polygon", "[[0,0],[4,0],[4,4],[2,0],[2,-2],[0,4]]", id: 2),
            ],
            nearly: [
                shape("polygon", "[[0,0],[4,0],[4,4],[0,5]]"),
                shape("polygon", "[[0,0],[4,0],[4,4],[2,0],[2,2],[0,4]]", id: 2),
                shape("polyline", "[[0,0],[4,4],[4,0],[0,5]]", id: 3),
            ],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 points" },
            [" | edges 0 and 2 cross", " | edges 0 and 4 cross"]),
        still(
            "geometry.polygon.touching",
            breaking: [
                shape("polygon", "[[0,0],[4,0],[4,4],[2,0],[0,4]]"),
                shape("polygon", "[[0,0],[4,0],[4,4],[4,2],[0,2]]", id: 2),
                shape(
                    "polygon", "[[0,0],[9,0],[9,9],[0,9],[0,0],[3,3],[3,6],[6,6],[6,3],[3,3]]", id: 3),
            ],
            nearly: [
                shape("polygon", "[[0,0],[4,0],[4,4],[2,0.0000000001],[0,4]]"),
                shape("polygon", "[[0,0],[0,0],[4,0],[4,4],[0,0]]", id: 2),
                shape("polygon", "[[0,0],[2,2],[4,4]]", id: 3),
            ],
            (1...3).map { "u1 ground-truth @0 #\($0) category 1 points" }),
        still(
            "geometry.polygon.closed",
            breaking: [shape("polygon", "[[0,0],[4,0],[0,4],[0,0]]")],
            nearly: [
                shape("polygon", "[[0,0],[4,0],[0,4],[0,0.001]]"),
                shape("polyline", "[[0,0],[4,0],[0,4],[0,0]]", id: 2),
                shape("polygon", "[[1,1],[1,1]]", id: 3),
            ],
            ["u1 ground-truth @0 #1 category 1 points[3]"]),
        still(
            "geometry.vertex.repeated",
            breaking: [
                shape("polyline", "[[0,0],[4,0],[4,0],[8,1],[8,1]]"),
                shape("polygon", "[[0,0],[4,0],[4,0],[0,4]]", id: 2),
                shape("polyline", "[[0,0,1],[0,0,1]]", id: 3),
            ],
            nearly: [
                shape("polyline", "[[0,0],[4,0],[0,0],[4,0]]"),
                shape("polygon", "[[0,0],[4,0],[0,4],[0,0]]", id: 2),
                shape("polyline", "[[0,0,1],[0,0,2]]", id: 3),
            ],
            (1...3).map { "u1 ground-truth @0 #\($0) category 1 points" }, ["0 | 2", "0 | 1", "0 | 1"]),
        still(
            "geometry.polyline.vertices",
            breaking: [
                shape("polyline", "[[4,2]]"), shape("polyline", "[]", id: 2),
                shape("polyline", "[[4,2],[4,2]]", id: 3),
            ],
            nearly: [shape("polyline", "[[4,2],[4,2.5]]")],
            (1...3).map { "u1 ground-truth @0 #\($0) category 1 points" },
            ["2 or more | 1", "2 or more | 0", "2 or more | 1"]),
        still(
            "geometry.point.vertices",
            breaking: [shape("point", "[[4,2],[5,2]]"), shape("point", "[]", id: 2)],
            nearly: [shape("point", "[[4,2]]"), shape("point", "[[4,2,1]]", id: 2)],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 points" }, ["1 | 2", "1 | 0"]),
        still(
            "geometry.coordinate.range",
            breaking: [
                shape("point", "[[4e12,2]]"), shape("polygon", "[[0,0],[4,-100000001],[1,1]]", id: 2),
                cuboid(id: 3, position: #"{"x":0,"y":0,"z":1e9}"#),
            ],
            nearly: [
                shape("point", "[[1e8,-1e8]]"), cuboid(id: 3, position: #"{"x":5400000,"y":0,"z":0}"#),
                cuboid(id: 4, position: #"{"x":0,"y":null,"z":0}"#),
            ],
            [
                "u1 ground-truth @0 #1 category 1 points", "u1 ground-truth @0 #2 category 1 points",
                "u1 ground-truth @0 #3 category 1 position",
            ],
            [
                "within ±100000000 | 4000000000000", "within ±100000000 | -100000001",
                "within ±100000000 | 1000000001",
            ]),
    ]

    /// A cuboid of 4 m by 2 m by 2 m, but for what is said.
    static func cuboid(
        id: Int = 1, category: Int = 1, position: String = #"{"x":1,"y":2,"z":0}"#,
        dimensions: String = #"{"x":4,"y":2,"z":2}"#, turn: String = #","yaw":0"#, track: Int? = nil
    ) -> String {
        let track = track.map { ",\"track_id\":\($0)" } ?? ""
        return """
            {"id":\(id),"category_id":\(category),"type":"cuboid"\(track),"position":\(position),\
            "dimensions":\(dimensions)\(turn)}
            """
    }

    private static let cuboids = [
        still(
            "geometry.cuboid.incomplete",
            breaking: [
                #"{"id":1,"category_id":1,"type":"cuboid"}"#, cuboid(id: 2, position: #"{"x":1,"y":2}"#),
                cuboid(id: 3, dimensions: "null"), cuboid(id: 4, dimensions: #"{"x":1,"y":null,"z":2}"#),
                cuboid(id: 5, position: #"{"x":0,"y":1e999,"z":0}"#),
            ],
            nearly: [
                cuboid(turn: ""), shape("point", "[[1,2]]", id: 2),
                #"{"id":3,"category_id":1,"type":"other"}"#,
            ],
            [
                "u1 ground-truth @0 #1 category 1 position", "u1 ground-truth @0 #2 category 1 position",
                "u1 ground-truth @0 #3 category 1 dimensions", "u1 ground-truth @0 #4 category 1 dimensions",
                "u1 ground-truth @0 #5 category 1 position",
            ],
            [
                "numbers x, y and z | ", #"numbers x, y and z | {"x":1,"y":2}"#,
                "numbers x, y and z | null",
                #"numbers x, y and z | {"x":1,"y":null,"z":2}"#,
                #"numbers x, y and z | {"x":0,"y":1e999,"z":0}"#,
            ]),
        // What is there is shown as the file has it, not as numbers were read from it.
        still(
            "geometry.cuboid.incomplete",
            breaking: [
                cuboid(id: 1, dimensions: #"{"x":"4","y":"2","z":"1"}"#), cuboid(id: 2, position: "[1,2,3]"),
            ],
            nearly: [cuboid(id: 1), cuboid(id: 2, position: #"{"z":3,"y":2,"x":1}"#)],
            [
                "u1 ground-truth @0 #1 category 1 dimensions", "u1 ground-truth @0 #2 category 1 position",
            ],
            [
                #"numbers x, y and z | {"x":"4","y":"2","z":"1"}"#, "numbers x, y and z | [1,2,3]",
            ]),
        RuleCase(
            "geometry.cuboid.size",
            // A track is told once.
            breaking: document(
                SmallRelease.sequence([
                    [
                        cuboid(dimensions: #"{"x":0,"y":2,"z":-0.5}"#, track: 6),
                        cuboid(id: 2, dimensions: #"{"x":0,"y":2,"z":2}"#),
                    ],
                    [cuboid(dimensions: #"{"x":0,"y":2,"z":2}"#, track: 6)],
                ])),
            nearly: document(
                SmallRelease.sequence([
                    [cuboid(dimensions: #"{"x":1e-9,"y":2,"z":2}"#, track: 6)],
                    [cuboid(dimensions: #"{"x":null,"y":2,"z":2}"#, track: 6)],
                ])),
            places: [
                "u1 ground-truth @0 #1 track 6 category 1 dimensions.x x2",
                "u1 ground-truth @0 #1 track 6 category 1 dimensions.z",
                "u1 ground-truth @0 #2 category 1 dimensions.x",
            ],
            values: ["> 0 | 0", "> 0 | -0.5", "> 0 | 0"]),
        still(
            "geometry.cuboid.quaternion",
            breaking: [
                cuboid(turn: #","rotation":{"qx":0,"qy":0,"qz":0,"qw":0}"#),
                cuboid(id: 2, turn: #","rotation":{"qx":0,"qy":0,"qz":0.6,"qw":0.9}"#),
                cuboid(id: 3, turn: #","rotation":{"qx":0,"qy":0,"qz":0}"#),
            ],
            nearly: [
                cuboid(turn: #","rotation":{"qx":0,"qy":0,"qz":0.6,"qw":0.8005}"#), cuboid(id: 2, turn: ""),
                cuboid(id: 3, turn: #","rotation":null"#),
            ],
            (1...3).map { "u1 ground-truth @0 #\($0) category 1 rotation" },
            [
                "length 1 | length 0", "length 1 | length 1.081665",
                #"four numbers of length 1 | {"qx":0,"qy":0,"qz":0}"#,
            ]),
        still(
            "geometry.cuboid.yaw.range",
            breaking: [cuboid(turn: #","yaw":90"#), cuboid(id: 2, turn: #","yaw":-3.2"#)],
            nearly: [cuboid(turn: #","yaw":3.1416"#), cuboid(id: 2, turn: #","yaw":-3.141592653589793"#)],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 yaw" },
            ["between -π and π | 90", "between -π and π | -3.2"]),
        still(
            "geometry.cuboid.yaw.rotation",
            breaking: [
                cuboid(turn: #","yaw":0.5,"rotation":{"qx":0,"qy":0,"qz":0,"qw":1}"#),
                // Of any length, and of either sign.
                cuboid(id: 2, turn: #","yaw":0,"rotation":{"qx":0,"qy":0,"qz":-3,"qw":-3}"#),
            ],
            nearly: [
                cuboid(turn: #","yaw":0.009,"rotation":{"qx":0,"qy":0,"qz":0,"qw":1}"#),
                // Half a turn, told from the other side.
                cuboid(id: 2, turn: #","yaw":-3.1415,"rotation":{"qx":0,"qy":0,"qz":1,"qw":0}"#),
                // It leans by 30°.
                cuboid(id: 3, turn: #","yaw":1,"rotation":{"qx":0.258819,"qy":0,"qz":0,"qw":0.965926}"#),
                cuboid(id: 4, turn: #","yaw":1,"rotation":{"qx":0,"qy":0,"qz":0,"qw":0}"#),
            ],
            (1...2).map { "u1 ground-truth @0 #\($0) category 1 yaw" },
            ["0 from its rotation | 0.5", "1.570796 from its rotation | 0"]),
    ]

    private static func box(_ id: Int, _ width: Double, category: Int = 1) -> String {
        SmallRelease.box(category, 0, 0, width, 100, id: id)
    }

    private static let pairs = [
        still(
            "geometry.duplicate",
            breaking: [
                box(1, 100), box(2, 96), box(3, 100),
                shape("polygon", "[[0,0],[100,0],[100,100],[0,100]]", id: 4),
                shape("polygon", "[[0,98],[0,0],[100,0],[100,98]]", id: 5),
                shape("point", "[[4,2]]", id: 6), shape("point", "[[4,2]]", id: 7),
                shape("polyline", "[[4,2],[5,2]]", id: 8), shape("polyline", "[[4,2],[5,2]]", id: 9),
                cuboid(id: 10), cuboid(id: 11, position: #"{"x":1.05,"y":2,"z":0}"#),
            ],
            nearly: [
                box(1, 100), box(2, 94), box(3, 100, category: 2),
                shape("polygon", "[[0,0],[100,0],[100,100],[0,100]]", id: 4),
                shape("polygon", "[[0,0],[100,0],[50,100]]", id: 5),
                shape("point", "[[4,2]]", id: 6), shape("point", "[[4,2.001]]", id: 7),
                shape("polyline", "[[4,2],[5,2]]", id: 8), shape("polyline", "[[5,2],[4,2]]", id: 9),
                cuboid(id: 10), cuboid(id: 11, position: #"{"x":1.5,"y":2,"z":0}"#),
                cuboid(id: 12, category: 2),
            ],
            [
                "u1 ground-truth @0 #2 category 1 id=1", "u1 ground-truth @0 #3 category 1 id=1",
                "u1 ground-truth @0 #5 category 1 id=4", "u1 ground-truth @0 #7 category 1 id=6",
                "u1 ground-truth @0 #9 category 1 id=8", "u1 ground-truth @0 #11 category 1 id=10",
            ],
            [
                "IoU < 0.95 | IoU 0.96", "IoU < 0.95 | IoU 1", "IoU < 0.95 | IoU 0.98", "IoU < 0.95 | IoU 1",
                "IoU < 0.95 | IoU 1", "IoU < 0.95 | IoU 0.975",
            ]),
        RuleCase(
            "geometry.coordinate.outlier", breaking: row(last: 250_000), nearly: row(last: 2500),
            places: ["u1 ground-truth @0 #31 category 1 x"], values: ["from -5760.3 to 6100.3 | 250005"]),
    ]

    /// Thirty boxes side by side, and one somewhere.
    private static func row(last: Double) -> JSONValue {
        let boxes = (0..<30).map { step in
            SmallRelease.box(1, Double(step) * 10 + 15, 0, Double(step) * 10 + 25, 10, id: step + 1)
        }
        return document(
            SmallRelease.still(boxes + [SmallRelease.box(1, last, 0, last + 10, 10, id: 31)]))
    }
}
