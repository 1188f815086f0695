import Warehouse

/// The members of a change, those that it has, in a fixed order.
extension Change {
    var document: DocumentValue {
        var members: [(String, DocumentValue)] = [
            ("level", .string(level.rawValue)), ("change", .string(kind.rawValue)),
        ]
        func add(_ key: String, _ value: DocumentValue?) {
            if let value { members.append((key, value)) }
        }
        add("sample_uuid", sampleUUID.map { .string($0) })
        add("sample", sample.map { .string($0) })
        add("labelset", labelset.map { .string($0) })
        add("sensor", sensor.map { .string($0) })
        add("frame", frame.map { .count($0) })
        add("annotation_id", annotationID.map { .integer($0) })
        add("track_id", trackID.map { .integer($0) })
        add("category", category.map { .string($0) })
        add("matched_by", matchedBy.map { .string($0.rawValue) })
        add("score", score.map { .real($0) })
        add("from", from.map { .verbatim($0.text) })
        add("to", to.map { .verbatim($0.text) })
        if kind != .added, kind != .removed { add("fields", .array(fields.map(\.document))) }
        return .members(members)
    }
}

extension FieldChange {
    fileprivate var document: DocumentValue {
        var members: [(String, DocumentValue)] = [("field", .string(field))]
        func add(_ key: String, _ value: DocumentValue?) {
            if let value { members.append((key, value)) }
        }
        add("sensor", sensor.map { .string($0) })
        add("frame", frame.map { .count($0) })
        add("from", from.map { .verbatim($0.text) })
        add("to", to.map { .verbatim($0.text) })
        add("iou", geometry?.iou.map { .real($0) })
        add("center_shift", geometry?.centerShift.map { .real($0) })
        add("size_ratio", geometry?.sizeRatio.map { .real($0) })
        add("angle", geometry?.angle.map { .real($0) })
        return .members(members)
    }
}

extension DiffSummary {
    var document: DocumentValue {
        func counts(_ members: [(String, Int)]) -> DocumentValue {
            .members(members.map { ($0, .count($1)) })
        }
        return .members([
            (
                "categories",
                counts([
                    ("added", categories.added), ("removed", categories.removed),
                    ("renamed", categories.renamed), ("renumbered", categories.renumbered),
                    ("modified", categories.modified),
                ])
            ),
            (
                "labelsets",
                counts([
                    ("added", labelsets.added), ("removed", labelsets.removed),
                    ("modified", labelsets.modified),
                ])
            ),
            (
                "samples",
                counts([
                    ("added", samples.added), ("removed", samples.removed), ("modified", samples.modified),
                    ("renamed", samples.renamed), ("unchanged", samples.unchanged),
                ])
            ),
            (
                "labels",
                counts([
                    ("added", labels.added), ("removed", labels.removed), ("modified", labels.modified),
                    ("unchanged", labels.unchanged), ("status_changed", labels.statusChanged),
                    ("mask_changed", labels.maskChanged),
                ])
            ),
            (
                "annotations",
                counts([
                    ("added", annotations.added), ("removed", annotations.removed),
                    ("modified", annotations.modified), ("unchanged", annotations.unchanged),
                    ("recategorized", annotations.recategorized),
                    ("geometry_changed", annotations.geometryChanged),
                    ("attributes_changed", annotations.attributesChanged),
                ])
            ),
            (
                "links",
                counts([
                    ("added", links.added), ("removed", links.removed), ("modified", links.modified),
                ])
            ),
            (
                "status_transitions",
                .array(
                    statusTransitions.map { transition in
                        .members([
                            ("labelset", .string(transition.labelset)), ("from", .optional(transition.from)),
                            ("to", .optional(transition.to)), ("labels", .count(transition.labels)),
                        ])
                    })
            ),
            (
                "hidden",
                .array(
                    hidden.map {
                        .members([("rule", .string($0.rule)), ("differences", .count($0.differences))])
                    }
                )
            ),
        ])
    }
}

/// Writes `relwh.diff/1`: changes as they come, the summary last.
final class DiffDocument {
    private let output: Output
    private var isFirst = true

    init(output: Output) { self.output = output }

    func begin(from: String, to: String) throws {
        try output.write { buffer in
            JSONText.append(
                verbatim: "{\n  \"schema\": \"relwh.diff/1\",\n  \"from\": {\"ref\": ", to: &buffer)
            JSONText.append(from, to: &buffer)
            JSONText.append(verbatim: "},\n  \"to\": {\"ref\": ", to: &buffer)
            JSONText.append(to, to: &buffer)
            JSONText.append(verbatim: "},\n  \"changes\": [", to: &buffer)
        }
    }

    func change(_ change: Change) throws {
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "\n    " : ",\n    ", to: &buffer)
            LineSafe.append(change.document, to: &buffer)
        }
        isFirst = false
    }

    /// A change, or the summary, as a line of its own.
    static func writeLine(_ document: DocumentValue, to output: Output) throws {
        guard case .members(let members) = document else { return }
        try output.write { buffer in
            LineSafe.append(.members([("schema", .string("relwh.diff/1"))] + members), to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ summary: DiffSummary) throws {
        try output.write { buffer in
            JSONText.append(
                verbatim: isFirst ? "],\n  \"summary\": " : "\n  ],\n  \"summary\": ", to: &buffer)
            summary.document.append(to: &buffer)
            JSONText.append(verbatim: "\n}\n", to: &buffer)
        }
    }
}
