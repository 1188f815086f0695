import ReleaseFormat
import TestSupport

/// The frames of one label and sensor as a document holds them, found in the simplest way.
///
/// For documents whose values are of the types that the format page names.
struct NaiveSequence {
    var labelset: String
    var status: String?
    var sensor: String?
    var isStill: Bool
    /// Whether any annotation of the label, of whichever sensor, states `is_keyframe`.
    var statesKeyframes = false
    var frames: [JSONValue]
    /// The sample's, by number.
    var assets: [JSONValue]

    var annotations: [(frame: Int, annotation: JSONValue)] {
        frames.enumerated().flatMap { number, frame in
            (frame["annotations"]?.array ?? []).map { (number, $0) }
        }
    }

    /// The annotations of each track, in the order of frames.
    var tracks: [[(frame: Int, annotation: JSONValue)]] {
        let numbers = Set(annotations.compactMap { $0.annotation["track_id"]?.integer })
        return numbers.sorted().map { number in
            annotations.filter { $0.annotation["track_id"]?.integer == number }
        }
    }

    func timestamp(_ frame: Int) -> JSONValue? {
        for value in [frames[frame]["timestamp"], asset(frame)?["timestamp"]] {
            if let value, value.integer != nil || value.real != nil { return value }
            if let text = value?.string, Double(text) != nil { return value }
        }
        return nil
    }

    func asset(_ frame: Int) -> JSONValue? { assets.indices.contains(frame) ? assets[frame] : nil }

    static func all(in document: JSONValue) -> [NaiveSequence] {
        document.samples.flatMap { sample in
            (sample["labels"]?.members ?? []).flatMap { member -> [NaiveSequence] in
                let (labelset, label) = (member.key, member.value)
                let body = label["attributes"] ?? .null
                let status = label["label_status"]?.string
                let own = sample["attributes"] ?? .null
                let bodies = (body["sensors"]?.array ?? []).compactMap { $0["attributes"] } + [body]
                let states = bodies.flatMap { $0["frames"]?.array ?? [] }
                    .flatMap { $0["annotations"]?.array ?? [] }.contains { $0["is_keyframe"]?.bool != nil }
                if let sensors = body["sensors"]?.array {
                    return sensors.map { sensor in
                        let asset = own["sensors"]?.array?.first { $0["name"] == sensor["name"] }
                        return NaiveSequence(
                            labelset: labelset, status: status, sensor: sensor["name"]?.string,
                            isStill: false, statesKeyframes: states,
                            frames: sensor["attributes"]?["frames"]?.array ?? [],
                            assets: asset?["attributes"]?["frames"]?.array ?? [])
                    }
                }
                let frames = body["frames"]?.array
                return [
                    NaiveSequence(
                        labelset: labelset, status: status, sensor: nil, isStill: frames == nil,
                        statesKeyframes: states, frames: frames ?? [body],
                        assets: own["frames"]?.array ?? [own])
                ]
            }
        }
    }
}

extension JSONValue {
    /// A number by its text.
    var double: Double? {
        if case .number(let literal) = self { Double(literal) } else { nil }
    }
}

extension Documents {
    /// A release of these samples: JSON texts.
    static func release(_ taskType: String, _ samples: String...) -> JSONValue {
        parsed(
            """
            {"name":"v1","dataset":{"name":"drives","owner":"acme","task_type":"\(taskType)",
                "task_attributes":{"format_version":"0.1","categories":[{"id":1,"name":"car"},{"id":2,"name":"van"}]},
                "labelsets":[{"name":"truth","is_groundtruth":true}],
                "samples":[\(samples.joined(separator: ","))]}}
            """)
    }

    /// A sample with a label in the labelset `truth`, of these attributes: JSON texts.
    static func sample(
        _ uuid: String = "s1", attributes: String = "{}", metadata: String = "{}", status: String = "LABELED",
        label: String
    ) -> String {
        """
        {"uuid":"\(uuid)","name":"\(uuid)","attributes":\(attributes),"metadata":\(metadata),
         "labels":{"truth":{"label_status":"\(status)","attributes":\(label)}}}
        """
    }
}

/// Task types whose annotations tracks, keyframes, cuboids or points may have.
enum SpaceTasks {
    static let all = ReleaseGenerator.taskTypes.filter { !$0.hasPrefix("text") }
}

/// The key of a row by labelset and category, as naive readings make it.
func groupKey(_ labelset: String, _ annotation: JSONValue?) -> String {
    "\(labelset)|\(annotation?["category_id"]?.integer.map { "\($0)" } ?? "")"
}

extension FigureRows.Row {
    var groupKey: String { "\(self["labelset"] ?? "")|\(self["category_id"] ?? "")" }

    /// Why a figure is not known; nil when it is.
    func reason(_ column: String) -> String? {
        if case .unknown(let needs) = cells[column] { needs } else { nil }
    }
}

/// The middle of some numbers.
func naiveMedian(_ numbers: [Double]) -> Double? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

func naiveMean(_ numbers: [Double]) -> Double? {
    numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
}
