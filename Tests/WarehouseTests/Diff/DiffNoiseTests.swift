import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What is no change, and that it is counted.
@Suite struct DiffNoiseTests {
    private static func release(
        url: String = "https://e.org/1.jpg", x: String = "1", attributes: String = "{\"n\":0.5}",
        rotation: String = "{\"qx\":0,\"qy\":0,\"qz\":0.6,\"qw\":0.8}", yaw: String = "3.14"
    ) -> JSONValue {
        let box = SmallRelease.shape("bbox", 1, "[[\(x),0],[10,10]]", attributes: attributes)
        let cuboid = """
            {"id":2,"category_id":1,"type":"cuboid","position":{"x":1,"y":2,"z":3},
             "dimensions":{"x":4,"y":2,"z":1},"yaw":\(yaw),"rotation":\(rotation)}
            """
        return SmallRelease.document(samples: [
            SmallRelease.sample(1, url: url, SmallRelease.still([box, cuboid]))
        ])
    }

    private func hidden(_ old: JSONValue, _ new: JSONValue) throws -> [String] {
        let bench = try DiffBench(old, new)
        let outcome = try bench.diff()
        #expect(outcome.summary.isEmpty && outcome.changes.map(\.level) == [.release])
        #expect(outcome.summary.labels.unchanged == 1 && outcome.summary.annotations.unchanged == 2)
        let all = try bench.diff(.with { $0.reportsNoise = true }).summary
        #expect(!all.isEmpty && all.hidden.isEmpty)
        return outcome.summary.hidden.map { "\($0.rule): \($0.differences)" }
    }

