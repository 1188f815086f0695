import ReleaseFormat

extension RuleCase {
    static var platform: [RuleCase] { entries + [dimensions, intersection] }

    /// A release with warning rules.
    private static func document(rules: String, _ samples: [String] = []) -> JSONValue {
        Documents.parsed(
            """
            {"name":"v1","dataset":{"name":"small","owner":"acme","task_type":"pointcloud-cuboid-sequence",
                "task_attributes":{"categories":[{"id":1,"name":"car"},{"id":2,"name":"trailer"},{"id":3,"name":"bus"}],
                    "warning_rules":\(rules)},
                "labelsets":[{"name":"ground-truth"}],"samples":[\(samples.joined(separator: ","))]}}
            """)
    }

    private static let entries = [
        RuleCase(
            "platform.rule.unknown",
            breaking: document(
                rules: """
                    [{"name":"intersecting-boxes"},7,{"excluded_categories":[]},
                     {"name":"intersecting-cuboids","excluded_categories":3,"excluded_set_of_categories":[1,"2"]},
                     {"name":"cuboid-dimension-limits","categories":null,"min":{"x":"much","y":3},"max":{"y":2}},
                     {"name":"cuboid-dimension-limits","max":[1,2,3]}]
                    """),
            nearly: document(
                rules: """
                    [{"name":"intersecting-cuboids"},{"name":"intersecting-cuboids","excluded_categories":null},
                     {"name":"cuboid-dimension-limits","categories":[],"min":{"x":"1.5","y":"","z":null},"max":null},
                     {"name":"cuboid-dimension-limits","min":{"x":2},"max":{"x":2}}]
                    """),
            places: [
                "warning_rules[0].name", "warning_rules[1]", "warning_rules[2].name",
                "warning_rules[3].excluded_categories", "warning_rules[3].excluded_set_of_categories",
                "warning_rules[4].min.x", "warning_rules[4].min.y", "warning_rules[5].max",
            ],
            values: [
                #""intersecting-cuboids" or "cuboid-dimension-limits" | "intersecting-boxes""#,
                "an object | 7",
                #""intersecting-cuboids" or "cuboid-dimension-limits" | "#, "a list of category ids | 3",
                #"a list of category ids | "2""#, #"a number | "much""#, "<= max, 2 | 3",
                "an object of x, y and z | [1,2,3]",
            ]),
        RuleCase(
            "platform.rule.unknown", breaking: document(rules: #"{"name":"intersecting-cuboids"}"#),
            nearly: document(rules: "null"), places: ["warning_rules"],
            values: [#"a list | {"name":"intersecting-cuboids"}"#]),
        RuleCase(
            "platform.rule.key",
            breaking: document(
                rules: """
                    [{"name":"intersecting-cuboids","limit":0.1},
                     {"name":"cuboid-dimension-limits","excluded_categories":[],"min":{"w":1}}]
                    """),
            nearly: document(
                rules: """
                    [{"name":"intersecting-cuboids","excluded_set_of_categories":[1,2]},{"name":"other","limit":1}]
                    """),
            places: [
                "warning_rules[0].limit", "warning_rules[1].min.w", "warning_rules[1].excluded_categories",
            ]),
        RuleCase(
            "platform.rule.category",
            breaking: document(rules: #"[{"name":"intersecting-cuboids","excluded_categories":[1,7,7]}]"#),
            nearly: document(rules: #"[{"name":"intersecting-cuboids","excluded_categories":[1,2,3]}]"#),
            places: ["category 7 warning_rules[0].excluded_categories"]),
    ]

    private static func size(_ x: Double, _ y: Double, _ z: Double) -> String {
        "{\"x\":\(x),\"y\":\(y),\"z\":\(z)}"
    }

    private static let limits = """
        [{"name":"cuboid-dimension-limits","max":{"x":20}},
         {"name":"cuboid-dimension-limits","categories":[1],"min":{"x":2,"z":1},"max":{"x":6}},
         {"name":"cuboid-dimension-limits","categories":[1,3],"min":{"x":"2.5"}}]
        """

    private static let dimensions = RuleCase(
        "platform.cuboid.dimensions",
        breaking: document(
            rules: limits,
            [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [
                            cuboid(id: 1, dimensions: size(2.4, 2, 0.5), track: 1),
                            cuboid(id: 2, category: 2, dimensions: size(20.5, 2, 0.5), track: 2),
                        ],
                        [
                            cuboid(id: 1, dimensions: size(2.4, 2, 1), track: 1),
                            cuboid(id: 3, category: 3, dimensions: size(2.4, 2, 1), track: 3),
                        ],
                        [cuboid(id: 1, dimensions: size(6.5, 2, 1), track: 1)],
                    ]))
            ]),
        nearly: document(
            rules: limits,
            [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [
                            cuboid(id: 1, dimensions: size(2.5, 2, 1), track: 1),
                            cuboid(id: 2, category: 2, dimensions: size(20, 2, 0.5), track: 2),
                            cuboid(id: 3, dimensions: #"{"x":null,"y":2,"z":1}"#, track: 3),
                        ],
                        [cuboid(id: 1, dimensions: size(6, 2, 1), track: 1)],
                    ]))
            ]),
        places: [
            "u1 ground-truth @0 #1 track 1 category 1 dimensions.x x3",
            "u1 ground-truth @0 #1 track 1 category 1 dimensions.z",
            "u1 ground-truth @0 #2 track 2 category 2 dimensions.x",
            "u1 ground-truth @1 #3 track 3 category 3 dimensions.x",
        ],
        values: [">= 2.5 | 2.4", ">= 1 | 0.5", "<= 20 | 20.5", ">= 2.5 | 2.4"])

