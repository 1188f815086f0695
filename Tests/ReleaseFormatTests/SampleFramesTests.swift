import ReleaseFormat
import Testing

@Suite struct SampleFramesTests {
    private func frames(_ text: String, sensor: String? = nil) -> [SampleFrames.Frame] {
        var text = text
        return text.withUTF8 { SampleFrames(attributes: UnsafeRawBufferPointer($0)) }.frames(ofSensor: sensor)
    }

    @Test func `a still is one frame, a sequence as many as it lists`() {
        let still = frames(
            #"{"pcd":{"timestamp":9},"timestamp":"5","ego_pose":{"position":{"x":1,"y":2.5,"z":-3}}}"#)
        #expect(still.map(\.timestamp) == [.string("5")])
        #expect(still[0].egoPose?.position == SIMD3(1, 2.5, -3))
        #expect(still[0].egoPose?.heading == nil)
        let sequence = frames(
            #"{"timestamp":1,"frames":[{"timestamp":2,"frames":[{"timestamp":3}]},null,7,{"ego_pose":null}]}"#
        )
        #expect(sequence.map(\.timestamp) == [.number("2"), nil, nil, nil])
        #expect(sequence[3].egoPose == nil)
    }

    @Test func `a sensor is found by its name, character by character`() {
        let text = """
            {"sensors":[1,{},{"attributes":{"frames":[{"timestamp":1}]},"name":"top"},
                        {"name":"caf\\u00e9","attributes":{"\\u0066rames":[{"timestamp":2},{"timestamp":3}]}},
                        {"name":"top","attributes":{"frames":[]}},{"name":"dark","attributes":[]}]}
            """
        #expect(frames(text, sensor: "top").count == 1)
        #expect(frames(text, sensor: "caf\u{e9}").count == 2)
        #expect(frames(text, sensor: "cafe\u{301}").isEmpty)
        #expect(frames(text, sensor: "dark").isEmpty)
        #expect(frames(text, sensor: "none").isEmpty)
    }

    @Test func `a pose of other shapes is no pose`() {
        for position in [
            "null", "[1,2,3]", #"{"x":1,"y":2}"#, #"{"x":1,"y":"2","z":3}"#, #"{"x":1e400,"y":2,"z":3}"#,
        ] {
            #expect(frames("{\"ego_pose\":{\"position\":\(position)}}")[0].egoPose?.position == nil)
        }
        let heading = #"{"ego_pose":{"heading":{"qx":0,"qy":0,"qz":0,"qw":0}}}"#
        #expect(frames(heading)[0].egoPose?.heading == SIMD4(0, 0, 0, 0))
        for text in ["", "[]", "null", "{", #"{"frames":[{]}"#, #"{"sensors":{}}"#] {
            #expect(frames(text).allSatisfy { $0.egoPose == nil })
        }
    }

    @Test func `points name what explains more of them`() {
        #expect(!PointOwners.areTracks(used: [1, 2], ids: [1, 2], trackIDs: [1, 2]))
        #expect(PointOwners.areTracks(used: [6, 7], ids: [1, 2], trackIDs: [6, 9]))
        #expect(!PointOwners.areTracks(used: [], ids: [], trackIDs: [1]))
        #expect(PointOwners.owner(id: 1, trackID: 2, areTracks: true) == 2)
        #expect(PointOwners.owner(id: 1, trackID: nil, areTracks: true) == 1)
        #expect(PointOwners.owner(id: nil, trackID: 2, areTracks: false) == 2)
    }
}
