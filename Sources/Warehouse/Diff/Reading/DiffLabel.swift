import ReleaseFormat
import SQLite

/// A label that is opened to be compared: what is JSON was read.
struct DiffLabel {
    /// Members of the label that have columns, by their key in the file.
    let columns: [(key: String, value: JSONValue?)]
    /// `still`, `sequence` or `sensors`; nil when the attributes are no object.
    let structure: String?
    let formatVersion: JSONValue?
    let imageAttributes: JSONValue?
    let extra: [JSONValue.Member]
    let sensors: [StoredSensor]
    let frames: [DiffFrame]
    /// nil without a list of links.
    let links: [StoredLink]?

    init(_ label: StoredLabel.Content) {
        var columns: [(key: String, value: JSONValue?)] = []
        label.forEachColumn { columns.append(($0, JSONValue(json: $1))) }
        self.columns = columns
        structure = label.structure
        formatVersion = JSONValue(column: label.formatVersion)
        imageAttributes = JSONValue(json: label.imageAttributes)
        extra = JSONValue(json: label.extra)?.members ?? []
        sensors = label.sensors ?? []
        links = label.links
        // Sensors follow each other, and several may have one name.
        var occurrences: [Int] = []
        var seen: [ExactText?: Int] = [:]
        for sensor in sensors {
            let name = sensor.name.map(ExactText.init)
            occurrences += Array(
                repeating: seen[name, default: 0], count: min(max(0, sensor.frames), 1 << 24))
            seen[name, default: 0] += 1
        }
        frames = label.frames.enumerated().map { index, frame in
            DiffFrame(frame, occurrence: index < occurrences.count ? occurrences[index] : 0)
        }
    }

    /// The status, even if it is not a string; nil if it is null or absent.
    var status: JSONValue? {
        let value =
            columns.first { $0.key == "label_status" }?.value
            ?? extra.first { $0.key == "label_status" }?.value
        return value == .null ? nil : value
    }

    var statusText: String? { status.map { $0.string ?? $0.text } }

    /// Whether a label of a still says nothing about it.
    var isBare: Bool {
        structure == "still" && DiffNoise.isEmpty(bodyExtra) && DiffNoise.isEmpty(imageAttributes)
            && formatVersion == nil && (links ?? []).isEmpty
            && frames.allSatisfy(\.isBare)
    }

    /// What columns do not say of the label's `attributes`.
    var bodyExtra: JSONValue? {
        extra.first { $0.key == "attributes" }?.value
    }
}

struct DiffFrame {
    /// Which frame of which sensor: sensors by name, and among those of one name by their order.
    struct Key: Hashable {
        var sensor: ExactText?
        var occurrence: Int
        var frame: Int
    }

    let key: Key
    let sensor: String?
    let timestamp: JSONValue?
    let formatVersion: JSONValue?
    let bitmapURL: String?
    let pointRuns: [UInt8]?
    let imageAttributes: JSONValue?
    let extra: [JSONValue.Member]
    /// nil without a list of annotations.
    let annotations: [StoredAnnotation]?

    init(_ frame: StoredFrame, occurrence: Int) {
        key = Key(sensor: frame.sensor.map(ExactText.init), occurrence: occurrence, frame: frame.number)
        sensor = frame.sensor
        timestamp = JSONValue(column: frame.timestamp)
        formatVersion = JSONValue(column: frame.formatVersion)
        bitmapURL = frame.segmentationBitmapURL
        pointRuns = frame.pointRuns
        imageAttributes = JSONValue(json: frame.imageAttributes)
        extra = JSONValue(json: frame.extra)?.members ?? []
        annotations = frame.annotations
    }

    /// Whether nothing is said about it.
    var isBare: Bool {
        (annotations ?? []).isEmpty && bitmapURL == nil && pointRuns == nil && timestamp == nil
            && formatVersion == nil && extra.isEmpty && DiffNoise.isEmpty(imageAttributes)
    }

    /// The mask as the file has it.
    func mask(_ extra: [JSONValue.Member]) -> JSONValue? {
        extra.first { $0.key == "segmentation_bitmap" }?.value
            ?? bitmapURL.map { .object([JSONValue.Member("url", .string($0))]) }
    }
}
