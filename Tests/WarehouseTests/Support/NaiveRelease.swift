import ReleaseFormat
import TestSupport

/// What the views must show of a release, read off its document in the simplest way.
///
/// For documents whose values are of the types that the format page names.
struct NaiveRelease {
    typealias Row = [String: Cell]

    let document: JSONValue

    private var dataset: JSONValue { document["dataset"] ?? .null }

    // MARK: Rows, in the order of the document

    var samples: [Row] {
        document.samples.enumerated().map { position, sample in
            let assets = sample["attributes"] ?? .null
            let sensors = (assets["sensors"]?.array ?? []).compactMap { $0["attributes"]?["frames"]?.array }
            let frames = sensors.max { $0.count < $1.count } ?? assets["frames"]?.array
            let first = frames?.first ?? (frames == nil ? assets : .null)
            let url = first["image"]?["url"] ?? first["pcd"]?["url"]
            return named(sample).merging([
                "position": .integer(Int64(position)), "metadata": .json(sample["metadata"]),
                "attributes": .json(sample["attributes"]), "asset_url": sensors.isEmpty ? .text(url) : .any,
                "frames": frames.map { .integer(Int64($0.count)) } ?? (url == nil ? .any : .integer(1)),
            ]) { $1 }
        }
    }

    var labels: [Row] {
        forEachLabel { sample, labelset, label in
            var row = named(sample)
            row["labelset"] = .text(labelset)
            guard label != .null else {
                row["label_status"] = .text("UNLABELED")
                for column in ["annotations", "frames", "label_type", "score"] { row[column] = .null }
                return [row]
            }
            let frames = self.frames(of: label, labelset)
            row["label_status"] = .text(label["label_status"])
            row["label_type"] = .text(label["label_type"])
            row["score"] = .any
            row["annotations"] = .integer(Int64(frames.reduce(0) { $0 + $1.annotations.count }))
            row["frames"] = .integer(frames.map { $0.number + 1 }.max() ?? 0)
            row["image_attributes"] = .json(label["attributes"]?["image_attributes"])
            return [row]
        }
    }

    var frames: [Row] {
        forEachLabel { sample, labelset, label in
            frames(of: label, labelset).map { frame in
                frame.row(named(sample), label, labelset).merging([
                    "timestamp": .scalar(frame.body["timestamp"]),
                    "annotations": .integer(Int64(frame.annotations.count)),
                    "segmentation_bitmap_url": .text(frame.body["segmentation_bitmap"]?["url"]),
                    "points": frame.points.map { .integer(Int64($0.count)) } ?? .null,
                    "image_attributes": .json(frame.body["image_attributes"]),
                ]) { $1 }
            }
        }
    }

    var annotations: [Row] {
        forEachLabel { sample, labelset, label in
            frames(of: label, labelset).flatMap { frame in
                frame.annotations.enumerated().map { position, annotation in
                    var row = frame.row(named(sample), label, labelset)
                    row["position"] = .integer(Int64(position))
                    row["annotation_id"] = .integer(annotation["id"])
                    row["track_id"] = .integer(annotation["track_id"])
                    row["category_id"] = .integer(annotation["category_id"])
                    row["category"] = category(annotation["category_id"])
                    row["type"] = annotation["type"]?.string.map { .text($0) } ?? .text(frame.untyped)
                    row["is_keyframe"] = .flag(annotation["is_keyframe"])
                    row["attributes"] = .json(annotation["attributes"])
                    row["points"] = .json(annotation["points"])
                    row["point_count"] = pointCount(annotation, frame)
                    row.merge(NaiveShape(annotation).row) { $1 }
                    return row
                }
            }
        }
    }

    // MARK: Pieces

    /// The frames of a label; a still has one.
    private struct Frame {
        var sensor: JSONValue?
        var number: Int64
        var body: JSONValue
        var untyped: JSONValue?

        var annotations: [JSONValue] { body["annotations"]?.array ?? [] }
        var points: [JSONValue]? { body["point_annotations"]?.array }

        func row(_ sample: Row, _ label: JSONValue, _ labelset: String) -> Row {
            sample.merging([
                "labelset": .text(labelset), "label_status": .text(label["label_status"]),
                "sensor": .text(sensor), "frame": .integer(number),
            ]) { $1 }
        }
    }

    private func frames(of label: JSONValue, _ labelset: String) -> [Frame] {
        let body = label["attributes"] ?? .null
        if let sensors = body["sensors"]?.array {
            return sensors.flatMap { sensor in
                sequence(
                    sensor["attributes"]?["frames"]?.array ?? [], sensor["name"], sensor["task_type"]?.string)
            }
        }
        var kind = dataset["task_type"]?.string
        if kind ?? "" == "" { kind = dataset["tasks"]?[labelset]?["task_type"]?.string }
        if let frames = body["frames"]?.array { return sequence(frames, nil, kind) }
        let isSaid = ["annotations", "segmentation_bitmap", "point_annotations"].contains { body[$0] != nil }
        return isSaid ? sequence([body], nil, kind) : []
    }

    private func sequence(_ frames: [JSONValue], _ sensor: JSONValue?, _ kind: String?) -> [Frame] {
        frames.enumerated().map { number, body in
            let isSegmented = body["segmentation_bitmap"] != nil || body["point_annotations"] != nil
            let kind = kind ?? ""
            let word =
                isSegmented || kind.contains("segmentation")
                ? "segment" : kind.hasPrefix("text") ? "span" : nil
            return Frame(
                sensor: sensor, number: Int64(number), body: body, untyped: word.map { .string($0) })
        }
    }

    private func pointCount(_ annotation: JSONValue, _ frame: Frame) -> Cell {
        // Whether ids or track ids are meant is for the reader's own tests.
        guard annotation["track_id"] == nil else { return .any }
        guard let points = frame.points, let id = annotation["id"]?.integer else { return .null }
        return .integer(Int64(points.count { $0.integer == id }))
    }

    private func category(_ id: JSONValue?) -> Cell {
        let lists = (dataset["tasks"]?.members ?? []).compactMap {
            $0.value["attributes"]?["categories"]?.array
        }
        let categories = dataset["task_attributes"]?["categories"]?.array ?? lists.first ?? []
        return .text(categories.last { $0["id"]?.integer == id?.integer && id != nil }?["name"])
    }

    private func named(_ sample: JSONValue) -> Row {
        ["sample_uuid": .text(sample["uuid"]), "sample": .text(sample["name"])]
    }

    private func forEachLabel(_ body: (JSONValue, String, JSONValue) -> [Row]) -> [Row] {
        document.samples.flatMap { sample in
            (sample["labels"]?.members ?? []).flatMap { body(sample, $0.key, $0.value) }
        }
    }
}
