import ReleaseFormat

@testable import Warehouse

/// What some core rules find in a document, read off it in the simplest way.
///
/// For documents whose values are of the types that the format page names.
struct NaiveFindings {
    let document: JSONValue

    static let rules = [
        "annotation.category.undefined", "annotation.track_id.repeated", "label.empty", "link.end.dangling",
        "frame.bitmap.absent", "frame.points.undefined", "label.frames.mismatch", "sample.name.repeated",
    ]

    /// Lines as `RuleCase` writes them, behind the rule; sorted.
    var lines: [String] {
        var lines: [String] = []
        var names: Set<String> = []
        let dataset = document["dataset"] ?? .null
        let task = dataset["task_type"]?.string ?? ""
        let categories = (dataset["task_attributes"]?["categories"]?.array ?? []).compactMap {
            $0["id"]?.text
        }
        for sample in document.samples {
            let uuid = sample["uuid"]?.string ?? ""
            if !names.insert(sample["name"]?.string ?? "").inserted {
                lines.append("sample.name.repeated \(uuid) name")
            }
            for member in sample["labels"]?.members ?? [] where member.value != .null {
                let place = "\(uuid) \(member.key)"
                lines += label(member.value, sample, place, task, categories)
            }
        }
        return lines.sorted()
    }

    private func label(
        _ label: JSONValue, _ sample: JSONValue, _ place: String, _ task: String, _ categories: [String]
    ) -> [String] {
        let body = label["attributes"] ?? .null
        let status = label["label_status"]?.string ?? ""
        var lines: [String] = []
        var all: [(place: String, task: String, frame: JSONValue)] = []
        if let sensors = body["sensors"]?.array {
            for sensor in sensors {
                let name = sensor["name"]?.string ?? ""
                let frames = sensor["attributes"]?["frames"]?.array ?? []
                for (number, frame) in frames.enumerated() {
                    all.append(("\(place) \(name) @\(number)", sensor["task_type"]?.string ?? "", frame))
                }
                let assets = (sample["attributes"]?["sensors"]?.array ?? []).first {
                    $0["name"] == sensor["name"]
                }
                let expected = (assets?["attributes"]?["frames"]?.array ?? []).count
                if !frames.isEmpty, frames.count != expected {
                    lines.append("label.frames.mismatch \(place) \(name) frames")
                }
            }
        } else if let frames = body["frames"]?.array {
            for (number, frame) in frames.enumerated() { all.append(("\(place) @\(number)", task, frame)) }
            let expected = sample["attributes"]?["frames"]?.array?.count ?? 1
            if !frames.isEmpty, frames.count != expected {
                lines.append("label.frames.mismatch \(place) frames")
            }
        } else {
            all.append(("\(place) @0", task, body))
        }
        let annotations = all.flatMap { $0.frame["annotations"]?.array ?? [] }
        for (place, task, frame) in all { lines += self.frame(frame, place, task, status, categories) }
        let ids = Set(annotations.flatMap { [$0["id"]?.text, $0["track_id"]?.text] }.compactMap { $0 })
        for (position, link) in (body["links"]?.array ?? []).enumerated() {
            for end in ["from_id", "to_id"] where !ids.contains(link[end]?.text ?? "") {
                lines.append("link.end.dangling \(place) links[\(position)].\(end)")
            }
        }
        let hasScene = ([body] + all.map(\.frame)).contains {
            !($0["image_attributes"]?.members ?? []).isEmpty
        }
        let hasPoints = all.contains { !($0.frame["point_annotations"]?.array ?? []).isEmpty }
        if ["LABELED", "REVIEWED", "VERIFIED"].contains(status), annotations.isEmpty, !hasScene, !hasPoints {
            lines.append("label.empty \(place) attributes")
        }
        return lines
    }

    private func frame(
        _ frame: JSONValue, _ place: String, _ task: String, _ status: String, _ categories: [String]
    ) -> [String] {
        var lines: [String] = []
        let annotations = frame["annotations"]?.array ?? []
        for (position, annotation) in annotations.enumerated() {
            guard let category = annotation["category_id"]?.text, !categories.contains(category) else {
                continue
            }
            var line = "annotation.category.undefined \(place)"
            if let id = annotation["id"]?.text { line += " #\(id)" }
            if let track = annotation["track_id"]?.text { line += " track \(track)" }
            let isNameless = annotation["id"] == nil && annotation["track_id"] == nil
            lines.append(
                line + " category \(category) " + (isNameless ? "annotations[\(position)]." : "")
                    + "category_id")
        }
        // The generator gives every annotation of a frame another id.
        let tracks = annotations.compactMap { $0["track_id"]?.text }
        for track in Set(tracks) where tracks.filter({ $0 == track }).count > 1 {
            let same = annotations.filter { $0["track_id"]?.text == track }
            var line = "annotation.track_id.repeated \(place)"
            if let id = same[1]["id"]?.text { line += " #\(id)" }
            line += " track \(track)"
            if let category = same[1]["category_id"], category != .null {
                line += " category \(category.text)"
            }
            lines.append(line + " track_id" + (same.count > 2 ? " x\(same.count - 1)" : ""))
        }
        let isBitmap = task.hasPrefix("segmentation-bitmap") || task == "image-segmentation-sequence"
        if isBitmap, !annotations.isEmpty, status != "SKIPPED",
            (frame["segmentation_bitmap"]?["url"]?.string ?? "").isEmpty
        {
            let count = annotations.count > 1 ? " x\(annotations.count)" : ""
            lines.append("frame.bitmap.absent \(place) segmentation_bitmap\(count)")
        }
        let points = (frame["point_annotations"]?.array ?? []).compactMap(\.integer).filter { $0 != 0 }
        let ids = annotations.compactMap { $0["id"]?.integer }
        let trackIDs = annotations.compactMap { $0["track_id"]?.integer }
        let used = Set(points)
        // Track ids are meant where they explain more of the numbers.
        let areTracks = used.subtracting(trackIDs).count < used.subtracting(ids).count
        let owners = Set(
            annotations.compactMap { annotation in
                let id = annotation["id"]?.integer
                let track = annotation["track_id"]?.integer
                return areTracks ? track ?? id : id ?? track
            })
        let strangers = points.filter { !owners.contains($0) }
        if !strangers.isEmpty {
            let count = strangers.count > 1 ? " x\(strangers.count)" : ""
            lines.append("frame.points.undefined \(place) point_annotations\(count)")
        }
        return lines
    }
}
