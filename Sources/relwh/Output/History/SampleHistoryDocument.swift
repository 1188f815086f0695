import Warehouse

/// `relwh.history/1`.
struct SampleHistoryDocument {
    var history: SampleHistory
    var track: Int64?

    func write(to output: Output) throws {
        try JSONDocument(
            thing: "history",
            members: head + [("releases", .array(history.entries.map { .members($0.members) }))]
        ).write(to: output)
    }

    /// A release a line, each with what it is of.
    func writeLines(to output: Output) throws {
        for entry in history.entries {
            try output.write { buffer in
                let start = buffer.count
                DocumentValue.members([("schema", .string("relwh.history/1"))] + head + entry.members)
                    .append(to: &buffer)
                JSONText.escapeControls(in: &buffer, from: start)
                buffer.append(UInt8(ascii: "\n"))
            }
        }
    }

    private var head: [(String, DocumentValue)] {
        [
            ("sample_uuid", .string(history.sampleUUID)), ("sample", .optional(history.sample)),
            ("dataset", .string(history.dataset)),
        ] + (track.map { [("track_id", .integer($0))] } ?? [])
    }
}

extension SampleHistory.Entry {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("ref", .string(release.ref)),
            ("created_at", .optional(release.createdAt)),
            ("change", .string(kind.rawValue)),
            ("previous", .optional(previous)),
            (
                "labels",
                .array(
                    labels.map { label in
                        .members([
                            ("labelset", .string(label.labelset)), ("label_status", .optional(label.status)),
                            ("annotations", .count(label.annotations)),
                        ])
                    })
            ),
            ("changes", .array(changes.map(\.object))),
        ]
    }
}

extension Change {
    /// The change as in `relwh.diff/1`.
    var object: DocumentValue {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return .verbatim(String(decoding: bytes, as: UTF8.self))
    }
}
