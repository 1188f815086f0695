import ReleaseFormat
import Warehouse

@testable import relwh

/// A diff made by hand, with a change of every kind.
struct EveryChange {
    var frame = DiffFrame(
        from: .init(ref: "acme/street-scenes@v1", createdAt: "2025-03-20 10:00:00.000111+00:00"),
        to: .init(
            ref: "acme/street-scenes@v2", createdAt: "2025-04-14 16:20:00.000222+00:00", file: "v2.json"))
    var changes: [Change] = []
    var summary = DiffSummary()

    init() throws {
        changes = [
            try change(.release, .modified) {
                $0.fields = [
                    FieldChange("name", from: .string("v1"), to: .string("v2")),
                    FieldChange("description", to: .string("second pass:\nmore cyclists")),
                ]
            }
        ]
        try addCategories()
        changes += [
            try change(.labelset, .added) {
                $0.labelset = "detector-7"
                $0.to = try JSONValue(text: #"{"name":"detector-7","is_groundtruth":false}"#)
            },
            try change(.labelset, .removed) {
                $0.labelset = "old"
                $0.from = try JSONValue(text: #"{"name":"old"}"#)
            },
            try change(.labelset, .modified) {
                $0.labelset = "ground-truth"
                $0.fields = [FieldChange("description", from: .string(""), to: .string("checked twice"))]
            },
        ]
        try addStill()
        try addSequence()
        try addOthers()
        addFigures()
    }

    private mutating func addCategories() throws {
        changes += [
            try change(.category, .added) {
                $0.category = "tram"
                $0.to = try JSONValue(text: #"{"id":7,"name":"tram","color":[1,2,3]}"#)
            },
            try change(.category, .removed) {
                $0.category = "cross|walk"
                $0.from = try JSONValue(text: #"{"id":5,"name":"cross|walk"}"#)
            },
            try change(.category, .renamed) {
                $0.category = "person"
                $0.fields = [FieldChange("name", from: .string("pedestrian"), to: .string("person"))]
            },
            try change(.category, .renumbered) {
                $0.category = "car"
                $0.fields = [FieldChange("id", from: .number("1"), to: .number("10"))]
            },
            try change(.category, .modified) {
                $0.category = "cyclist"
                $0.fields = [
                    FieldChange(
                        "color", from: try JSONValue(text: "[90,171,97]"),
                        to: try JSONValue(text: "[0,0,0]"))
                ]
            },
            try change(.attributeDefinition, .added) {
                $0.category = "car"
                $0.to = try JSONValue(text: #"{"scope":"object","name":"colour","input_type":"text"}"#)
            },
        ]
    }

    /// A still image: one label with a bit of everything.
    private mutating func addStill() throws {
        let sample = ("7644a3b5-cf64-4604-9297-3392acd6f57c", "harbour_0001.jpg")
        func still(_ level: Change.Level, _ kind: Change.Kind, _ fill: (inout Change) throws -> Void) throws
            -> Change
        {
            try change(level, kind) {
                ($0.sampleUUID, $0.sample) = sample
                if level != .sample { $0.labelset = "ground-truth" }
                if level == .annotation { ($0.frame, $0.isStill) = (0, true) }
                try fill(&$0)
            }
        }
        changes += [
            try still(.sample, .modified) {
                $0.fields = [
                    FieldChange("metadata.city", from: .string("Antwerp"), to: .string("New Ghent")),
                    FieldChange("metadata.speed_kmh", from: .number("31.5")),
                ]
            },
            try still(.label, .modified) {
                $0.fields = [
                    FieldChange("label_status", from: .string("LABELED"), to: .string("REVIEWED")),
                    FieldChange("image_attributes.weather", from: .string("rain"), to: .string("dry")),
                ]
            },
            try still(.annotation, .modified) {
                $0.annotationID = 12
                $0.category = "car"
                $0.matchedBy = .id
                $0.fields = [
                    FieldChange(
                        "geometry", from: try JSONValue(text: "[[412,388.5],[655,540]]"),
                        to: try JSONValue(text: "[[412,390],[652,541]]"),
                        geometry: GeometryChange(iou: 0.8216, centerShift: 4.123, sizeRatio: 0.97)),
                    FieldChange("attributes.occluded", from: .bool(false), to: .bool(true)),
                ]
            },
            try still(.annotation, .modified) {
                $0.annotationID = 13
                $0.category = "van"
                $0.matchedBy = .geometry
                $0.score = 0.9251
                $0.fields = [
                    FieldChange("category", from: .string("car"), to: .string("van")),
                    FieldChange("id", from: .number("3"), to: .number("13")),
                ]
            },
            try still(.annotation, .added) {
                $0.annotationID = 14
                $0.category = "cyclist"
                $0.to = try JSONValue(
                    text: #"{"id":14,"category_id":3,"type":"bbox","points":[[860,372],[902,455]]}"#)
            },
            try still(.annotation, .removed) {
                $0.annotationID = 2
                $0.category = "lane marking"
                $0.from = try JSONValue(
                    text: #"{"id":2,"category_id":4,"type":"polyline","points":[[0,690]]}"#)
            },
            try still(.link, .added) {
                $0.to = try JSONValue(text: #"{"from_id":12,"to_id":14}"#)
            },
            try still(.link, .modified) {
                $0.to = try JSONValue(text: #"{"from_id":12,"to_id":13,"attributes":{"kind":"tows"}}"#)
                $0.from = try JSONValue(text: #"{"from_id":12,"to_id":13,"attributes":{}}"#)
                $0.fields = [FieldChange("attributes.kind", to: .string("tows"))]
            },
            try still(.label, .added) {
                $0.labelset = "detector-7"
                $0.to = try JSONValue(text: #"{"label_status":"PRELABELED","annotations":12}"#)
            },
        ]
    }

    /// A sequence of several sensors: a track that moved in many frames, and more objects than are shown.
    private mutating func addSequence() throws {
        func of(_ kind: Change.Kind, frame: Int, track: Int64, _ fill: (inout Change) throws -> Void) throws
            -> Change
        {
            try change(.annotation, kind) {
                ($0.sampleUUID, $0.sample) = ("a2", "drive <7> `a`")
                ($0.labelset, $0.sensor, $0.frame) = ("ground-truth", "lidar", frame)
                ($0.annotationID, $0.trackID, $0.category) = (track, track, "car")
                try fill(&$0)
            }
        }
        for frame in 3...41 where frame != 20 {
            changes.append(
                try of(.modified, frame: frame, track: 7) {
                    $0.matchedBy = .trackID
                    $0.fields = [
                        FieldChange(
                            "geometry",
                            geometry: GeometryChange(
                                iou: 0.9 - Double(frame) / 100, centerShift: Double(frame) / 10, sizeRatio: 1,
                                angle: 0.25)),
                        FieldChange("attributes.speed", from: .number("1"), to: .number("\(frame)")),
                        FieldChange("attributes.state", from: .string("parked"), to: .string("moving")),
                    ]
                })
        }
        for frame in 5...6 {
            changes.append(
                try of(.removed, frame: frame, track: 8) {
                    $0.from = try JSONValue(text: #"{"id":8,"track_id":8,"is_keyframe":\#(frame == 5)}"#)
                })
        }
        changes.append(
            try of(.modified, frame: 9, track: 9) {
                $0.annotationID = 90
                $0.matchedBy = .trackID
                $0.fields = [FieldChange("is_keyframe", from: .bool(true), to: .bool(false))]
            })
        for track in Int64(10)..<24 {
            changes.append(try of(.added, frame: 0, track: track) { $0.to = .object([]) })
        }
    }

    private mutating func addOthers() throws {
        func sample(_ uuid: String, _ name: String?, _ kind: Change.Kind, _ field: FieldChange? = nil) throws
            -> Change
        {
            try change(.sample, kind) {
                ($0.sampleUUID, $0.sample) = (uuid, name)
                $0.fields = field.map { [$0] } ?? []
                if kind == .added { $0.to = .object([.init("uuid", .string(uuid))]) }
                if kind == .removed { $0.from = .object([.init("uuid", .string(uuid))]) }
            }
        }
        changes += [
            try sample("b1", "harbour_0009.jpg", .added),
            try sample("b2", nil, .removed),
            try sample(
                "b3", "quay.jpg", .renamed,
                FieldChange("name", from: .string("\u{1B}[31mquay\n.jpg"), to: .string("quay.jpg"))),
            try change(.label, .modified) {
                ($0.sampleUUID, $0.sample, $0.labelset) = ("b4", "masks.png", "ground-truth")
                $0.fields = [
                    FieldChange(
                        "mask.url", from: .string("https://e.org/masks/1.png"),
                        to: .string("https://e.org/masks/2.png"))
                ]
            },
            try change(.label, .modified) {
                ($0.sampleUUID, $0.sample, $0.labelset) = ("b6", "clouds", "ground-truth")
                $0.fields = (3...8).map { FieldChange("point_annotations", sensor: "lidar", frame: $0) }
                $0.fields += (0...1).map { frame in
                    FieldChange("mask", to: .string("https://e.org/\(frame ?? 0).png"), frame: frame)
                }
                $0.fields += [
                    FieldChange(
                        "image_attributes.weather", from: .string("rain"), to: .string("dry"), frame: 4)
                ]
            },
            try change(.label, .removed) {
                ($0.sampleUUID, $0.sample, $0.labelset) = ("b5", "line\nbreak", "ground-truth")
                $0.from = try JSONValue(text: #"{"label_status":"LABELED"}"#)
            },
        ]
    }

    private mutating func addFigures() {
        summary.categories.added = 1
        summary.categories.removed = 1
        summary.categories.renamed = 1
        summary.categories.renumbered = 1
        summary.categories.modified = 1
        summary.labelsets.added = 1
        summary.labelsets.removed = 1
        summary.labelsets.modified = 1
        summary.samples.added = 1
        summary.samples.removed = 1
        summary.samples.modified = 2
        summary.samples.renamed = 1
        summary.samples.unchanged = 1_204
        summary.labels.added = 1
        summary.labels.removed = 1
        summary.labels.modified = 3
        summary.labels.unchanged = 1_200
        summary.labels.statusChanged = 3
        summary.labels.maskChanged = 1
        summary.annotations.added = 15
        summary.annotations.removed = 3
        summary.annotations.modified = 41
        summary.annotations.unchanged = 20_000
        summary.annotations.recategorized = 1
        summary.annotations.geometryChanged = 39
        summary.annotations.attributesChanged = 39
        summary.links.added = 1
        summary.links.modified = 1
        summary.statusTransitions = [
            .init(labelset: "ground-truth", from: "LABELED", to: "REVIEWED", labels: 2),
            .init(labelset: "ground-truth", from: "LABELED", to: nil, labels: 1),
            .init(labelset: "ground-truth", from: "SKIPPED", to: "REVIEWED", labels: 1_000),
        ]
        summary.hidden = [
            .init(rule: "signed urls", differences: 1_300), .init(rule: "tolerance 1e-06", differences: 2),
        ]
    }
}

private func change(
    _ level: Change.Level, _ kind: Change.Kind, _ fill: (inout Change) throws -> Void
) throws -> Change {
    var change = Change(level, kind)
    try fill(&change)
    return change
}
