import ReleaseFormat

/// Rules on the status of a label, and on what it promises.
final class LabelStatusRules: ContentRules {
    static let unknown = Rule(
        "label.status.unknown", .core, .error,
        summary: "a label's status is not one the platform knows",
        definition: """
            The `label_status` of a label is not one of UNLABELED, PRELABELED, LABELING_IN_PROGRESS, \
            LABELED, REVIEWING_IN_PROGRESS, REVIEWED, REJECTED, SKIPPED, VERIFIED, spelled exactly like \
            this, or it is missing. A null label needs none.
            """,
        example: .init(
            breaking: #"{"labels":{"ground-truth":{"label_status":"DONE","attributes":{"annotations":[]}}}}"#,
            remedy: "Use one of the nine statuses."),
        needs: .labelExtra)

    static let empty = Rule(
        "label.empty", .core, .warning,
        summary: "a finished label is empty",
        definition: """
            The `label_status` of a label is LABELED, REVIEWED or VERIFIED, but it has no annotation, no \
            image attribute and no point label in any frame. There may be nothing to label; the platform \
            also writes this when somebody submits by mistake.
            """,
        example: .init(
            breaking:
                #"{"labels":{"ground-truth":{"label_status":"LABELED","attributes":{"annotations":[]}}}}"#,
            remedy: "Check the sample: label it, or skip it."),
        findsPhrases: true,
        needs: [.frames, .imageAttributes])

    static let rules = [unknown, empty]

    private static let finished = ["LABELED", "REVIEWED", "VERIFIED"]

    private let unknown: ActiveRule?
    private let empty: ActiveRule?

    init(_ context: RuleContext) {
        unknown = context.active(Self.unknown)
        empty = context.active(Self.empty)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        guard !label.isNull else { return }
        if let unknown, !(label.status.map { LabelStatus.platform.contains($0) } ?? false) {
            // A status that is not a text is in the label's `extra`.
            let other = JSONValue(json: label.extra)?["label_status"]?.text
            findings.add(
                unknown, label, in: batch, field: "label_status",
                expected: LabelStatus.platform.joined(separator: ", "),
                found: label.status.map { JSONValue.string($0).text } ?? other)
        }
        if let empty, label.annotationTotal == 0, let status = label.status, Self.finished.contains(status),
            !Self.says(label.imageAttributes), label.frames.allSatisfy({ isEmpty($0, batch) })
        {
            findings.add(
                empty, label, in: batch, field: "attributes", found: "\(status), but no annotations")
        }
    }

    private func isEmpty(_ frame: Int, _ batch: ContentBatch) -> Bool {
        batch.frames.points[frame] <= 0
            && !Self.says(batch.texts.string(batch.frames.imageAttributes[frame]))
    }

    /// Whether image attributes say anything.
    private static func says(_ text: String?) -> Bool {
        guard let text else { return false }
        return !["{}", "null", "[]"].contains(text)
    }
}
