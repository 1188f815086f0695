/// Findings on the annotations of one label, object by object.
///
/// What is wrong with an object of a sequence is mostly wrong in frame after frame. It is reported once: at the first
/// frame, with the number of frames. An object is identified by its sensor and its track id; annotations without one,
/// and those of stills, are reported one by one.
struct ObjectFindings {
    private struct Key: Hashable {
        var rule: Int
        var sensor: Int32
        var trackID: Int64
        var field: String
    }

    private struct Entry {
        var rule: ActiveRule
        var annotation: Int
        var field: String
        var expected: String?
        var found: String?
        var count = 1
    }

    private var entries: [Entry] = []
    private var indexes: [Key: Int] = [:]

    /// Notes a finding. Annotations come in order.
    ///
    /// - Parameters:
    ///   - expected: evaluated for the first frame only, as `found` is.
    mutating func add(
        _ rule: ActiveRule, _ annotation: Int, of label: CheckedLabel, in batch: ContentBatch,
        field: String, expected: @autoclosure () -> String? = nil,
        found: @autoclosure () throws -> String?
    ) rethrows {
        if label.structure != .still, batch.annotations.flags[annotation].contains(.hasTrackID) {
            let frame = batch.frame(of: annotation, in: label)
            let key = Key(
                rule: rule.number, sensor: batch.frames.sensor[frame],
                trackID: batch.annotations.trackID[annotation], field: field)
            if let index = indexes[key] {
                entries[index].count += 1
                return
            }
            indexes[key] = entries.count
        }
        entries.append(
            Entry(
                rule: rule, annotation: annotation, field: field, expected: expected(),
                found: try found()))
    }

    /// Reports what was noted of a label, and forgets it.
    mutating func report(
        _ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink
    ) {
        guard !entries.isEmpty else { return }
        for entry in entries {
            findings.add(
                entry.rule, label, in: batch, annotation: entry.annotation, field: entry.field,
                expected: entry.expected, found: entry.found, count: entry.count)
        }
        entries.removeAll(keepingCapacity: true)
        if !indexes.isEmpty { indexes.removeAll(keepingCapacity: true) }
    }

    /// The name of another annotation: its track id in a sequence, else its id, else its index in the frame.
    static func name(of annotation: Int, in label: CheckedLabel, _ batch: ContentBatch) -> String {
        let annotations = batch.annotations
        if label.structure != .still, let id = annotations.optionalTrackID(annotation) {
            return "track_id=\(id)"
        }
        if let id = annotations.optionalID(annotation) { return "id=\(id)" }
        if let id = annotations.optionalTrackID(annotation) { return "track_id=\(id)" }
        let frame = batch.frame(of: annotation, in: label)
        return "annotations[\(annotation - batch.frames.firstAnnotation[frame])]"
    }
}
