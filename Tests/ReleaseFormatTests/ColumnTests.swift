import TestSupport
import Testing

@testable import ReleaseFormat

/// Which values become columns, and which stay JSON in the nearest `extra`.
@Suite struct ColumnTests {
    /// What a member's value leaves in the columns of an annotation.
    @Test(
        arguments: [
            (#""id":"1""#, #"{"id":"1"}"#), (#""id":1.5"#, #"{"id":1.5}"#), (#""id":null"#, #"{"id":null}"#),
            (#""id":9223372036854775808"#, #"{"id":9223372036854775808}"#),
            (#""category_id":true"#, #"{"category_id":true}"#),
            (#""track_id":[1]"#, #"{"track_id":[1]}"#), (#""type":5"#, #"{"type":5}"#),
            (#""type":"a\u0000b""#, #"{"type":"a\u0000b"}"#),
            (#""is_keyframe":1"#, #"{"is_keyframe":1}"#), (#""is_keyframe":null"#, #"{"is_keyframe":null}"#),
            (#""yaw":"0""#, #"{"yaw":"0"}"#), (#""yaw":1e400"#, #"{"yaw":1e400}"#),
            (#""position":[1,2,3]"#, #"{"position":[1,2,3]}"#),
            (#""position":{"x":1,"y":2}"#, #"{"position":{"x":1,"y":2}}"#),
            (#""position":{}"#, #"{"position":{}}"#),
            (#""position":{"x":1,"y":2,"z":3,"w":4}"#, #"{"position":{"x":1,"y":2,"z":3,"w":4}}"#),
            (#""dimensions":{"x":1,"y":2,"z":null}"#, #"{"dimensions":{"x":1,"y":2,"z":null}}"#),
            (
                #""dimensions":{"x":1,"y":2,"z":9007199254740993}"#,
                #"{"dimensions":{"x":1,"y":2,"z":9007199254740993}}"#
            ),
            (#""rotation":0.5"#, #"{"rotation":0.5}"#), (#""start":1,"end":2"#, #"{"start":1,"end":2}"#),
            (#""\u0069d":"x""#, #"{"id":"x"}"#), (#""a\/b":[ 1 , { } ]"#, #"{"a/b":[1,{}]}"#),
            (
                #""id":1,"category_id":2,"track_id":3,"type":"x","points":[],"attributes":null,"is_keyframe":false,"yaw":0"#,
                nil
            ),
            (#""\u0069d":1"#, nil), (#""id":1.0,"category_id":1e0"#, nil), (#""points":null"#, nil),
            (#""points":"0,0""#, nil),
            (
                #""position":{"z":3,"x":1,"y":2},"dimensions":{"x":1,"y":2,"z":3},"rotation":{"qw":1,"qx":0,"qy":0,"qz":0}"#,
                nil
            ),
        ] as [(String, String?)])
    func `of an annotation`(members: String, extra: String?) throws {
        #expect(try Reading.annotation(members).extra == extra)
    }

    @Test func `the columns show what they can of a vector that is kept`() throws {
        let row = try Reading.annotation(
            #""position":{"x":1,"y":2,"z":3,"frame":"map"},"dimensions":{"x":2,"y":4,"z":6},"rotation":{"qx":0,"qy":0,"qz":1}"#
        )
        #expect(row.cuboid?.center == [1, 2, 3])
        #expect(row.cuboid?.rotation == [0, 0, 1, nil])
        #expect(row.cuboid?.columns == CuboidRecord.Columns.dimensions.rawValue)
        #expect(row.lower == [0, 0, 0])
        #expect(row.upper == [2, 4, 6])
    }

    @Test(
        arguments: [
            ("[]", 0, "[]"), ("[[1,2]]", 1, "[[1,2]]"),
            ("[ [1 , 2.50], [3e0,-0] ]", 2, "[[1,2.50],[3e0,-0]]"), ("[1,2]", nil, "[1,2]"),
            ("[[1,2],null]", nil, "[[1,2],null]"), ("[[]]", nil, "[[]]"), ("[[1]]", nil, "[[1]]"),
            ("[[1,2,3,4]]", nil, "[[1,2,3,4]]"),
            ("[[1,\"2\"]]", nil, "[[1,\"2\"]]"), ("[[1,1e400],[1,2]]", nil, "[[1,1e400],[1,2]]"),
            ("{\"x\":[1]}", nil, "{\"x\":[1]}"), ("null", nil, "null"),
            ("[[9007199254740993,0],[1,1]]", 2, "[[9007199254740993,0],[1,1]]"),
        ] as [(String, Int32?, String)])
    func `points stay as they are, minified`(points: String, vertices: Int32?, text: String) throws {
        let row = try Reading.annotation("\"type\":\"polygon\",\"points\":\(points)")
        #expect(row.points == text)
        #expect(row.vertices == vertices)
        #expect(row.extra == nil)
    }

    @Test(
        arguments: [
            ("bbox", "[[1,2],[3,4]]", nil), ("bbox", "[[1,2],[1,2]]", nil),
            ("bbox", "[[3,4],[1,2]]", "[[3,4],[1,2]]"),
            ("bbox", "[[1,4],[3,2]]", "[[1,4],[3,2]]"), ("bbox", "[[1,2]]", "[[1,2]]"),
            ("bbox", "[[1,2,3],[4,5,6]]", "[[1,2,3],[4,5,6]]"),
            (
                "bbox", "[[9007199254740993,2],[9007199254740994,4]]",
                "[[9007199254740993,2],[9007199254740994,4]]"
            ),
            ("point", "[[1,2]]", nil), ("point", "[[1,2,3]]", nil),
            ("point", "[[1,2],[3,4]]", "[[1,2],[3,4]]"), ("polygon", "[[1,2]]", "[[1,2]]"),
            ("polyline", "[[1,2],[3,4]]", "[[1,2],[3,4]]"), ("other", "[[1,2],[3,4]]", "[[1,2],[3,4]]"),
        ] as [(String, String, String?)])
    func `points that the hull says wholly are not kept twice`(type: String, points: String, kept: String?)
        throws
    {
        for members in [
            "\"type\":\"\(type)\",\"points\":\(points)", "\"points\":\(points),\"type\":\"\(type)\"",
        ] {
            let row = try Reading.annotation(members)
            #expect(row.points == kept)
            #expect(row.lower != nil)
        }
    }

    @Test func `shapes have an area or a length`() throws {
        let polygon = try Reading.annotation(
            #""type":"polygon","points":[[1000000,1000000],[1000004,1000000],[1000004,1000003],[1000000,1000003]]"#
        )
        #expect(polygon.area == 12)
        #expect(polygon.length == nil)
        let line = try Reading.annotation(#""type":"polyline","points":[[0,0,0],[2,3,6],[2,3,10]]"#)
        #expect(line.length == 11)
        #expect(line.area == nil)
        let flat = try Reading.annotation(#""type":"polygon","points":[[0,0],[5,5]]"#)
        #expect(flat.area == 0)
        let solid = try Reading.annotation(#""type":"polygon","points":[[0,0,1],[4,0,2],[4,3,5]]"#)
        #expect(solid.area == nil)
        #expect(solid.upper == [4, 3, 5])
    }

    @Test func `points before and after their type are one`() throws {
        let one = try Reading.label(
            #"{"annotations":[{"type":"polygon","points":[[0,0],[4,0],[4,3]],"id":1}]}"#)
        let two = try Reading.label(
            #"{"annotations":[{"id":1,"points":[[0,0.0],[4,0],[4.0,3]],"type":"polygon"}]}"#)
        #expect(one.digest == two.digest)
        #expect(one.annotations[0].area == two.annotations[0].area)
    }

    /// What `attributes` of a label leave in its `extra`.
    @Test(
        arguments: [
            ("null", #"{"attributes":null}"#), ("[]", #"{"attributes":[]}"#), ("\"\"", #"{"attributes":""}"#),
            ("{}", nil),
            (#"{"annotations":[]}"#, nil),
            (#"{"annotations":null}"#, #"{"attributes":{"annotations":null}}"#),
            (#"{"annotations":[{"id":1},5]}"#, #"{"attributes":{"annotations":[{"id":1},5]}}"#),
            (#"{"frames":null}"#, #"{"attributes":{"frames":null}}"#),
            (#"{"frames":[{},1]}"#, #"{"attributes":{"frames":[{},1]}}"#),
            (#"{"links":{}}"#, #"{"attributes":{"links":{}}}"#), (#"{"links":[]}"#, nil),
            (#"{"links":[1]}"#, #"{"attributes":{"links":[1]}}"#),
            (#"{"timestamp":1}"#, #"{"attributes":{"timestamp":1}}"#),
            (#"{"annotations":[],"timestamp":1}"#, nil),
            (#"{"frames":[],"annotations":[]}"#, #"{"attributes":{"annotations":[]}}"#),
            (#"{"annotations":[],"frames":[]}"#, #"{"attributes":{"annotations":[]}}"#),
            (#"{"frames":[],"sensors":[]}"#, #"{"attributes":{"frames":[]}}"#),
            (#"{"image_attributes":[]}"#, nil),
            (#"{"format_version":[1]}"#, #"{"attributes":{"format_version":[1]}}"#),
            (#"{"format_version":1e400}"#, #"{"attributes":{"format_version":1e400}}"#),
            (#"{"point_annotations":[1,"a"]}"#, #"{"attributes":{"point_annotations":[1,"a"]}}"#),
            (#"{"point_annotations":[]}"#, nil),
            (#"{"segmentation_bitmap":{"url":"u"}}"#, nil), (#"{"segmentation_bitmap":{"url":""}}"#, nil),
            (#"{"x":1,"y":{"z":[ ]}}"#, #"{"attributes":{"x":1,"y":{"z":[]}}}"#),
            (#"{"sensors":[]}"#, nil), (#"{"sensors":[{"name":"a"}]}"#, nil),
            (
                #"{"sensors":[{"name":"a"},{"name":"b","attributes":[]}]}"#,
                #"{"attributes":{"sensors":[{},{"attributes":[]}]}}"#
            ),
            (#"{"sensors":[{"name":5}]}"#, #"{"attributes":{"sensors":[{"name":5}]}}"#),
            (
                #"{"sensors":[{"attributes":{"x":1}}]}"#,
                #"{"attributes":{"sensors":[{"attributes":{"x":1}}]}}"#
            ),
            (
                #"{"sensors":[{"attributes":{"links":[]}}]}"#,
                #"{"attributes":{"sensors":[{"attributes":{"links":[]}}]}}"#
            ),
            (#"{"sensors":[1]}"#, #"{"attributes":{"sensors":[1]}}"#),
            (#"{"sensors":{"a":{}}}"#, #"{"attributes":{"sensors":{"a":{}}}}"#),
        ] as [(String, String?)])
    func `of a label's attributes`(attributes: String, extra: String?) throws {
        #expect(try Reading.label(attributes).extra == extra)
    }

    /// What is kept of a mask is kept with its frame.
    @Test(
        arguments: [
            (#"{"url":null}"#, nil, #"{"segmentation_bitmap":{"url":null}}"#),
            ("{}", nil, #"{"segmentation_bitmap":{}}"#),
            (#"{"url":"u","signed_url":"s"}"#, "u", #"{"segmentation_bitmap":{"url":"u","signed_url":"s"}}"#),
            (#"{"url":"u"}"#, "u", nil),
            (#"{"url":""}"#, "", nil), ("null", nil, #"{"segmentation_bitmap":null}"#),
        ] as [(String, String?, String?)])
    func `of a frame's mask`(mask: String, url: String?, extra: String?) throws {
        let frame = try Reading.label("{\"frames\":[{\"segmentation_bitmap\":\(mask)}]}").frames[0]
        #expect(frame.bitmapURL == url)
        #expect(frame.extra == extra)
        #expect(frame.hasSegments == (mask != "null"))
    }

    @Test func `of a label, a sample and a link`() throws {
        let label = try Reading.label(
            members:
                #""label_status":null,"score":"1","created_by":{"username":"a"},"updated_by":"b","uuid":"l","label_type":"t""#
        )
        #expect(label.extra == #"{"label_status":null,"score":"1","created_by":{"username":"a"},"uuid":"l"}"#)
        #expect(label.texts == ["updated_by": "b", "label_type": "t"])
        let sample = try Reading.sample(
            #""uuid":"u","name":5,"attributes":null,"metadata":[],"labels":null,"data_type":"IMAGE""#)
        #expect(sample.extra == #"{"name":5,"labels":null,"data_type":"IMAGE"}"#)
        #expect(sample.attributes == "null")
        #expect(sample.metadata == "[]")
        let others = try Reading.sample(#""uuid":"u","labels":{"a":5,"b":null,"c":[]}"#)
        #expect(others.extra == #"{"labels":{"a":5,"c":[]}}"#)
        #expect(others.labels.map(\.isNull) == [true])
        #expect(try Reading.sample(#""uuid":"u","labels":{}"#).extra == #"{"labels":{}}"#)
        #expect(try Reading.sample(#""uuid":"u""#).extra == nil)
        let link = try Reading.label(#"{"links":[{"from_id":1,"to_id":"2","weight":1,"attributes":{}}]}"#)
            .links[0]
        #expect(
            (link.fromID, link.toID, link.attributes, link.extra) == (
                1, nil, "{}", #"{"to_id":"2","weight":1}"#
            ))
    }

    @Test(arguments: [
        ("1", "integer 1"), ("1.0", "integer 1"), ("1.5", "real 1.5"),
        ("1718000000123456789", "integer 1718000000123456789"),
        ("\"00001\"", "text 00001"), ("\"\"", "text "), ("null", "absent"), ("true", "absent"),
        ("1e400", "absent"),
    ])
    func `a time stamp keeps its kind`(value: String, kept: String) throws {
        #expect(try Reading.label("{\"frames\":[{\"timestamp\":\(value)}]}").frames[0].timestamp == kept)
    }

    @Test(
        arguments: [
            (#"{"image":{"url":"u"}}"#, 1, "u"), (#"{"pcd":{"type":"pcd","url":"u"}}"#, 1, "u"),
            (#"{"text":"t"}"#, 1, nil), ("{}", nil, nil), ("null", nil, nil),
            (#"{"image":{"url":""}}"#, 1, ""), (#"{"image":{}}"#, 1, nil), (#"{"frames":[]}"#, 0, nil),
            (#"{"frames":[{"image":{"url":"\u00e9\/\n"}},{"image":{"url":"b"}}]}"#, 2, "é/\n"),
            (#"{"frames":[null,{"image":{"url":"b"}}]}"#, 2, nil),
            (
                #"{"sensors":[{"name":"a","attributes":{"frames":[]}},{"attributes":{"frames":[{"pcd":{"url":"p"}},{}]}},{}]}"#,
                2, "p"
            ),
            (#"{"image":"u"}"#, nil, nil), (#"{"sensors":{"a":1}}"#, nil, nil),
        ] as [(String, Int32?, String?)])
    func `a sample's attributes tell its frames and its asset`(
        attributes: String, frames: Int32?, url: String?
    ) throws {
        let sample = try Reading.sample("\"uuid\":\"u\",\"attributes\":\(attributes)")
        #expect(sample.frames == frames)
        #expect(sample.assetURL == url)
    }

    @Test func `counts are by category and by type, in the label's JSON too`() throws {
        let label = try Reading.label(
            #"{"segmentation_bitmap":{"url":"u"},"annotations":[{"category_id":2},{"category_id":1,"type":"a\"b"},{"category_id":2.0},{"type":"a\u0022b"},{"category_id":null}]}"#
        )
        #expect(label.categories == [1: 1, 2: 2])
        #expect(label.categoryCounts == #"{"2":2,"1":1}"#)
        #expect(label.types == ["a\"b": 2, "segment": 3])
        #expect(try JSONValue(text: label.typeCounts ?? "")["segment"]?.integer == 3)
        let many = (0..<100).map { "{\"category_id\":\($0 % 40)}" }.joined(separator: ",")
        let counted = try Reading.label("{\"annotations\":[\(many)]}")
        #expect(counted.categories.count == 40)
        #expect(counted.categories.values.reduce(0, +) == 100)
        #expect(counted.categories[5] == 3 && counted.categories[39] == 2)
    }
}
