import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Releases at the edge of what a file may say: all come back as they were, and are counted right.
@Suite struct EdgeTests {
    private let shelf: Shelf

    init() throws { shelf = try Shelf() }

    /// Imports a release twice under two names, and compares what comes out.
    private func expectKept(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let report = try shelf.load(text)
        let source = try JSONMeaning(text: text)
        let difference = JSONMeaning.difference(source, try JSONMeaning(text: shelf.export(report.ref)))
        #expect(difference == nil, sourceLocation: sourceLocation)
        #expect(try shelf.load(text).status == .unchanged, sourceLocation: sourceLocation)
        let twin = try shelf.load(text, ImportOptions(release: "twin"))
        #expect(twin.samples.new == 0 && twin.labels.new == 0, sourceLocation: sourceLocation)
        try Recount.check(shelf, sourceLocation: sourceLocation)
    }

    /// A release with these samples.
    private func release(_ samples: String...) -> String {
        """
        {"name":"v1","dataset":{"name":"d","task_type":"vector","labelsets":[{"name":"gt"}],
         "samples":[\(samples.joined(separator: ","))]}}
        """
    }

    private func labelled(_ annotations: String, uuid: String = "a", status: String = "LABELED") -> String {
        "{\"uuid\":\"\(uuid)\",\"labels\":{\"gt\":{\"label_status\":\"\(status)\",\"attributes\":{\"annotations\":[\(annotations)]}}}}"
    }

    @Test func `a release without samples`() throws {
        try expectKept(release())
        #expect(try shelf.warehouse.show("v1").release.samples == 0)
    }

    @Test func `samples without labels, with none, and with labels that are none`() throws {
        try expectKept(
            release(
                "{\"uuid\":\"a\"}", "{\"uuid\":\"b\",\"labels\":{}}", "{\"uuid\":\"c\",\"labels\":null}",
                "{\"uuid\":\"d\",\"labels\":[]}", "{\"uuid\":\"e\",\"labels\":{\"gt\":{}}}",
                "{\"uuid\":\"f\",\"labels\":{\"gt\":[]}}",
                "{\"uuid\":\"g\",\"labels\":{\"gt\":null,\"x\":false}}"))
    }

