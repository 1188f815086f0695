import ReleaseFormat
import SQLite

/// Writes a label as a release file has it.
struct LabelText {
    private typealias Object = SampleText.Object
    private let label: StoredLabel.Content

    init(_ label: StoredLabel.Content) {
        self.label = label
    }

    func write(to text: inout JSONBuilder) throws {
        var object = Object(&text, extra: try SampleText.members(label.extra))
        label.forEachColumn { object.member($0, $1, &text) }
        if label.structure != nil {
            let rest = object.take("attributes")
            text.key("attributes")
            try writeBody(rest?.members ?? [], &text)
        }
        object.close(&text)
    }

    private func writeBody(_ extra: [JSONValue.Member], _ text: inout JSONBuilder) throws {
        var object = Object(&text, extra: extra)
        object.member("format_version", SampleText.json(label.formatVersion), &text)
        var frames = label.frames[...]
        switch label.structure {
        case "still": if let frame = frames.first { try FrameText(frame).writeMembers(&object, &text) }
        case "sequence": try Self.writeFrames(&frames, count: frames.count, &text)
        default: try writeSensors(object.take("sensors")?.array ?? [], &frames, &text)
        }
        object.member("image_attributes", label.imageAttributes, &text)
        if let links = label.links {
            text.key("links")
            text.open("[")
            for link in links { try Self.write(link, &text) }
            text.close("]")
        }
        object.close(&text)
    }

    private static func writeFrames(
        _ frames: inout ArraySlice<StoredFrame>, count: Int, _ text: inout JSONBuilder
    ) throws {
        // Of a damaged warehouse the number may be anything.
        let count = max(count, 0)
        text.key("frames")
        text.open("[")
        for frame in frames.prefix(count) { try FrameText(frame).write(to: &text) }
        frames = frames.dropFirst(count)
        text.close("]")
    }

    private func writeSensors(
        _ rests: [JSONValue], _ frames: inout ArraySlice<StoredFrame>, _ text: inout JSONBuilder
    ) throws {
        text.key("sensors")
        text.open("[")
        for (index, sensor) in (label.sensors ?? []).enumerated() {
            var object = Object(&text, extra: index < rests.count ? rests[index].members ?? [] : [])
            object.member("name", sensor.name.map(SampleText.json), &text)
            object.member("task_type", sensor.taskType.map(SampleText.json), &text)
            if let structure = sensor.structure {
                let rest = object.take("attributes")
                text.key("attributes")
                var body = Object(&text, extra: rest?.members ?? [])
                body.member("format_version", SampleText.json(sensor.formatVersion), &text)
                if structure == "sequence" {
                    try Self.writeFrames(&frames, count: sensor.frames, &text)
                } else if sensor.frames > 0, let frame = frames.popFirst() {
                    try FrameText(frame).writeMembers(&body, &text)
                }
                body.close(&text)
            }
            object.close(&text)
        }
        text.close("]")
    }

    private static func write(_ link: StoredLink, _ text: inout JSONBuilder) throws {
        var object = Object(&text, extra: try SampleText.members(link.extra))
        link.forEachColumn { object.member($0, $1, &text) }
        object.close(&text)
    }
}

/// Writes a frame, or the body of a still, as a release file has it.
struct FrameText {
    private let frame: StoredFrame

    init(_ frame: StoredFrame) {
        self.frame = frame
    }

    func write(to text: inout JSONBuilder) throws {
        var object = SampleText.Object(&text, extra: try SampleText.members(frame.extra))
        object.member("format_version", SampleText.json(frame.formatVersion), &text)
        try writeMembers(&object, &text)
        object.member("image_attributes", frame.imageAttributes, &text)
        object.close(&text)
    }

    /// What frames and still bodies have in common.
    func writeMembers(_ object: inout SampleText.Object, _ text: inout JSONBuilder) throws {
        object.member("timestamp", SampleText.json(frame.timestamp), &text)
        if let annotations = frame.annotations {
            text.key("annotations")
            text.open("[")
            for annotation in annotations { try Self.write(annotation, &text) }
            text.close("]")
        }
        object.member(
            "segmentation_bitmap",
            frame.segmentationBitmapURL.map { "{\"url\":\(SampleText.json($0))}" }, &text)
        if let runs = frame.pointRuns { object.member("point_annotations", Self.list(runs), &text) }
    }

    private static func list(_ runs: [UInt8]) -> String {
        var text = "["
        var isFirst = true
        _ = runs.withUnsafeBytes { bytes in
            PointRuns.forEach(in: bytes) { value, count in
                let item = "\(value)"
                for _ in 0..<count {
                    if !isFirst { text += "," }
                    isFirst = false
                    text += item
                }
            }
        }
        return text + "]"
    }

    private static func write(_ annotation: StoredAnnotation, _ text: inout JSONBuilder) throws {
        var object = SampleText.Object(&text, extra: try SampleText.members(annotation.extra))
        annotation.forEachColumn { object.member($0, $1, &text) }
        object.close(&text)
    }
}