    private static func at(_ x: Double, _ y: Double = 0) -> String { "{\"x\":\(x),\"y\":\(y),\"z\":0}" }

    private static let intersections = """
        [{"name":"intersecting-cuboids","excluded_categories":[3]},
         {"name":"intersecting-cuboids","excluded_categories":[3],"excluded_set_of_categories":[1,2]}]
        """

    private static let together = #"[{"name":"intersecting-cuboids","excluded_set_of_categories":[1,2]}]"#

    private static let intersection = RuleCase(
        "platform.cuboid.intersection",
        breaking: document(
            rules: intersections,
            [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [
                            cuboid(id: 1, position: at(0), track: 1),
                            cuboid(id: 2, position: at(3.5), track: 2),
                            cuboid(id: 3, category: 3, position: at(0), track: 3),
                        ],
                        [
                            // Turned by 90°, it reaches along y.
                            cuboid(
                                id: 4, position: at(0, 2.5), turn: #","yaw":1.5707963267948966"#, track: 4),
                            cuboid(id: 1, position: at(0), track: 1),
                            cuboid(id: 2, category: 2, position: at(3), track: 2),
                        ],
                    ]))
            ]),
        nearly: document(
            rules: together,
            [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [
                            cuboid(id: 1, position: at(0), track: 1),
                            cuboid(id: 2, position: at(4), track: 2),
                            cuboid(id: 3, position: at(0, 2), track: 3),
                            cuboid(id: 4, position: #"{"x":0,"y":0,"z":2}"#, track: 4),
                            cuboid(id: 5, position: at(0), dimensions: size(1, 0, 1), track: 5),
                            cuboid(id: 6, category: 2, position: at(0), track: 6),
                        ],
                        [cuboid(id: 2, position: at(0), track: 2)],
                    ]))
            ]),
        places: [
            "u1 ground-truth @0 #1 track 1 category 1 track_id=2 x2",
            "u1 ground-truth @1 #4 track 4 category 1 track_id=1",
        ],
        values: ["apart | depth 0.5 m", "apart | depth 0.5 m"])
}
