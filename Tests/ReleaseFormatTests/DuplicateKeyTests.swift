import ReleaseFormat
import Testing

/// A key twice in one object has no one meaning: it is refused wherever it stands.
@Suite struct DuplicateKeyTests {
    /// Objects with a key twice, by the path to them in a release.
    static let twins: [(place: String, object: String)] = [
        ("document", #"{"name":"v1","name":"v1","dataset":{"samples":[]}}"#),
        ("document, escaped", #"{"name":"v1","n\u0061me":"v1","dataset":{"samples":[]}}"#),
        ("two datasets", #"{"dataset":{"samples":[]},"dataset":{"samples":[]}}"#),
        ("inside the header", #"{"x":[{"a":1,"b":2,"\u0061":3}],"dataset":{"samples":[]}}"#),
        ("dataset", #"{"dataset":{"owner":"a","samples":[],"owner":"a"}}"#),
        ("two lists of samples", #"{"dataset":{"samples":[],"samples":[]}}"#),
    ]

    @Test(arguments: twins)
    func `in the header`(place: String, text: String) {
        let error = #expect(throws: InputError.self) { try Reading(text: text) }
        #expect(error?.expected == "each key once")
    }

    @Test func `in an object of any size, wherever its twin stands`() throws {
        for count in 1...30 {
            let members = (0..<count).map { "\"\($0)\":\($0)" }
            #expect(try JSONValue(text: "{\(members.joined(separator: ","))}").members?.count == count)
            for twin in 0..<count {
                let text = "{\((members + ["\"\(twin)\":null"]).joined(separator: ","))}"
                #expect(throws: InputError.self, "\(text)") { try JSONValue(text: text) }
            }
        }
    }

    static let samples: [String] = [
        #""uuid":"u","uuid":"u""#, #""uuid":"u","name":"n","n\u0061me":"n""#,
        #""uuid":"u","attributes":{},"attributes":{}"#,
        #""uuid":"u","metadata":{},"metadata":null"#, #""uuid":"u","metadata":{"a":1,"b":{},"a":1}"#,
        #""uuid":"u","labels":null,"labels":{}"#, #""uuid":"u","labels":{},"labels":null"#,
        #""uuid":"u","x":1,"y":2,"x":1"#, #""uuid":"u","labels":{"a":null,"a":null}"#,
        #""uuid":"u","labels":{"a":null,"\u0061":{}}"#, #""uuid":"u","labels":{"a":5,"a":{}}"#,
        #""uuid":"u","labels":{"a":{},"a":5}"#, #""uuid":"u","labels":{"a":5,"b":null,"a":5}"#,
    ]

    @Test(arguments: samples)
    func `in a sample`(members: String) {
        let error = #expect(throws: InputError.self) { try Reading.sample(members) }
        #expect(error?.expected == "each key once")
    }

    static let labels: [String] = [
        #""label_status":"A","label_status":"A""#, #""label_status":null,"label_status":"A""#,
        #""attributes":{},"attributes":{}"#, #""attributes":null,"attributes":{}"#, #""x":1,"x":1"#,
        #""score":1,"score":2"#, #""created_by":"a","created_by":{}"#,
    ]

    @Test(arguments: labels)
    func `in a label`(members: String) {
        let error = #expect(throws: InputError.self) { try Reading.label(members: members) }
        #expect(error?.expected == "each key once")
    }

    static let bodies: [String] = [
        #"{"annotations":[],"annotations":[]}"#, #"{"annotations":null,"annotations":[]}"#,
        #"{"frames":[],"frames":[]}"#,
        #"{"frames":null,"frames":[]}"#, #"{"frames":[],"frames":null}"#, #"{"frames":[1],"frames":[{}]}"#,
        #"{"sensors":[],"sensors":[]}"#, #"{"sensors":{},"sensors":[]}"#, #"{"sensors":[],"sensors":{}}"#,
        #"{"sensors":[{"x":1}],"sensors":{}}"#, #"{"links":[],"links":[]}"#, #"{"links":null,"links":[]}"#,
        #"{"links":[],"links":null}"#, #"{"links":[3],"links":[]}"#,
        #"{"links":[{"from_id":1,"from_id":1}]}"#,
        #"{"links":[{"to_id":null,"to_id":1}]}"#, #"{"image_attributes":{},"image_attributes":null}"#,
        #"{"format_version":"1","format_version":"1"}"#, #"{"timestamp":1,"timestamp":1}"#,
        #"{"segmentation_bitmap":{"url":"a","url":"b"}}"#, #"{"segmentation_bitmap":{"url":null,"url":"b"}}"#,
        #"{"segmentation_bitmap":null,"segmentation_bitmap":{}}"#,
        #"{"point_annotations":[],"point_annotations":null}"#,
        #"{"frames":[{"annotations":[],"annotations":[]}]}"#, #"{"frames":[{"x":1,"x":1}]}"#,
        #"{"frames":[{"timestamp":1,"timestamp":null}]}"#, #"{"sensors":[{"name":"a","name":"b"}]}"#,
        #"{"sensors":[{"name":"a","name":5}]}"#, #"{"sensors":[{"attributes":{},"attributes":{}}]}"#,
        #"{"sensors":[{"attributes":[],"attributes":{}}]}"#,
        #"{"sensors":[{"attributes":{},"attributes":[]}]}"#,
        #"{"sensors":[{"attributes":{"frames":[],"frames":null}}]}"#, #"{"a":1,"b":2,"a":3}"#,
        #"{"annotations":[{"id":1,"id":1}]}"#, #"{"annotations":[{"id":1,"\u0069d":1}]}"#,
        #"{"annotations":[{"id":null,"id":1}]}"#, #"{"annotations":[{"x":null,"x":1}]}"#,
        #"{"annotations":[{"points":null,"points":[]}]}"#, #"{"annotations":[{"position":{"x":1,"x":1}}]}"#,
        #"{"annotations":[{"position":{"x":1,"y":1,"z":1,"x":null}}]}"#,
        #"{"annotations":[{"rotation":{"qx":1,"qx":1}}]}"#,
        #"{"annotations":[{"position":{"a":1,"a":1}}]}"#, #"{"annotations":[{"yaw":null,"yaw":1}]}"#,
        #"{"annotations":[{"attributes":{"a":{"b":1,"b":1}}}]}"#, #"{"annotations":[5,{"a":1,"a":1}]}"#,
        #"{"annotations":[{"points":[[1,{"a":1,"a":1}]]}]}"#, #"{"frames":5,"annotations":[{"a":1,"a":1}]}"#,
    ]

    @Test(arguments: bodies)
    func `in a label's attributes`(text: String) {
        let error = #expect(throws: InputError.self) { try Reading.label(text) }
        #expect(error?.expected == "each key once")
    }

    @Test func `keys are compared by their characters, not by what Unicode takes for equal`() throws {
        let sample = try Reading.sample(
            #""uuid":"u","metadata":{"\u00e9":1,"e\u0301":2},"\u00e9":1,"e\u0301":2"#)
        #expect(
            sample.metadata?.unicodeScalars.elementsEqual("{\"\u{e9}\":1,\"e\u{301}\":2}".unicodeScalars)
                == true)
        #expect(
            sample.extra?.unicodeScalars.elementsEqual("{\"\u{e9}\":1,\"e\u{301}\":2}".unicodeScalars) == true
        )
    }
}
