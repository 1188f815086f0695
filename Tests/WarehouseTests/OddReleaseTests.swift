import Exporters
import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Releases that other tools stumble over: what they state stays, and what a column cannot hold stands in `extra`.
@Suite struct OddReleaseTests {
    private let shelf: Shelf

    init() throws { shelf = try Shelf() }

    /// Loads a release of one labelled still, and expects it back as it was.
    private func load(
        _ annotations: [String], metadata: String = "{}", categories: [String] = ["car", "bus", "dog"]
    ) throws {
        let sample = SmallRelease.sample(1, metadata: metadata, SmallRelease.still(annotations))
        let document = SmallRelease.document(categories: categories, samples: [sample])
        let report = try shelf.load(document)
        #expect(report.annotations.total == annotations.count)
        #expect(
            JSONMeaning.difference(JSONMeaning(document), try JSONMeaning(text: shelf.export("v1"))) == nil)
    }

    private func findings(_ group: String) throws -> [String] {
        var options = ValidationOptions()
        options.rules = try RuleSelection([group])
        var found: [String] = []
        _ = try shelf.warehouse.validate("v1", options: options) { found.append($0.rule) }
        return found.sorted()
    }

    @Test func `category ids of all kinds`() throws {
        let ids = [
            "1", "\"2\"", "2.0", "2.5", "null", "-7", "9223372036854775807", "9223372036854775808", "true",
        ]
        try load(
            ids.enumerated().map { index, id in "{\"id\":\(index),\"type\":\"bbox\",\"category_id\":\(id)}" }
                + ["{\"id\":9,\"type\":\"bbox\"}"])
        #expect(
            try shelf.lines("SELECT category_id, category, extra FROM annotations") == [
                "1|'car'|NULL", "NULL|NULL|'{\"category_id\":\"2\"}'", "2|'bus'|NULL",
                "NULL|NULL|'{\"category_id\":2.5}'", "NULL|NULL|'{\"category_id\":null}'", "-7|NULL|NULL",
                "9223372036854775807|NULL|NULL", "NULL|NULL|'{\"category_id\":9223372036854775808}'",
                "NULL|NULL|'{\"category_id\":true}'", "NULL|NULL|NULL",
            ])
        let counts = Dictionary(grouping: try findings("core"), by: { $0 }).mapValues(\.count)
        #expect(counts["annotation.category.null"] == 5 && counts["annotation.category.absent"] == 1)
        #expect(counts["annotation.category.undefined"] == 2)
    }

    @Test func `integers beyond what a double holds`() throws {
        try load(
            [
                "{\"id\":9007199254740993,\"track_id\":9223372036854775807,\"category_id\":1}",
                "{\"id\":18446744073709551615,\"category_id\":1}", "{\"id\":\"7\",\"category_id\":1}",
            ],
            metadata: #"{"a":9007199254740993,"b":9223372036854775808,"s":"0030","f":30.0}"#)
        #expect(
            try shelf.lines("SELECT annotation_id, track_id, extra FROM annotations") == [
                "9007199254740993|9223372036854775807|NULL", "NULL|NULL|'{\"id\":18446744073709551615}'",
                "NULL|NULL|'{\"id\":\"7\"}'",
            ])
        for (query, count) in [
            ("a:=9007199254740993", 1), ("a:=9007199254740992", 0), ("s:0030", 1), ("s:=30", 0), ("f:=30", 1),
        ] {
            #expect(try shelf.warehouse.countSamples(SearchQuery(query), in: "v1").total == count, "\(query)")
        }
    }

    @Test func `polygons that nobody can draw`() throws {
        let points = [
            "[]", "[[3,4]]", "[[-4,-6],[-2,-6],[-2,-2],[-4,-2]]", "[[0,0],[4,0],[4,4],[0,4],[0,0]]",
            "[[0,0],[4,4],[4,0],[0,4]]", "[[0,0],[2,2],[4,4]]", "[[\"0\",\"0\"],[\"4\",\"0\"],[\"4\",\"4\"]]",
            "null",
            "[[0,0],[1e308,0],[1e308,1e308]]", "[[0,0],[4,0],[4,null]]",
        ]
        try load(points.enumerated().map { SmallRelease.shape("polygon", 1, $1, id: $0) })
        #expect(
            try shelf.lines("SELECT area FROM annotations") == [
                "NULL", "0.0r", "8.0r", "16.0r", "0.0r", "0.0r", "NULL", "NULL", "NULL", "NULL",
            ])
        let found = Set(try findings("geometry"))
        #expect(
            found.isSuperset(of: [
                "geometry.polygon.vertices", "geometry.polygon.closed", "geometry.polygon.empty",
                "geometry.polygon.crossing", "geometry.points.unreadable", "geometry.coordinate.range",
            ]), "\(found)")
    }

    @Test func `a byte order mark, line ends of Windows, and gzip as tools leave it`() throws {
        let text = Documents.boxes().text.replacing(",\"", with: ",\r\n\"")
        let marked = try shelf.load(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
        #expect(marked.status == .imported && marked.warnings.count == 1)
        let bytes = Array(text.utf8)
        let half = bytes.count / 2
        for whole in [
            StoredGzip.member(bytes) + [UInt8](repeating: 0, count: 512),
            StoredGzip.member(Array(bytes[..<half])) + StoredGzip.member(Array(bytes[half...])),
        ] {
            #expect(try shelf.load(bytes: whole).status == .unchanged)
        }
        let before = try Dump(shelf)
        for damaged in [
            StoredGzip.member(bytes) + Array("rubbish".utf8), Array(StoredGzip.member(bytes).dropLast(12)),
        ] {
            #expect(throws: InputError.self) { try shelf.load(bytes: damaged) }
            #expect(try Dump(shelf) == before)
        }
    }

    @Test func `one category and one content in two datasets`() throws {
        for (dataset, release) in [("one", "v1"), ("two", "v1"), ("one", "v2")] {
            try shelf.load(Documents.boxes(release, dataset: dataset, samples: release == "v2" ? 1 : 2))
        }
        _ = try shelf.warehouse.remove(["one@v1"])
        _ = try shelf.warehouse.collectGarbage()
        #expect(
            try shelf.lines("SELECT ref, count(*) FROM annotations GROUP BY 1")
                == ["'acme/one@v2'|1", "'acme/two@v1'|2"])
        #expect(
            JSONMeaning.difference(
                JSONMeaning(Documents.boxes(dataset: "two", samples: 2)),
                try JSONMeaning(text: shelf.export("two@v1"))) == nil)
        #expect(try shelf.warehouse.check(quick: false).isSound)
    }

    @Test
    func `definitions with an empty name, and categories without attributes, as the platform writes them`()
        throws
    {
        let document = Documents.parsed(
            """
            {"name":"v1","description":"","created_at":"2023-05-17 08:12:28.523865+00:00","dataset":{"name":"quarry",
             "task_type":"segmentation-bitmap","task_attributes":{"format_version":"0.1","categories":[
                {"name":"rock","id":0,"attributes":[],"color":[1,1,1],"has_instances":true},
                {"id":1,"name":"digger","color":[255,0,127]}],"image_attributes":[{"name":"","input_type":"text"}]},
             "labelsets":[{"name":"ground-truth","is_groundtruth":true}],"samples":[
                {"uuid":"a","name":"1.png","attributes":{"image":{"url":"https://e.org/1.png"}},"metadata":{},
                 "labels":{"ground-truth":{"label_status":"SKIPPED","attributes":{"format_version":"0.1","annotations":[
                    {"id":1,"category_id":1,"attributes":{"isthing":"True"}}],
                    "segmentation_bitmap":{"url":"https://e.org/m.png"}}}}}]}}
            """)
        try shelf.load(document)
        #expect(
            JSONMeaning.difference(JSONMeaning(document), try JSONMeaning(text: shelf.export("v1"))) == nil)
        #expect(
            try shelf.lines("SELECT scope, name, input_type FROM attribute_definitions") == [
                "'image'|''|'text'"
            ])
        #expect(
            try shelf.lines("SELECT category, has_instances FROM categories") == [
                "'rock'|1", "'digger'|NULL",
            ])
        #expect(!(try findings("core")).contains { $0.contains("category") })
    }

    @Test func `a segmented sequence whose later frames have no points`() throws {
        let document = Documents.parsed(
            """
            {"name":"v1","dataset":{"name":"lane","owner":"acme","task_type":"pointcloud-segmentation-sequence",
             "task_attributes":{"categories":[{"id":1,"name":"car"},{"id":2,"name":"cone"}]},
             "labelsets":[{"name":"ground-truth"}],"samples":[
                {"uuid":"a","name":"s","attributes":{"frames":[{"pcd":{"url":"https://e.org/0"}},
                    {"pcd":{"url":"https://e.org/1"}}]},"metadata":{},
                 "labels":{"ground-truth":{"label_status":"REVIEWED","attributes":{"format_version":"0.2","frames":[
                    {"format_version":"0.2","annotations":[{"id":1,"category_id":1,"track_id":1},
                        {"id":2,"category_id":2,"track_id":2}],"point_annotations":[0,1,1]},
                    {"format_version":"0.2","annotations":[{"id":1,"category_id":1,"track_id":1}]}]}}}}]}}
            """)
        try shelf.load(document)
        #expect(
            JSONMeaning.difference(JSONMeaning(document), try JSONMeaning(text: shelf.export("v1"))) == nil)
        #expect(try shelf.lines("SELECT frame, points FROM frames") == ["0|3", "1|NULL"])
        #expect(
            try shelf.lines("SELECT frame, annotation_id, point_count FROM annotations")
                == ["0|1|2", "0|2|0", "1|1|NULL"])
    }
}
