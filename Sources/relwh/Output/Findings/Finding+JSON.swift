import Warehouse

extension Finding {
    /// Writes the finding as an object of `relwh.validate/1`, on one line. What does not apply is left out.
    ///
    /// There may be millions: nothing is made but the bytes.
    func append(to buffer: inout [UInt8]) {
        JSONText.append(verbatim: "{\"rule\":", to: &buffer)
        JSONText.append(rule, to: &buffer)
        append("severity", severity.rawValue, to: &buffer)
        append("sample_uuid", place.sampleUUID, to: &buffer)
        append("sample", place.sample, to: &buffer)
        append("labelset", place.labelset, to: &buffer)
        append("sensor", place.sensor, to: &buffer)
        append("frame", place.frame.map(Int64.init), to: &buffer)
        append("annotation_id", place.annotationID, to: &buffer)
        append("track_id", place.trackID, to: &buffer)
        append("category_id", place.categoryID, to: &buffer)
        append("category", place.category, to: &buffer)
        append("field", field, to: &buffer)
        append("expected", expected, to: &buffer)
        append("found", found, to: &buffer)
        append("count", Int64(count), to: &buffer)
        append("fingerprint", fingerprint, to: &buffer)
        buffer.append(UInt8(ascii: "}"))
    }

    private func append(_ key: StaticString, _ text: String?, to buffer: inout [UInt8]) {
        guard let text else { return }
        append(key, to: &buffer)
        JSONText.append(text, to: &buffer)
    }

    private func append(_ key: StaticString, _ number: Int64?, to buffer: inout [UInt8]) {
        guard let number else { return }
        append(key, to: &buffer)
        JSONText.append(number, to: &buffer)
    }

    private func append(_ key: StaticString, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: ",\"".utf8)
        buffer.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        buffer.append(contentsOf: "\":".utf8)
    }
}

extension ValidationReport {
    /// The members of `summary` in `relwh.validate/1`.
    var members: [(String, DocumentValue)] {
        var members: [(String, DocumentValue)] = [
            ("samples", .count(summary.samples)),
            ("labels", .count(summary.labels)),
            ("annotations", .count(summary.annotations)),
            ("errors", .count(summary.findings(.error))),
            ("warnings", .count(summary.findings(.warning))),
            ("infos", .count(summary.findings(.info))),
        ]
        if let baseline {
            members.append(
                (
                    "baseline",
                    .members([("hidden", .count(baseline.hidden)), ("gone", .optional(baseline.gone))])
                ))
        }
        let rules = summary.counts.map { count in
            DocumentValue.members([
                ("rule", .string(count.rule.id)), ("severity", .string(count.severity.rawValue)),
                ("findings", .count(count.findings)), ("occurrences", .count(count.occurrences)),
                ("samples", .count(count.samples)),
            ])
        }
        members.append(("rules", .array(rules)))
        return members
    }
}
