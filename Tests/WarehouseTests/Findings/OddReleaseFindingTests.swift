import ReleaseFormat
import Testing

@testable import Warehouse

/// What the rules of a group find in releases with values that nobody expects.
@Suite struct OddReleaseFindingTests {
    private func lines(_ document: JSONValue, _ group: Rule.Group) throws -> [String] {
        let rules = Set(Rule.all.filter { $0.group == group }.map(\.id))
        return try Shelf().findings(in: document).filter { rules.contains($0.rule) }.map { finding in
            let id = finding.place.annotationID.map { "#\($0) " } ?? ""
            return "\(id)\(finding.rule): \(finding.found ?? "-")"
        }
    }

    private func still(_ annotations: [String], task: String = "vector") -> JSONValue {
        SmallRelease.document(
            task, categories: ["car", "bus"],
            samples: [SmallRelease.sample(1, SmallRelease.still(annotations))])
    }

    @Test func `category ids of all kinds are null, absent, undefined or fine`() throws {
        let values = [
            "1", "2.0", #""2""#, "2.5", "null", "true", "9223372036854775808", "9223372036854775807", "-4",
        ]
        var annotations = values.enumerated().map { index, value in
            #"{"id":\#(index),"category_id":\#(value),"type":"point","points":[[\#(index),1]]}"#
        }
        annotations.append(#"{"id":99,"type":"point","points":[[99,1]]}"#)
        #expect(
            try lines(still(annotations), .core) == [
                #"#2 annotation.category.null: "2""#, "#3 annotation.category.null: 2.5",
                "#4 annotation.category.null: null", "#5 annotation.category.null: true",
                "#6 annotation.category.null: 9223372036854775808",
                "#7 annotation.category.undefined: 9223372036854775807",
                "#8 annotation.category.undefined: -4", "#99 annotation.category.absent: -",
            ])
    }

