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
        let all = try bench.diff(.with { $0.tellsNoise = true }).summary
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
        #expect(SignedURL.unsigned(url) == plain)
    }

    @Test func `text that is no URL is not taken for one`() {
        #expect(SignedURL.unsigned("what?Signature=1") == nil && SignedURL.unsigned("a: b://c") == nil)
    }
}
