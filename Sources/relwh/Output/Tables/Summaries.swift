import Warehouse

// The members of what the warehouse says of its things, in the order of the views' columns.

extension ReleaseSummary {
    var members: [(String, DocumentValue)] {
        [
            ("ref", .string(ref)),
            ("dataset", .string(dataset)),
            ("release", .string(release)),
            ("description", .optional(description)),
            ("created_at", .optional(createdAt)),
            ("task_type", .optional(taskType)),
            ("samples", .count(samples)),
            ("labels", .count(labels)),
            ("annotations", .count(annotations)),
            ("imported_at", .string(importedAt)),
            ("source", .string(source)),
            ("source_bytes", .count(sourceBytes)),
            ("digest", .string(digest)),
        ]
    }
}

extension LabelsetSummary {
    var members: [(String, DocumentValue)] {
        [
            ("ref", .string(ref)),
            ("labelset", .string(labelset)),
            ("position", .optional(position)),
            ("description", .optional(description)),
            ("is_groundtruth", .optional(isGroundtruth)),
            ("created_at", .optional(createdAt)),
            ("labels", .count(labels)),
            ("annotations", .count(annotations)),
        ]
    }
}

extension CategorySummary {
    var members: [(String, DocumentValue)] {
        [
            ("ref", .string(ref)),
            ("category_id", .optional(categoryID)),
            ("position", .count(position)),
            ("category", .optional(category)),
            ("color", .embedded(color)),
            ("has_instances", .optional(hasInstances)),
            ("annotations", .count(annotations)),
            (
                "annotations_by_labelset",
                .members(byLabelset.map { ($0.labelset, .count($0.annotations)) })
            ),
        ]
    }
}

extension ReleaseDetail {
    /// `relwh.show/1`.
    var document: JSONDocument {
        JSONDocument(
            thing: "show",
            members: [
                ("release", .members(release.members + [("extra", .embedded(extra))])),
                ("labelsets", .array(labelsets.map { .members($0.members) })),
                ("categories", .array(categories.map { .members($0.members) })),
                ("statuses", .array(statuses.map { .members($0.members) })),
                ("types", .array(types.map { .members($0.members) })),
                ("sensors", .array(sensors.map { .members($0.members) })),
            ])
    }
}

extension SensorSummary {
    var members: [(String, DocumentValue)] {
        [
            ("ref", .string(ref)),
            ("labelset", .string(labelset)),
            ("sensor", .optional(sensor)),
            ("task_type", .optional(taskType)),
            ("samples", .count(samples)),
            ("frames", .count(frames)),
            ("annotations", .count(annotations)),
        ]
    }
}

extension StatusCount {
    var members: [(String, DocumentValue)] {
        [("labelset", .string(labelset)), ("status", .string(status)), ("labels", .count(labels))]
    }
}

extension TypeCount {
    var members: [(String, DocumentValue)] {
        [("labelset", .string(labelset)), ("type", .optional(type)), ("annotations", .count(annotations))]
    }
}

extension WarehouseInformation {
    /// `relwh.info/1`.
    var document: JSONDocument {
        JSONDocument(
            thing: "info",
            members: [
                ("path", .string(path)),
                ("bytes", .count(bytes)),
                ("schema_version", .count(schemaVersion)),
                ("newest_schema_version", .count(newestSchemaVersion)),
                ("sqlite_version", .string(sqliteVersion)),
                ("datasets", .count(datasets)),
                ("releases", .count(releases)),
                ("tables", .array(tables.map { .members($0.members) })),
            ])
    }
}

extension TableSize {
    var members: [(String, DocumentValue)] {
        [("table", .string(table)), ("rows", .count(rows)), ("bytes", .optional(bytes))]
    }
}

extension CategorySummary {
    /// The labelsets in which some categories are counted, as they come.
    static func labelsets(of categories: [CategorySummary]) -> [String] {
        var seen: Set<[UInt8]> = []
        return categories.flatMap(\.byLabelset).map(\.labelset).filter {
            seen.insert(Array($0.utf8)).inserted
        }
    }

    /// The heading of a labelset's annotations; the only one needs no name.
    static func title(ofLabelset name: String, among names: [String]) -> String {
        names.count == 1 ? "annotations" : SafeText.shown(name)
    }

    /// nil where the release does not have the labelset.
    func annotations(in labelset: String) -> Int? {
        byLabelset.first { $0.labelset.isExactly(labelset) }?.annotations
    }
}
