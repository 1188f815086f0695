import ReleaseFormat
import Warehouse

/// `relwh.changelog/1`.
enum ChangelogDocument {
    static func document(_ entries: [ChangelogEntry]) -> JSONDocument {
        JSONDocument(
            thing: "changelog",
            members: [
                ("dataset", .optional(entries.first?.release.dataset)),
                ("releases", .array(entries.map { .members($0.members) })),
            ])
    }

    static func writeLine(_ entry: ChangelogEntry, to output: Output) throws {
        try output.write { buffer in
            let start = buffer.count
            DocumentValue.members([("schema", .string("relwh.changelog/1"))] + entry.members)
                .append(to: &buffer)
            JSONText.escapeControls(in: &buffer, from: start)
            buffer.append(UInt8(ascii: "\n"))
        }
    }
}

extension ChangelogEntry {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("ref", .string(release.ref)),
            ("dataset", .string(release.dataset)),
            ("release", .string(release.release)),
            ("created_at", .optional(release.createdAt)),
            ("imported_at", .string(release.importedAt)),
            ("description", .optional(release.description)),
            ("samples", .count(release.samples)),
            ("labels", .count(release.labels)),
            ("annotations", .count(release.annotations)),
            ("previous", .optional(previous?.ref)),
            ("changes", changes.map { .members($0.members) } ?? .null),
            ("beginning", beginning.map { .members($0.members) } ?? .null),
        ]
    }
}

extension ChangelogEntry.Changes {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("summary", .members(summary.members)),
            (
                "annotations",
                .array(
                    annotations.map { category in
                        .members([
                            ("category", .optional(category.category)), ("added", .count(category.added)),
                            ("removed", .count(category.removed)), ("modified", .count(category.modified)),
                        ])
                    })
            ),
            ("categories", .array(categories.map(\.object))),
            ("labelsets", .array(labelsets.map(\.object))),
            (
                "fields",
                .array(
                    fields.map { field in
                        .members([
                            ("field", .string(field.path)), ("from", Self.value(field.from)),
                            ("to", Self.value(field.to)),
                        ])
                    })
            ),
        ]
    }

    private static func value(_ value: JSONValue?) -> DocumentValue {
        value.map { .verbatim($0.text) } ?? .null
    }
}

extension ChangelogEntry.Beginning {
    fileprivate var members: [(String, DocumentValue)] {
        [
            (
                "labelsets",
                .array(
                    labelsets.map { labelset in
                        .members([
                            ("labelset", .string(labelset.labelset)), ("labels", .count(labelset.labels)),
                            ("annotations", .count(labelset.annotations)),
                        ])
                    })
            ),
            (
                "categories",
                .array(
                    categories.map { category in
                        .members([
                            ("category_id", .optional(category.categoryID)),
                            ("category", .optional(category.category)),
                            ("annotations", .count(category.annotations)),
                        ])
                    })
            ),
        ]
    }
}