    @Test func `what the file has is shown after empty frames too, in each sample`() throws {
        func box(_ id: Int, _ category: String) -> String {
            #"{"id":\#(id),"category_id":\#(category),"type":"bbox","points":[[0,0],[9,9]]}"#
        }
        let samples = (0..<3).map { number in
            SmallRelease.sample(
                number,
                SmallRelease.sequence([
                    nil, [], [box(number * 10, "1"), box(number * 10 + 1, "\"\(number)\"")], [],
                    [box(number * 10 + 2, "[\(number)]")],
                ]))
        }
        let found = try lines(SmallRelease.document("image-vector-sequence", samples: samples), .core)
        #expect(
            found.filter { $0.contains("annotation.category.null") }
                == (0..<3).flatMap { number in
                    [
                        "#\(number * 10 + 1) annotation.category.null: \"\(number)\"",
                        "#\(number * 10 + 2) annotation.category.null: [\(number)]",
                    ]
                })
    }

    @Test func `a span among shapes is checked`() throws {
        let span = #"{"id":1,"category_id":1,"type":"span","start":5,"end":3}"#
        let found = try lines(still([span, SmallRelease.box(1, id: 2)]), .core)
        #expect(found.contains("#1 annotation.span.empty: 5 to 3"))
    }

    @Test func `shapes that nobody can draw are each reported by their rule`() throws {
        let shapes = [
            ("polygon", "[]"), ("polygon", "[[3,3]]"), ("polygon", "[[-9,-9],[-20,-9],[-20,-30]]"),
            ("polygon", "[[0,0],[8,0],[8,8],[0,0]]"), ("polygon", "[[0,0],[8,8],[8,0],[0,8]]"),
            ("polygon", "[[0,0],[4,4],[8,8]]"), ("polygon", #"[["0","0"],["8","0"],["8","8"]]"#),
            ("polygon", "null"), ("polygon", "[[0,0],[1e308,0],[1e308,1e308]]"),
            ("polygon", "[[0,0],[8,0],[8,null]]"), ("bbox", "[[5,5],[5,5]]"), ("bbox", "[[8,8],[0,0]]"),
            ("polygon", "{}"), ("polygon", #""0 0 8 8""#),
        ]
        let annotations = shapes.enumerated().map { index, shape in
            #"{"id":\#(index),"category_id":1,"type":"\#(shape.0)","points":\#(shape.1)}"#
        }
        #expect(
            try lines(still(annotations), .geometry) == [
                "#0 geometry.polygon.vertices: 0", "#1 geometry.polygon.vertices: 1",
                "#3 geometry.polygon.closed: -", "#4 geometry.polygon.empty: 0",
                "#4 geometry.polygon.crossing: edges 0 and 2 cross", "#5 geometry.polygon.empty: 0",
                #"#6 geometry.points.unreadable: [["0","0"],["8","0"],["8","8"]]"#,
                "#7 geometry.points.unreadable: null", "#8 geometry.coordinate.range: 1e+308",
                "#9 geometry.points.unreadable: [[0,0],[8,0],[8,null]]", "#10 geometry.box.empty: 0 x 0",
                "#11 geometry.box.corners: [[8,8],[0,0]]", "#12 geometry.points.unreadable: {}",
                #"#13 geometry.points.unreadable: "0 0 8 8""#,
            ])
    }

    @Test func `a yaw against its rotation and rotations of any length are reported`() throws {
        func cuboid(_ id: Int, _ turn: String) -> String {
            """
            {"id":\(id),"category_id":1,"type":"cuboid","position":{"x":\(id * 20),"y":0,"z":0},
            "dimensions":{"x":4,"y":2,"z":1},\(turn)}
            """
        }
        let document = still(
            [
                cuboid(
                    1, #""yaw":1,"rotation":{"qx":0,"qy":0,"qz":0.8414709848078965,"qw":0.5403023058681398}"#),
                cuboid(2, #""yaw":0,"rotation":{"qx":0,"qy":0,"qz":0,"qw":2}"#),
                cuboid(3, #""yaw":0,"rotation":{"qx":0,"qy":0,"qz":0,"qw":0}"#),
                // The same rotation written the other way round.
                cuboid(4, #""yaw":-3.141592653589793,"rotation":{"qx":0,"qy":0,"qz":-1,"qw":0}"#),
            ], task: "pointcloud-cuboid")
        #expect(
            try lines(document, .geometry) == [
                "#1 geometry.cuboid.yaw.rotation: 1", "#2 geometry.cuboid.quaternion: length 2",
                "#3 geometry.cuboid.quaternion: length 0",
            ])
    }

    @Test func `a track with a gap breaks one rule, once`() throws {
        let frames: [[String]] = (0..<8).map { frame in
            guard ![3, 4, 7].contains(frame) else { return [] }
            return [
                """
                {"id":1,"track_id":1,"category_id":1,"type":"bbox","points":[[\(frame),0],[\(frame + 9),9]],
                "is_keyframe":\(frame % 2 == 0)}
                """
            ]
        }
        let document = SmallRelease.document(
            "image-vector-sequence", categories: ["car"],
            samples: [SmallRelease.sample(1, SmallRelease.sequence(frames))])
        #expect(try lines(document, .tracks) == ["track.gap: missing in 2 frames"])
    }

    @Test func `names that look alike are reported in pairs, each with what differs`() throws {
        let names = [
            "plane", "Plane", "plane ", "pl\u{430}ne", "\u{42F}блоня", "Ros\u{E9}", "Rose\u{301}", "PLANT",
        ]
        let document = SmallRelease.document(categories: names, samples: [])
        let found = try Shelf().findings(of: "category.name.similar", in: document)
        #expect(
            found.map { "\($0.place.category ?? "") \($0.field ?? "")" } == [
                "Plane categories[id=1].name", "plane  categories[id=1].name",
                "plane  categories[id=2].name", "pl\u{430}ne categories[id=1].name",
                "pl\u{430}ne categories[id=2].name", "pl\u{430}ne categories[id=3].name",
                "Rose\u{301} categories[id=6].name",
            ])
        #expect(
            found.map { $0.found?.split(separator: "only differ in ").last.map(String.init) ?? "" } == [
                "case", "spaces", "case and spaces", "look-alike letters (U+0430 for U+0061)",
                "case and look-alike letters", "spaces and look-alike letters", "their Unicode normal form",
            ])
        #expect(Set(found.map(\.fingerprint)).count == found.count)
    }

    @Test(arguments: [
        ("Вода", "вода", true), ("Нouse", "house", true), ("car\u{A0}park", "car  park", true),
        ("\u{FEFF}car", "car", true), ("", " ", true), ("трамвай", "трамваи", false), ("car", "can", false),
        ("trafficlight", "traffic light", false), ("car_1", "car-1", false), ("αβγ", "ΑΒΓ", true),
    ])
    func `names look alike to a person or do not`(one: String, other: String, isAlike: Bool) {
        #expect(NameLook(one).keys.isDisjoint(with: NameLook(other).keys) != isAlike)
    }

    @Test func `every look-alike letter stands for one Latin letter`() {
        #expect(NameLook.latinLetters.count == 18 + 15 + 14 + 3)
        for (look, latin) in NameLook.latinLetters {
            #expect(latin.isASCII && latin.isLetter && !look.isASCII && look.isUppercase == latin.isUppercase)
        }
    }

    @Test func `many names that look alike are not all paired`() throws {
        let names = (0..<200).map { String(repeating: " ", count: $0) + "x" }
        let found = try Shelf().findings(
            of: "category.name.similar", in: SmallRelease.document(categories: names, samples: []))
        #expect(found.count < 500 && Set(found.compactMap(\.place.categoryID)).count == 199)
    }

    @Test func `an attribute without a name is shown as an empty text`() throws {
        let document = still([SmallRelease.box(1)]).changing("dataset", "task_attributes") {
            $0.with("image_attributes", Documents.parsed(#"[{"name":"","input_type":"text"}]"#))
        }
        let found = try Shelf().findings(of: "attributes.unused", in: document)
        #expect(found.map(\.field) == [#"image_attributes."""#])
    }

    @Test func `an example of several objects is not part of the fingerprint`() throws {
        func fingerprints(_ attributes: [String]) throws -> [String] {
            let boxes = attributes.enumerated().map { SmallRelease.box(1, id: $0 + 1, attributes: $1) }
            return try Shelf().findings(of: "attributes.undefined", in: still(boxes)).map(\.fingerprint)
        }
        let first = try fingerprints([#"{"age":1}"#, "{}", #"{"age":2}"#])
        #expect(first.count == 1)
        // The first of them is another one.
        #expect(try fingerprints(["{}", "{}", #"{"age":2}"#]) == first)
    }
}