    @Test func `the character U+0000 in every place that takes a text`() throws {
        let nul = "a\\u0000b"
        try expectKept(
            """
            {"name":"v1","description":"\(nul)","\(nul)":"\(nul)","dataset":{"name":"d","task_type":"\(nul)",
             "task_attributes":{"categories":[{"id":1,"name":"\(nul)"},{"id":2,"name":"a"}]},
             "labelsets":[{"name":"\(nul)","description":"\(nul)"}],"samples":[
              {"uuid":"b","name":"\(nul)","metadata":{"\(nul)":"\(nul)"},"labels":{
               "c":{"label_status":"\(nul)","created_by":"\(nul)","attributes":{"annotations":[
                {"id":1,"category_id":1,"type":"\(nul)","attributes":{"\(nul)":"\(nul)"}}]}},
               "a":{"label_status":"a","attributes":{"annotations":[{"type":"a","x":"\(nul)"}]}}}},
              {"uuid":"a","labels":{"a":null}}]}}
            """)
        #expect(
            try shelf.lines("SELECT count(DISTINCT sample_uuid) FROM samples WHERE release = 'v1'") == ["2"])
        #expect(try shelf.lines("SELECT count(*) FROM annotations WHERE release = 'v1'") == ["2"])
    }

    @Test func `empty names`() throws {
        try expectKept(
            release("{\"uuid\":\"a\",\"name\":\"\",\"labels\":{\"\":{\"label_status\":\"\",\"\":\"\"}}}"))
    }

    @Test func `attributes short and long, few and many`() throws {
        let long = [511, 512, 513, 5000].flatMap { count in
            [0, 1].map { _ in "{\"attributes\":{\"k\":\"\(String(repeating: "x", count: count - 8))\"}}" }
        }
        let many = (0..<2000).map { "{\"attributes\":{\"n\":\($0)}}" }
        try expectKept(release(labelled((long + many).joined(separator: ","))))
        #expect(try shelf.count("attribute_set") == 2002)
    }

    @Test func `more labelsets than are remembered`() throws {
        let labels = (0..<100).map { "\"set \($0)\":{\"label_status\":\"S\($0 % 3)\"}" }.joined(
            separator: ",")
        try expectKept(
            release("{\"uuid\":\"a\",\"labels\":{\(labels)}}", "{\"uuid\":\"b\",\"labels\":{\(labels)}}"))
        #expect(try shelf.warehouse.labelsets(ref: "v1").count == 101)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 31, 32, 33, 40, 41, 100])
    func `any number of rows, whatever statements insert at once`(count: Int) throws {
        let annotations = (0..<count).map {
            "{\"id\":\($0),\"category_id\":\($0 % 3),\"type\":\"polygon\",\"points\":[[0,0],[\($0),1],[5,5]]}"
        }.joined(separator: ",")
        let samples = (0..<count).map { labelled("{\"id\":\($0)}", uuid: "u\($0)", status: "S\($0 % 2)") }
        try expectKept(
            release(labelled(annotations, uuid: "all")).replacing(
                "\"samples\":[", with: "\"samples\":[" + samples.map { $0 + "," }.joined()))
        #expect(try shelf.lines("SELECT count(*) FROM annotations WHERE ref = 'd@v1'") == ["\(2 * count)"])
    }

    @Test func `a sample larger than a batch`() throws {
        let annotations = (0..<3000).map { "{\"id\":\($0),\"type\":\"point\",\"points\":[[\($0).5,2]]}" }
        let text = release(
            labelled("{\"id\":1}", uuid: "before"),
            labelled(annotations.joined(separator: ","), uuid: "large"),
            labelled("{\"id\":1}", uuid: "behind"))
        try shelf.load(Window.withSamplesBehind(text), ImportOptions(batchCapacity: 4096))
        try expectKept(text)
    }

    @Test func `numbers that no column holds, in every column`() throws {
        let numbers = [
            "1e400", "-1e400", "18446744073709551616", "9007199254740993.5", "1e-400", "-0", "-0.0", "1E2",
        ]
        let annotations = numbers.map { number in
            """
            {"id":\(number),"category_id":\(number),"track_id":\(number),"type":"bbox",
             "points":[[\(number),1],[2,\(number)]],"yaw":\(number),"is_keyframe":\(number)},
            {"type":"cuboid","position":{"x":\(number),"y":1,"z":2},"dimensions":{"x":1,"y":2,"z":\(number)},
             "yaw":\(number),"rotation":{"qx":\(number),"qy":0,"qz":0,"qw":1}}
            """
        }.joined(separator: ",")
        let score = numbers.enumerated().map { index, number in
            "{\"uuid\":\"s\(index)\",\"metadata\":{\"n\":\(number)},\"labels\":{\"gt\":{\"score\":\(number)}}}"
        }.joined(separator: ",")
        try expectKept(release(labelled(annotations), score))
    }

    @Test func `point labels in runs and out of them`() throws {
        let lists = [
            "", "0", "1,1,1,1", "0,1,0,1", "-1,9223372036854775807,-9223372036854775808",
            Array(repeating: "7", count: 100_000).joined(separator: ","),
        ]
        let samples = lists.enumerated().map { index, list in
            """
            {"uuid":"u\(index)","labels":{"gt":{"attributes":{"annotations":[{"id":7}],"point_annotations":[\(list)]}}}}
            """
        }.joined(separator: ",")
        try expectKept(release(samples))
        #expect(
            try shelf.lines("SELECT points FROM frames WHERE ref = 'd@v1' ORDER BY sample_uuid") == [
                "0", "1", "4", "4", "3", "100000",
            ])
        #expect(try shelf.lines("SELECT max(point_count) FROM annotations") == ["100000"])
    }
}
