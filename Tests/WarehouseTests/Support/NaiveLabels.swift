import ReleaseFormat
import TestSupport

@testable import Warehouse

/// A label of a document, read in the simplest way: for statistics to be held against.
struct NaiveLabel {
    struct Object {
        var sensor: String?
        var frame: Int
        var value: JSONValue

        var categoryID: Int64? { value["category_id"]?.integer }
    }

    var sample: JSONValue
    var labelset: String
    var value: JSONValue

    var status: String { value["label_status"]?.string ?? "" }
    var body: JSONValue { value["attributes"] ?? .null }
    var isStill: Bool { body["frames"]?.array == nil && body["sensors"]?.array == nil }

    /// Whether it is of one image: it says something as one, or nothing, of a sample without frames.
    var isOfStill: Bool {
        guard isStill else { return false }
        if body["annotations"]?.array != nil || body["point_annotations"]?.array != nil { return true }
        if body["segmentation_bitmap"]?.members != nil { return true }
        let assets = sample["attributes"] ?? .null
        return assets["frames"]?.array == nil && assets["sensors"]?.array == nil
    }

    /// The bodies of frames with their sensors and numbers; a still is one.
    var frames: [(sensor: String?, number: Int, body: JSONValue)] {
        if let sensors = body["sensors"]?.array {
            return sensors.flatMap { sensor in
                (sensor["attributes"]?["frames"]?.array ?? []).enumerated().map {
                    (sensor["name"]?.string, $0.offset, $0.element)
                }
            }
        }
        if let frames = body["frames"]?.array {
            return frames.enumerated().map { (nil, $0.offset, $0.element) }
        }
        return [(nil, 0, body)]
    }

    /// The annotations of all frames, in order.
    var objects: [Object] {
        frames.flatMap { frame in
            (frame.body["annotations"]?.array ?? []).map {
                Object(sensor: frame.sensor, frame: frame.number, value: $0)
            }
        }
    }

    /// The labels of a document that are not null.
    static func all(in document: JSONValue) -> [NaiveLabel] {
        document.samples.flatMap { sample in
            (sample["labels"]?.members ?? []).filter { $0.value != .null }.map {
                NaiveLabel(sample: sample, labelset: $0.key, value: $0.value)
            }
        }
    }
}

/// A text that equals another only character by character, as `é` and `e\u{301}` do not.
func exactly(_ text: String) -> String {
    text.unicodeScalars.map { $0.isASCII ? "\($0)" : "<\($0.value)>" }.joined()
}

/// A figure in words that tell it from others.
func spelled(_ figure: Figure?) -> String {
    switch figure {
    case .text(let text), .json(let text): "text \(exactly(text))"
    case .list(let figures): "list \(figures.map { spelled($0) })"
    case .count(let count): "number \(Double(count))"
    case .measure(let value), .share(let value): "number \(value)"
    case .flag(let flag): "flag \(flag)"
    case .unknown(let needs): "unknown \(needs)"
    case .some(.none), nil: "none"
    }
}

/// A JSON value in the words of the figure that it is to be.
func spelled(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .string(let text): "text \(exactly(text))"
    case .bool(let flag): "flag \(flag)"
    case .number: spelled(value.figure)
    case .array, .object: "text \(exactly(value.text))"
    }
}
