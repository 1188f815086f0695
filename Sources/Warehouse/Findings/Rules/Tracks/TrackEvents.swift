/// Findings on the tracks of one label: one per rule and track.
struct TrackEvents {
    private struct Key: Hashable {
        var rule: Int
        /// A slot, or a track's id.
        var track: Int64
    }

    private struct Event {
        var rule: ActiveRule
        var annotation: Int?
        var frame: Int?
        var sensor: Int32 = -1
        var trackID: Int64?
        var categoryID: Int64?
        var field: String?
        var expected: String?
        var found: String?
        var count = 1
    }

    private var events: [Event] = []
    private var indexes: [Key: Int] = [:]

    /// Adds an event at an annotation of a track, for the first time or again.
    mutating func add(
        _ rule: ActiveRule, _ slot: Int, annotation: Int, field: String?, expected: @autoclosure () -> String,
        found: @autoclosure () -> String
    ) {
        add(
            rule, ofTrack: Int64(slot), annotation: annotation, field: field, expected: expected(),
            found: found())
    }

    mutating func add(
        _ rule: ActiveRule, ofTrack track: Int64, annotation: Int, field: String?,
        expected: @autoclosure () -> String, found: @autoclosure () -> String
    ) {
        let key = Key(rule: rule.number, track: track)
        if let index = indexes[key] {
            events[index].count += 1
            return
        }
        indexes[key] = events.count
        events.append(
            Event(rule: rule, annotation: annotation, field: field, expected: expected(), found: found()))
    }

    /// Adds a finding on a track as a whole.
    mutating func add(
        _ rule: ActiveRule, trackID: Int64, categoryID: Int64?, sensor: Int32 = -1, frame: Int? = nil,
        field: String? = nil, expected: String, found: String, count: Int = 1
    ) {
        events.append(
            Event(
                rule: rule, frame: frame, sensor: sensor, trackID: trackID, categoryID: categoryID,
                field: field,
                expected: expected, found: found, count: count))
    }

    /// Reports all, in the order in which they were found, and forgets them.
    mutating func report(
        _ label: CheckedLabel, _ batch: ContentBatch, _ taxonomy: RuleTaxonomy, _ findings: inout FindingSink
    ) {
        guard !events.isEmpty else { return }
        for event in events {
            findings.add(
                event.rule, label, in: batch, annotation: event.annotation, frame: event.frame,
                sensor: batch.sensorNames[event.sensor], trackID: event.trackID, categoryID: event.categoryID,
                field: event.field, expected: event.expected, found: event.found, count: event.count)
        }
        events.removeAll(keepingCapacity: events.count < 4096)
        indexes.removeAll(keepingCapacity: indexes.count < 4096)
    }
}
