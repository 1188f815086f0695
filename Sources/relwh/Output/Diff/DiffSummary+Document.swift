import Warehouse

extension DiffSummary {
    /// `summary` of `relwh.diff/1`.
    var members: [(String, DocumentValue)] {
        [
            (
                "categories",
                .counts([
                    ("added", categories.added), ("removed", categories.removed),
                    ("renamed", categories.renamed), ("renumbered", categories.renumbered),
                    ("modified", categories.modified),
                ])
            ),
            (
                "labelsets",
                .counts([
                    ("added", labelsets.added), ("removed", labelsets.removed),
                    ("modified", labelsets.modified),
                ])
            ),
            (
                "samples",
                .counts([
                    ("added", samples.added), ("removed", samples.removed), ("modified", samples.modified),
                    ("renamed", samples.renamed), ("unchanged", samples.unchanged),
                ])
            ),
            (
                "labels",
                .counts([
                    ("added", labels.added), ("removed", labels.removed), ("modified", labels.modified),
                    ("unchanged", labels.unchanged), ("status_changed", labels.statusChanged),
                    ("mask_changed", labels.maskChanged),
                ])
            ),
            (
                "annotations",
                .counts([
                    ("added", annotations.added), ("removed", annotations.removed),
                    ("modified", annotations.modified), ("unchanged", annotations.unchanged),
                    ("recategorized", annotations.recategorized),
                    ("geometry_changed", annotations.geometryChanged),
                    ("attributes_changed", annotations.attributesChanged),
                ])
            ),
            (
                "links",
                .counts([
                    ("added", links.added), ("removed", links.removed), ("modified", links.modified),
                ])
            ),
            (
                "status_transitions",
                .array(
                    statusTransitions.map { one in
                        .members([
                            ("labelset", .string(one.labelset)), ("from", .optional(one.from)),
                            ("to", .optional(one.to)), ("labels", .count(one.labels)),
                        ])
                    })
            ),
            (
                "hidden",
                .array(
                    hidden.map { one in
                        .members([("rule", .string(one.rule)), ("differences", .count(one.differences))])
                    })
            ),
        ]
    }
}

extension DocumentValue {
    fileprivate static func counts(_ counts: [(String, Int)]) -> DocumentValue {
        .members(counts.map { ($0.0, .count($0.1)) })
    }
}
