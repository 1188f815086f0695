import Warehouse

/// What `relwh log` writes, in every format: nested in JSON, flat in the delimited formats, in blocks for people.
struct LogOutput {
    var entries: [LogEntry]

    func write(to output: Output, format: RowFormat, color: ColorChoice) throws {
        switch format {
        case .table: try writeBlocks(to: output, color: color)
        case .json: try document.write(to: output)
        case .ndjson:
            for entry in entries {
                try output.write { buffer in
                    DocumentValue.members(entry.members).append(to: &buffer)
                    buffer.append(UInt8(ascii: "\n"))
                }
            }
        case .record, .csv, .excel, .tsv, .markdown:
            try listing.write(to: output, format: format, color: color)
        }
    }

    private func writeBlocks(to output: Output, color: ColorChoice) throws {
        let text = LogText(
            style: output.style(color), limit: output.isTerminal ? output.width : nil)
        for (index, entry) in entries.enumerated() {
            if index > 0 { try output.write(line: "") }
            for line in text.lines(of: entry) { try output.write(line: line) }
        }
    }

    /// `relwh.log/1`.
    private var document: JSONDocument {
        JSONDocument(thing: "log", members: [("releases", .array(entries.map { .members($0.members) }))])
    }

    private var listing: Listing {
        Listing(name: "log", columns: Self.columns, rows: entries.map(\.row))
    }

    private static let columns: [Listing.Column] =
        ["ref", "dataset", "release", "created_at", "imported_at", "description"].map {
            Listing.Column($0, title: $0)
        }
        + ["samples", "labels", "annotations"].map { Listing.Column($0, title: $0, isNumeric: true) }
        + [Listing.Column("previous", title: "previous")]
        + [
            "samples_added", "samples_removed", "samples_modified", "labels_added", "labels_removed",
            "labels_modified", "labels_status_changed", "annotations_before", "annotations_delta",
            "categories_added", "categories_removed", "categories_renamed", "categories_renumbered",
        ].map { Listing.Column($0, title: $0, isNumeric: true) }
}

extension LogEntry {
    /// What the release is, in every format.
    private var summary: [(String, DocumentValue)] {
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
            ("previous", .optional(previous)),
        ]
    }

    fileprivate var members: [(String, DocumentValue)] {
        summary + [("changes", changes.map { .members($0.members) } ?? .null)]
    }

    fileprivate var row: [DocumentValue] {
        let counts: [Int?] = [
            changes?.samples.added, changes?.samples.removed, changes?.samples.modified,
            changes?.labels.added, changes?.labels.removed, changes?.labels.modified,
            changes?.labels.statusChanged, changes?.annotations.before, changes?.annotations.delta,
            changes?.categories.added.count, changes?.categories.removed.count,
            changes?.categories.renamed.count, changes?.categories.renumbered.count,
        ]
        return summary.map(\.1) + counts.map(DocumentValue.optional)
    }
}

extension LogEntry.Changes {
    fileprivate var members: [(String, DocumentValue)] {
        [
            (
                "samples",
                .members([
                    ("added", .count(samples.added)), ("removed", .count(samples.removed)),
                    ("modified", .count(samples.modified)),
                ])
            ),
            ("labels", .members(labels.members)),
            (
                "labelsets",
                .array(
                    labelsets.map { labelset in
                        .members(
                            [("labelset", .string(labelset.labelset))] + labelset.labels.members
                                + [("annotations", .members(labelset.annotations.members))])
                    })
            ),
            ("annotations", .members(annotations.members)),
            ("categories", .members(categories.members)),
        ]
    }
}

extension LogEntry.Labels {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("added", .count(added)), ("removed", .count(removed)), ("modified", .count(modified)),
            ("status_changed", .count(statusChanged)),
        ]
    }
}

extension LogEntry.Annotations {
    fileprivate var members: [(String, DocumentValue)] {
        [("before", .count(before)), ("after", .count(after)), ("delta", .count(delta))]
    }
}

extension CategoryChanges {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("added", .count(added.count)), ("removed", .count(removed.count)),
            ("renamed", .count(renamed.count)), ("renumbered", .count(renumbered.count)),
            ("changes", .array(changes)),
        ]
    }

    private var changes: [DocumentValue] {
        func change(_ word: String, _ from: CategoryIdentity?, _ to: CategoryIdentity?) -> DocumentValue {
            .members([
                ("change", .string(word)), ("from", from.map { .members($0.members) } ?? .null),
                ("to", to.map { .members($0.members) } ?? .null),
            ])
        }
        return added.map { change("added", nil, $0) } + removed.map { change("removed", $0, nil) }
            + renamed.map { change("renamed", $0.from, $0.to) }
            + renumbered.map { change("renumbered", $0.from, $0.to) }
    }
}

extension CategoryIdentity {
    fileprivate var members: [(String, DocumentValue)] {
        [("category_id", .optional(id)), ("category", .optional(name))]
    }
}
