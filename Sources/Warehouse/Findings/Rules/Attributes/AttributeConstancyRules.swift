import ReleaseFormat

/// The rules on attributes that must stay the same: along a track, or from sensor to sensor.
final class AttributeConstancyRules: ContentRules {
    static let track = Rule(
        "attributes.track", .attributes, .error,
        summary: "a track-level attribute changes along its track",
        definition: """
            An attribute whose definition has `is_track_level: true` has different values in annotations of \
            one track: those of one label and sensor that share a `track_id`. Each value is compared with \
            the last one before it in the order of frames; annotations without a value are skipped. Values \
            are compared by what they mean: 3, 3.0 and `"3"` are the same number, and a multiselect in \
            another order is the same. Where the category of the track changes, the comparison starts over. \
            One finding per attribute and track, at the first annotation that differs; `count` is the number \
            of changes.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"text",\
                "is_track_level":true}]}],"frames":[\
                {"annotations":[{"id":1,"track_id":1,"category_id":1,"attributes":{"color":"red"}}]},\
                {"annotations":[{"id":1,"track_id":1,"category_id":1,"attributes":{"color":"blue"}}]}]}
                """,
            remedy: "Give all annotations of the track the same value."),
        needs: .attributes)

    static let synced = Rule(
        "attributes.synced", .attributes, .error,
        summary: "a synced attribute differs between sensors",
        definition: """
            An attribute whose definition has `synced_across_sensors: true` has different values on \
            different sensors of a label, in annotations with the same `track_id`, category and frame \
            number. In each frame the others are compared with the first sensor that has a value; \
            annotations without a value are skipped. Values are compared by what they mean, as in \
            `attributes.track`. One finding per attribute and track, at the first annotation that differs; \
            `count` is the number of annotations that differ.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"text",\
                "synced_across_sensors":true}]}],"sensors":[\
                {"name":"left","attributes":{"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1,\
                "attributes":{"color":"red"}}]}]}},\
                {"name":"right","attributes":{"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1,\
                "attributes":{"color":"blue"}}]}]}}]}
                """,
            remedy: "Give the object the same value on all sensors."),
        needs: .attributes)

    static let rules = [track, synced]

    /// Values are numbered throughout the labels; beyond this many, numbers start over.
    private static let mostValues = 1 << 16

    /// The attributes of a category that must stay the same.
    private struct Watched {
        /// In the category's ``AttributeDemands``.
        var track: [Int] = []
        var synced: [Int] = []

        var all: [Int] { track + synced }
    }

    private struct ValueChange {
        var rule: ActiveRule
        var annotation: Int
        var name: String
        var expected: Int32
        var found: Int32
        var count = 1
    }

    private struct ChangeKey: Hashable {
        var isSynced: Bool
        /// A track's slot, or its id.
        var track: Int64
        var owner: Int32
        var demand: Int
    }

    private let track: ActiveRule?
    private let synced: ActiveRule?
    private let owners: AttributeOwners
    /// By the index of the category.
    private let watched: [Watched]
    private let watchesTracks: Bool
    private let watchesSensors: Bool

    /// By category and set of attributes: the index of its first number in `numbers`.
    private var known = PairTable()
    /// The number of the value of each watched attribute; -1 where it is not set.
    private var numbers: [Int32] = []
    private var values: [ExactFigure: Int32] = [:]
    private var quotes: [String] = []

    private var changes: [ValueChange] = []
    private var indexes: [ChangeKey: Int] = [:]
    private let slots = TrackSlots()
    /// Of each slot: the category of the last annotation and its set, then the last value of each watched attribute.
    private var states: [State] = []
    private var lasts: [Int32] = []

    private struct State {
        var owner: Int32 = -1
        var set: Int64 = -1
        /// In `lasts`.
        var first = 0
    }

    init(_ context: RuleContext) {
        track = context.active(Self.track)
        synced = context.active(Self.synced)
        owners = AttributeOwners(context.taxonomy)
        let asksTrack = track != nil
        let asksSynced = synced != nil
        watched = owners.objects.map { demands in
            Watched(
                track: asksTrack ? demands.all.indices.filter { demands.all[$0].isTrackLevel } : [],
                synced: asksSynced ? demands.all.indices.filter { demands.all[$0].isSyncedAcrossSensors } : []
            )
        }
        watchesTracks = watched.contains { !$0.track.isEmpty }
        watchesSensors = watched.contains { !$0.synced.isEmpty }
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard watchesTracks || watchesSensors, !label.isNull else { return }
        guard label.structure == .sequence || label.structure == .sensors else { return }
        if values.count > Self.mostValues || numbers.count > 16 * Self.mostValues { forget() }
        if watchesTracks { try checkTracks(label, batch) }
        if watchesSensors, label.structure == .sensors { try checkSensors(label, batch) }
        guard !changes.isEmpty else { return }
        for change in changes {
            findings.add(
                change.rule, label, in: batch, annotation: change.annotation,
                field: AttributeDemand.field("attributes", change.name),
                expected: quotes[Int(change.expected)],
                found: quotes[Int(change.found)], count: change.count)
        }
        changes.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: indexes.count < 4096)
    }

    private func forget() {
        known.removeAll()
        numbers.removeAll(keepingCapacity: true)
        values.removeAll()
        quotes.removeAll()
    }

    // MARK: Along a track

    private func checkTracks(_ label: CheckedLabel, _ batch: ContentBatch) throws {
        guard let track else { return }
        let annotations = batch.annotations
        slots.begin()
        states.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        for frame in label.frames {
            slots.enter(frame, in: batch)
            for index in batch.frames.annotations(of: frame)
            where annotations.flags[index].contains(.hasTrackID) {
                let owner = owners.owner(of: index, in: annotations)
                guard owner >= 0, !watched[Int(owner)].track.isEmpty else { continue }
                let slot = slots.slot(of: annotations.trackID[index])
                while states.count <= slot { states.append(State()) }
                let set = annotations.attributes[index]
                if states[slot].owner == owner, states[slot].set == set, set >= 0 { continue }
                let demands = watched[Int(owner)].track
                let isNew = states[slot].owner != owner
                if isNew {
                    states[slot].owner = owner
                    states[slot].first = lasts.count
                    lasts.append(contentsOf: repeatElement(-1, count: demands.count))
                }
                states[slot].set = set
                let first = try firstNumber(owner, set, index, batch)
                for (offset, demand) in demands.enumerated() {
                    let value = numbers[first + offset]
                    guard value >= 0 else { continue }
                    let last = lasts[states[slot].first + offset]
                    if last >= 0, last != value {
                        note(
                            track,
                            ChangeKey(isSynced: false, track: Int64(slot), owner: owner, demand: demand),
                            index, expected: last, found: value)
                    }
                    lasts[states[slot].first + offset] = value
                }
            }
        }
    }

    // MARK: From sensor to sensor

    private struct Moment: Hashable {
        var frame: Int32
        var trackID: Int64
        var owner: Int32
    }

    private func checkSensors(_ label: CheckedLabel, _ batch: ContentBatch) throws {
        guard let synced else { return }
        let annotations = batch.annotations
        var moments: [Moment: Int] = [:]
        var firsts: [(sensor: Int32, value: Int32)] = []
        for frame in label.frames {
            let sensor = batch.frames.sensor[frame]
            for index in batch.frames.annotations(of: frame)
            where annotations.flags[index].contains(.hasTrackID) {
                let owner = owners.owner(of: index, in: annotations)
                guard owner >= 0, !watched[Int(owner)].synced.isEmpty else { continue }
                let demands = watched[Int(owner)].synced
                let own = watched[Int(owner)].track.count
                let moment = Moment(
                    frame: batch.frames.number[frame], trackID: annotations.trackID[index], owner: owner)
                let start = moments[moment] ?? firsts.count
                if start == firsts.count {
                    moments[moment] = start
                    firsts.append(contentsOf: repeatElement((sensor: -1, value: -1), count: demands.count))
                }
                let first = try firstNumber(owner, annotations.attributes[index], index, batch)
                for (offset, demand) in demands.enumerated() {
                    let value = numbers[first + own + offset]
                    guard value >= 0 else { continue }
                    if firsts[start + offset].value < 0 {
                        firsts[start + offset] = (sensor, value)
                    } else if firsts[start + offset].sensor != sensor, firsts[start + offset].value != value {
                        note(
                            synced,
                            ChangeKey(isSynced: true, track: moment.trackID, owner: owner, demand: demand),
                            index,
                            expected: firsts[start + offset].value, found: value)
                    }
                }
            }
        }
    }

    // MARK: Values

    private func note(
        _ rule: ActiveRule, _ key: ChangeKey, _ annotation: Int, expected: Int32, found: Int32
    ) {
        if let index = indexes[key] {
            changes[index].count += 1
        } else {
            indexes[key] = changes.count
            changes.append(
                ValueChange(
                    rule: rule, annotation: annotation,
                    name: owners.objects[Int(key.owner)].all[key.demand].name, expected: expected,
                    found: found))
        }
    }

    /// The index in `numbers` at which the values of an annotation's watched attributes begin.
    private func firstNumber(
        _ owner: Int32, _ set: Int64, _ annotation: Int, _ batch: ContentBatch
    ) throws -> Int {
        if set >= 0, let first = known[owner, set] { return Int(first) }
        let attributes = set == 0 ? nil : JSONValue(json: try batch.attributeText(of: annotation))
        let demands = owners.objects[Int(owner)]
        let first = numbers.count
        if set >= 0 { known.set(Int32(first), owner, set) }
        for index in watched[Int(owner)].all {
            let demand = demands.all[index]
            let value = attributes?[demand.name]
            numbers.append(
                AttributeJudge.meaning(value, demand).map { number(of: $0, value ?? .null) } ?? -1)
        }
        return first
    }

    private func number(of meaning: ExactFigure, _ value: JSONValue) -> Int32 {
        if let number = values[meaning] { return number }
        let number = Int32(quotes.count)
        values[meaning] = number
        quotes.append(FindingText.of(value))
        return number
    }
}
