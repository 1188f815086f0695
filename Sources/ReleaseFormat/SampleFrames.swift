import CBytes

/// What a sample's attributes say of its frames: when each was taken, and from where.
///
/// Only time stamps and ego poses are read; everything else is stepped over.
public struct SampleFrames: Sendable {
    public struct Frame: Sendable {
        /// As the file writes it; nil when it does not say.
        public var timestamp: JSONValue?
        public var egoPose: EgoPose?
    }

    /// The frames of a sequence; of a still, the one that it is.
    public private(set) var frames: [Frame] = []
    private var sensors: [(name: String?, frames: [Frame])] = []

    /// - Parameter attributes: JSON, checked before; what is no object says nothing.
    public init(attributes: UnsafeRawBufferPointer) {
        guard let start = attributes.bindMemory(to: UInt8.self).baseAddress else { return }
        var buffer = ByteBuffer(capacity: attributes.count)
        buffer.append(start, attributes.count)
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        guard cursor.peek() == 0x7B, let body = try? Self.body(&cursor, isFrame: false) else { return }
        frames = body.frames
        sensors = body.sensors
    }

    /// The frames of the first sensor of a name; without a name, those of the sample itself.
    public func frames(ofSensor name: String?) -> [Frame] {
        guard let name else { return frames }
        return sensors.first { $0.name?.utf8.elementsEqual(name.utf8) ?? false }?.frames ?? []
    }

    /// The names of the sensors, in the file's order; nil for one without a name. Empty outside multi-sensor data.
    public var sensorNames: [String?] { sensors.map(\.name) }

    // MARK: Reading

    private struct Body {
        var own = Frame()
        var listed: [Frame]?
        var sensors: [(name: String?, frames: [Frame])] = []

        var frames: [Frame] { listed ?? [own] }
    }

    /// A still, a frame, or what holds frames or sensors.
    private static func body(_ cursor: inout JSONCursor, isFrame: Bool) throws(JSONFault) -> Body {
        var body = Body()
        guard cursor.enter(closing: 0x7D) else { return body }
        repeat {
            let key = try cursor.key()
            let byte = cursor.at.pointee
            if names(key, "timestamp") {
                body.own.timestamp = try JSONValue(&cursor, depth: 1)
            } else if names(key, "ego_pose") {
                body.own.egoPose = EgoPose(try JSONValue(&cursor, depth: 1))
            } else if byte == 0x5B, !isFrame, names(key, "frames") {
                body.listed = try frames(&cursor)
            } else if byte == 0x5B, !isFrame, names(key, "sensors") {
                body.sensors = try sensors(&cursor)
            } else {
                try step(&cursor)
            }
        } while try cursor.another(closing: 0x7D)
        return body
    }

    private static func frames(_ cursor: inout JSONCursor) throws(JSONFault) -> [Frame] {
        var frames: [Frame] = []
        guard cursor.enter(closing: 0x5D) else { return frames }
        repeat {
            if cursor.peek() == 0x7B {
                frames.append(try body(&cursor, isFrame: true).own)
            } else {
                try step(&cursor)
                frames.append(Frame())
            }
        } while try cursor.another(closing: 0x5D)
        return frames
    }

    private static func sensors(
        _ cursor: inout JSONCursor
    ) throws(JSONFault) -> [(name: String?, frames: [Frame])] {
        var sensors: [(name: String?, frames: [Frame])] = []
        guard cursor.enter(closing: 0x5D) else { return sensors }
        repeat {
            guard cursor.peek() == 0x7B else {
                try step(&cursor)
                continue
            }
            var sensor: (name: String?, frames: [Frame]) = (nil, [])
            if cursor.enter(closing: 0x7D) {
                repeat {
                    let key = try cursor.key()
                    let byte = cursor.at.pointee
                    if byte == 0x22, names(key, "name") {
                        sensor.name = try cursor.string().text
                    } else if byte == 0x7B, names(key, "attributes") {
                        sensor.frames = try body(&cursor, isFrame: false).frames
                    } else {
                        try step(&cursor)
                    }
                } while try cursor.another(closing: 0x7D)
            }
            sensors.append(sensor)
        } while try cursor.another(closing: 0x5D)
        return sensors
    }

    private static func names(_ key: JSONString, _ word: StaticString) -> Bool {
        key.hasEscapes ? key.text.utf8.elementsEqual("\(word)".utf8) : key.equals(word)
    }

    /// Steps over a value.
    private static func step(_ cursor: inout JSONCursor) throws(JSONFault) {
        switch cursor.peek() {
        case 0x7B, 0x5B:
            let length = relwh_value_length(cursor.at, cursor.end - cursor.at)
            guard length > 0 else { throw cursor.fault(.endOfInput, at: cursor.end) }
            cursor.at += length
        default: _ = try JSONValue(&cursor, depth: 1)
        }
    }
}

/// Where a sensor's vehicle was, in world coordinates.
public struct EgoPose: Sendable, Hashable {
    /// nil unless all three coordinates are finite numbers.
    public var position: SIMD3<Double>?
    /// A quaternion in the order x, y, z, w; nil unless it has four finite numbers.
    public var heading: SIMD4<Double>?

    /// Reads `{"position": {x, y, z}, "heading": {qx, qy, qz, qw}}`; nil of anything but an object.
    public init?(_ value: JSONValue) {
        guard value.members != nil else { return nil }
        let place = ["x", "y", "z"].compactMap { value["position"]?[$0]?.real }
        if place.count == 3, place.allSatisfy(\.isFinite) {
            position = SIMD3(place[0], place[1], place[2])
        }
        let turn = ["qx", "qy", "qz", "qw"].compactMap { value["heading"]?[$0]?.real }
        if turn.count == 4, turn.allSatisfy(\.isFinite) {
            heading = SIMD4(turn[0], turn[1], turn[2], turn[3])
        }
    }
}