    @Test func `signatures, rounding and turns are hidden, each by its rule`() throws {
        let plain = Self.release()
        #expect(
            try hidden(
                Self.release(url: "https://s3.org/1.jpg?v=1&X-Amz-Date=1&X-Amz-Signature=a"),
                Self.release(url: "https://s3.org/1.jpg?X-Amz-Date=2&v=1&X-Amz-Signature=b")
            ) == ["signed urls: 1"])
        #expect(try hidden(plain, Self.release(x: "1.0000005")) == ["tolerance 1e-06: 1"])
        #expect(
            try hidden(plain, Self.release(attributes: "{\"n\":0.5000001}")) == ["tolerance 1e-06: 1"])
        #expect(
            try hidden(plain, Self.release(rotation: "{\"qx\":0,\"qy\":0,\"qz\":-0.6,\"qw\":-0.8}"))
                == ["equal rotations: 1"])
        #expect(
            try hidden(plain, Self.release(yaw: "-3.143185307179586")) == ["equal rotations: 1"])
    }

    private static func release(categories: String, _ annotations: [String], rest: String = "") -> JSONValue {
        Documents.parsed(
            """
            {"name":"v","dataset":{"name":"d","owner":"acme","task_type":"vector",
             "task_attributes":{"categories":[\(categories)],"image_attributes":[
                {"name":"weather","input_type":"multiselect"}]},
             "labelsets":[{"name":"gt"}],"samples":[{"uuid":"u","name":"1.jpg","labels":{"gt":{
                "label_status":"LABELED","attributes":{"annotations":[\(annotations.joined(separator: ","))]\(rest)}}}}]}}
            """)
    }

    private static let tagged =
        #"{"id":1,"name":"car","attributes":[{"name":"tags","input_type":"multiselect"},{"name":"note","input_type":"text"}]}"#

    private static func box(_ id: Int, _ rest: String = "") -> String {
        #"{"id":\#(id),"category_id":1,"type":"bbox","points":[[\#(id),0],[30,40]]\#(rest)}"#
    }

    private static func still(_ one: String, _ other: String, rest: String = "") -> JSONValue {
        release(categories: tagged, [one, other], rest: rest)
    }

    @Test func `what only a newer writer adds is hidden: empty values, and track ids that repeat the id`()
        throws
    {
        let plain = Self.still(Self.box(1), Self.box(2))
        #expect(
            try hidden(
                plain,
                Self.still(Self.box(1, #","attributes":{},"track_id":1"#), Self.box(2, #","track_id":2"#)))
                == ["empty values: 1", "track ids equal to ids: 2"])
        #expect(
            try hidden(plain, Self.still(Self.box(1, #","list":[]"#), Self.box(2)))
                == ["empty values: 1"])
        // Somebody wrote null: it is a value.
        let noted = try DiffBench(plain, Self.still(Self.box(1, #","attributes":{"a":null}"#), Self.box(2)))
            .diff()
        #expect(noted.summary.annotations.attributesChanged == 1)
        #expect(
            try hidden(plain, Self.still(Self.box(1), Self.box(2), rest: #","links":[]"#)) == [
                "empty values: 1"
            ])
        #expect(
            try hidden(
                Self.still(Self.box(1, #","attributes":{"a":{},"b":[]}"#), Self.box(2)),
                Self.still(Self.box(1, #","attributes":{"a":[]}"#), Self.box(2))) == ["empty values: 2"])
        let car = #"{"id":1,"name":"car"}"#
        #expect(
            try hidden(
                Self.release(categories: car, [Self.box(1), Self.box(2)]),
                Self.release(
                    categories: #"{"id":1,"name":"car","attributes":[],"link_attributes":[]}"#,
                    [Self.box(1), Self.box(2)])) == ["empty values: 2"])
    }

    @Test func `a label of which nothing is said, and one without anything in it, are the same`() throws {
        func release(_ body: String) -> JSONValue {
            SmallRelease.document(samples: [SmallRelease.sample(1, "{\"label_status\":\"LABELED\"\(body)}")])
        }
        let bodies = ["", #","attributes":{}"#, #","attributes":{"annotations":[]}"#]
        for one in bodies {
            for other in bodies {
                #expect(try DiffBench(release(one), release(other)).diff().summary.isEmpty, "\(one) \(other)")
            }
        }
        let masked = #","attributes":{"segmentation_bitmap":{"url":"https://e.org/1.png"}}"#
        #expect(try DiffBench(release(""), release(masked)).diff().summary.labels.modified == 1)
    }

    @Test func `annotations of distinct ids have no order; others do`() throws {
        #expect(
            try hidden(Self.still(Self.box(1), Self.box(2)), Self.still(Self.box(2), Self.box(1)))
                == ["order of annotations: 1"])
        func summary(_ one: [String]) throws -> DiffSummary {
            try DiffBench(
                Self.release(categories: Self.tagged, one),
                Self.release(categories: Self.tagged, one.reversed())
            ).diff().summary
        }
        let (near, far) = (
            Self.box(1), #"{"id":1,"category_id":1,"type":"bbox","points":[[500,0],[530,40]]}"#
        )
        #expect(try summary([near, far]).labels.modified == 1)
        let nameless = [near, far].map { $0.replacing("\"id\":1,", with: "") }
        #expect(try summary(nameless).labels.modified == 1)
    }

    @Test func `a multiselect that was written as the text of a list is that list`() throws {
        func tags(_ value: String) -> JSONValue {
            Self.still(Self.box(1, ",\"attributes\":{\"tags\":\(value)}"), Self.box(2))
        }
        let text = #""[\"a\", \"b\"]""#
        #expect(try hidden(tags(text), tags(#"["a","b"]"#)) == ["lists written as text: 1"])
        #expect(try hidden(tags(text), tags(#""[\"a\",\"b\"]""#)) == ["lists written as text: 1"])
        #expect(try hidden(tags(#""[]""#), tags("[]")) == ["lists written as text: 1"])
        func fields(_ old: JSONValue, _ new: JSONValue) throws -> [String] {
            try DiffBench(old, new).diff().changes.dropFirst().flatMap { $0.fields.map(\.field) }
        }
        #expect(try fields(tags(text), tags(#"["b","a"]"#)) == ["attributes.tags"])
        #expect(try fields(tags(text), tags(#""a, b""#)) == ["attributes.tags"])
        func note(_ value: String) -> JSONValue {
            Self.still(Self.box(1, ",\"attributes\":{\"note\":\(value)}"), Self.box(2))
        }
        #expect(try fields(note(text), note(#"["a","b"]"#)) == ["attributes.note"])
        func weather(_ value: String) -> JSONValue {
            Self.still(Self.box(1), Self.box(2), rest: ",\"image_attributes\":{\"weather\":\(value)}")
        }
        #expect(try hidden(weather(text), weather(#"["a","b"]"#)) == ["lists written as text: 1"])
    }

    @Test func `the order of keys is nothing at all`() throws {
        let outcome = try DiffBench(
            Self.release(attributes: "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}"),
            Self.release(attributes: "{\"b\":{\"d\":3,\"c\":2},\"a\":1.0}")
        ).diff()
        #expect(outcome.summary.isEmpty && outcome.summary.hidden.isEmpty)
    }

    @Test func `what is more than noise is told`() throws {
        let plain = Self.release()
        func fields(_ other: JSONValue) throws -> [String] {
            try DiffBench(plain, other).diff().changes.dropFirst().flatMap { $0.fields.map(\.field) }
        }
        #expect(try fields(Self.release(x: "1.00001")) == ["geometry"])
        #expect(try fields(Self.release(url: "https://e.org/1.jpg?v=2")) == ["attributes.image.url"])
        #expect(try fields(Self.release(yaw: "3.0")) == ["geometry"])
        #expect(try fields(Self.release(attributes: "{\"n\":1}")) == ["attributes.n"])
        #expect(try fields(Self.release(attributes: "{\"n\":\"0.5\"}")) == ["attributes.n"])
    }

    @Test(arguments: [
        ("https://a.org/x?Expires=1&Signature=b&AWSAccessKeyId=c", "https://a.org/x"),
        ("https://a.org/x?X-Goog-Date=1&alt=media&GoogleAccessId=b", "https://a.org/x?alt=media"),
        ("https://a.net/x?sv=1&se=2&sp=r&sig=3#page", "https://a.net/x#page"),
        ("https://a.net/x?sv=1&se=2", "https://a.net/x?sv=1&se=2"),
        ("https://a.org/x?Policy=1&Key-Pair-Id=2&Signature=3", "https://a.org/x"),
        ("https://a.org/x?Policy=1", "https://a.org/x?Policy=1"),
        ("gs://b/x", "gs://b/x"),
    ])
    func `a URL without what signs it`(url: String, plain: String) {
        #expect(AssetAddress.unsigned(url) == plain)
    }

    @Test func `text that is no URL is not taken for one`() {
        #expect(AssetAddress.unsigned("what?Signature=1") == nil && AssetAddress.unsigned("a: b://c") == nil)
    }
}
