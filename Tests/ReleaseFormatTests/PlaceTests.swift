import TestSupport
import Testing

@testable import ReleaseFormat

/// Where an error says that it is.
@Suite struct PlaceTests {
    /// Reads a text in which `@` stands where the fault is expected, and nowhere else.
    private func error(_ text: String, capacity: Int = 1 << 20) throws -> (InputError, at: Int) {
        let bytes = Array(text.utf8)
        let at = try #require(bytes.firstIndex(of: 0x40))
        let error = try #require(throws: InputError.self) { try Reading(bytes: bytes, capacity: capacity) }
        #expect(error.offset == at)
        #expect(error.line == bytes[..<at].count { $0 == 0x0A } + 1)
        #expect(error.column == at - (bytes[..<at].lastIndex(of: 0x0A) ?? -1))
        return (error, at)
    }

    @Test(arguments: [
        (#"{"name":@}"#, "/name"), (#"{"a":{"b":[1,{"c~/d":@}]}}"#, "/a/b/1/c~0~1d"),
        (#"{"dataset":@}"#, "/dataset"),
        ("{\"name\":\"v1\",\n \"dataset\":{\"owner\":\n@}}", "/dataset/owner"),
        (
            #"{"dataset":{"task_attributes":{"categories":[{"id":1},{"id":@}]}}}"#,
            "/dataset/task_attributes/categories/1/id"
        ),
        (#"{"dataset":{"samples":@}}"#, "/dataset/samples"),
        (#"{"dataset":{"samples":[@]}}"#, "/dataset/samples/0"),
        (#"{"dataset":{"samples":[{"uuid":"a"}@]}}"#, "/dataset/samples/1"),
        (#"{"dataset":{"samples":[{"uuid":"a"},@]}}"#, "/dataset/samples/1"),
        (#"{"dataset":{"samples":[]}@}"#, ""), (#"{"dataset":{"samples":[],"x":[@]}}"#, "/dataset/x/0"),
        (#"{"dataset":{"samples":[]},"x":{"y":@}}"#, "/x/y"), (#"{"dataset":{"samples":[]}} @"#, ""),
        (#"{@}"#, ""), (#"{"name" @}"#, ""), ("\n\n  @", ""),
    ])
    func `a fault in the header is found`(text: String, pointer: String) throws {
        let (error, _) = try error(text)
        #expect(error.pointer == pointer)
        #expect(error.sample == nil)
    }

    static let inSamples: [(String, String)] = [
        (#"{"name":"b","uuid":@}"#, ""),
        (#"{"name":"b","uuid":"u","labels":{"gt":{"label_status":@}}}"#, "/labels/gt/label_status"),
        (
            #"{"uuid":"u","labels":{"gt":{"attributes":{"annotations":[{"id":1},{"points":[[1,@]]}]}}},"name":"b"}"#,
            "/labels/gt/attributes/annotations/1/points/0/1"
        ),
        (
            #"{"uuid":"u","labels":{"x/y~z":{"attributes":{"frames":[{},{"annotations":[{"id":@}]}]}}},"name":"b"}"#,
            "/labels/x~1y~0z/attributes/frames/1/annotations/0/id"
        ),
        (
            #"{"uuid":"u","labels":{"a":null,"gt":{"attributes":{"sensors":[{"name":"c"},{"name":"n","attributes":{"frames":[@]}}]}}},"name":"b"}"#,
            "/labels/gt/attributes/sensors/1/attributes/frames/0"
        ),
        (#"{"uuid":"u","metadata":{"name":"other","x":@},"name":"b"}"#, "/metadata/x"),
        (#"{"uuid":"u","attributes":{"image":{"url":"\u0040x",@}},"name":"b"}"#, "/attributes/image"),
        (#"{"uuid":"u","x":@rue,"name":"b"}"#, "/x"),
    ]

    @Test(arguments: inSamples, [64, 1 << 20])
    func `a fault in a sample is found, and its name before or after it`(
        sample: (text: String, pointer: String), capacity: Int
    ) throws {
        let before = #"{"uuid":"first","name":"a","labels":{}}"#
        let (error, _) = try error(
            "{\"name\":\"v1\",\n\"dataset\":{\n\t\"samples\":[\n\(before),\n\(before), \(sample.text)\n]}}",
            capacity: capacity)
        #expect(error.sample == "b")
        if !sample.pointer.isEmpty { #expect(error.pointer == "/dataset/samples/2" + sample.pointer) }
    }

    @Test(arguments: [
        (#"{"uuid":"u",#"name":"a",#"name":"b"}"#, "/name"),
        (#"{"uuid":"u","labels":{"gt":{"x":1,#"x":2}}}"#, "/labels/gt/x"),
        (#"{"uuid":"u","labels":{"gt":null,#"gt":{}}}"#, "/labels/gt"),
        (#"{"uuid":"u","metadata":{"a/b":1,#"a/b":2}}"#, "/metadata/a~1b"),
    ])
    func `a key twice is found at its second place`(text: String, pointer: String) throws {
        var parts = text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let last = parts.removeLast()
        let head = #"{"name":"v1","dataset":{"samples":["# + parts.joined()
        let error = try #require(throws: InputError.self) { try Reading(text: head + last + "]}}") }
        #expect(error.offset == head.utf8.count)
        #expect(error.pointer == "/dataset/samples/0" + pointer)
    }

    @Test func `a name is told with its escapes resolved`() throws {
        let (error, _) = try error(#"{"dataset":{"samples":[{"uuid":"u","name":"caf\u00e9 \"1\"","x":@}]}}"#)
        #expect(error.sample == "café \"1\"")
    }

    @Test func `a sample without uuid is named`() throws {
        let error = try #require(throws: InputError.self) {
            try Reading(text: #"{"dataset":{"samples":[{"uuid":"a"},{"name":"b.jpg"}]}}"#)
        }
        #expect(error.pointer == "/dataset/samples/1")
        #expect(error.sample == "b.jpg")
        #expect(error.offset == 36)
    }

    @Test func `what a whole file lacks is told where the file begins`() throws {
        let noDataset = try #require(throws: InputError.self) { try Reading(text: "\n {\"images\":[]}") }
        #expect(noDataset.offset == 2)
        #expect(noDataset.pointer == "")
        let noSamples = try #require(throws: InputError.self) { try Reading(text: "{\"dataset\": {}}\n") }
        #expect(noSamples.offset == 12)
        #expect(noSamples.pointer == "/dataset")
    }

    @Test func `a document of very many keys is read in good time`() throws {
        let members = (0..<20_000).map { "\"key \($0)\":1" }.joined(separator: ",")
        #expect(throws: InputError.self) { try Reading(text: "{\(members)}") }
    }
}
