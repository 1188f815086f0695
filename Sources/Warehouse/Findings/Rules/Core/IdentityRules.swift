import ReleaseFormat

/// Rules on the ids of annotations.
final class IdentityRules: ContentRules {
    static let repeatedID = Rule(
        "annotation.id.repeated", .core, .error,
        summary: "several annotations of a frame share an id",
        definition: """
            Several annotations of one frame have the same `id`. Masks, point labels and links refer to \
            annotations by it. One finding per id, at the second annotation that has it; its count is the \
            number of annotations after the first.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":2},{"id":1,"category_id":3}]}"#,
            remedy: "Give each annotation of a frame its own id."),
        findsPhrases: true,
        needs: .annotations)

    static let repeatedTrackID = Rule(
        "annotation.track_id.repeated", .core, .error,
        summary: "several annotations of a frame share a track id",
        definition: """
            Several annotations of one frame have the same `track_id`: one object is in two places at once. \
            If they share their `id` as well, only `annotation.id.repeated` reports them. One finding per \
            track id, at the second annotation that has it; its count is the number of annotations after the \
            first.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"track_id":6},{"id":2,"track_id":6}]}"#,
            remedy: "Give one of the objects another track id in all of its frames."),
        findsPhrases: true,
        needs: .annotations)

    static let absentID = Rule(
        "annotation.id.absent", .core, .error,
        summary: "an annotation has neither an id nor a track id",
        definition: """
            An annotation has neither an `id` nor a `track_id` that is an integer. Text spans need none.
            """,
        example: .init(
            breaking: #"{"annotations":[{"category_id":1,"type":"point","points":[[4,2]]}]}"#,
            remedy: "Give the annotation an id that no other annotation of its frame has."),
        needs: .annotations)

    static let rules = [repeatedID, repeatedTrackID, absentID]

    private let repeatedID: ActiveRule?
    private let repeatedTrackID: ActiveRule?
    private let absentID: ActiveRule?
    /// The annotations of a frame, ordered by an id.
    private var order: [(id: Int64, annotation: Int)] = []

    init(_ context: RuleContext) {
        repeatedID = context.active(Self.repeatedID)
        repeatedTrackID = context.active(Self.repeatedTrackID)
        absentID = context.active(Self.absentID)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        let annotations = batch.annotations
        if let absentID {
            let flags = annotations.flags
            for index in label.annotations
            where flags[index].isDisjoint(with: [.hasID, .hasTrackID]) && annotations.type[index] != .span {
                let rest = JSONValue(json: try batch.extra(of: index, in: label))
                let value = rest?["id"] ?? rest?["track_id"]
                findings.add(
                    absentID, label, in: batch, annotation: index, field: "id", expected: "an integer",
                    found: value.map { FindingText.of($0) })
            }
        }
        for frame in label.frames {
            let range = batch.frames.annotations(of: frame)
            if let repeatedID, mayRepeat(annotations.id, .hasID, range, annotations) {
                repeats(annotations.id, .hasID, range, annotations) { group in
                    findings.add(
                        repeatedID, label, in: batch, annotation: group[group.startIndex + 1].annotation,
                        field: "id", expected: "ids should be unique in a frame",
                        found: "\(group.count) annotations have id \(group[group.startIndex].id)",
                        count: group.count - 1)
                }
            }
            if let repeatedTrackID, mayRepeat(annotations.trackID, .hasTrackID, range, annotations) {
                repeats(annotations.trackID, .hasTrackID, range, annotations) { group in
                    let ids = Set(group.map { annotations.optionalID($0.annotation) })
                    guard ids.count > 1 || ids == [nil] else { return }
                    findings.add(
                        repeatedTrackID, label, in: batch,
                        annotation: group[group.startIndex + 1].annotation, field: "track_id",
                        expected: "track ids should be unique in a frame",
                        found: "\(group.count) annotations have track id \(group[group.startIndex].id)",
                        count: group.count - 1)
                }
            }
        }
    }

    /// Whether ids are not in order, as they nearly always are: then none repeats.
    private func mayRepeat(
        _ ids: Column<Int64>, _ flag: CheckedAnnotations.Flags, _ range: Range<Int>,
        _ annotations: CheckedAnnotations
    ) -> Bool {
        var last: Int64?
        var isOrdered = true
        for index in range where annotations.flags[index].contains(flag) {
            if let last, ids[index] <= last { isOrdered = false }
            last = ids[index]
        }
        return !isOrdered
    }

    private func repeats(
        _ ids: Column<Int64>, _ flag: CheckedAnnotations.Flags, _ range: Range<Int>,
        _ annotations: CheckedAnnotations, _ report: (ArraySlice<(id: Int64, annotation: Int)>) -> Void
    ) {
        order.removeAll(keepingCapacity: true)
        for index in range where annotations.flags[index].contains(flag) { order.append((ids[index], index)) }
        order.sort { ($0.id, $0.annotation) < ($1.id, $1.annotation) }
        var groups: [Range<Int>] = []
        var start = 0
        for index in 1..<max(order.count, 1) + 1 {
            if index < order.count, order[index].id == order[start].id { continue }
            if index - start > 1 { groups.append(start..<index) }
            start = index
        }
        // In the order of the frame.
        groups.sort { order[$0.lowerBound].annotation < order[$1.lowerBound].annotation }
        for group in groups { report(order[group]) }
    }
}
