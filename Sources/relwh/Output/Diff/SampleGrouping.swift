import Warehouse

/// Gathers a stream's changes by sample. Memory is bounded: of a sample only the first objects are kept, the rest is
/// counted.
struct SampleGrouping {
    /// The most objects of a sample that people are shown.
    static let objectsShown = 10

    var isPerFrame = false
    private var current: ChangedSample?
    private var objects = 0
    /// Where the objects of tracks are: in which label, and at which index.
    private var tracks: [TrackKey: (label: Int, object: Int)] = [:]

    init(isPerFrame: Bool = false) { self.isPerFrame = isPerFrame }

    /// Takes a change of a sample or of what is in one.
    ///
    /// - Returns: the sample before, if that one is complete now.
    mutating func add(_ change: Change) -> ChangedSample? {
        var finished: ChangedSample?
        if let sample = current, !Self.isSame(sample.uuid, change.sampleUUID) { finished = finish() }
        if current == nil { current = ChangedSample(uuid: change.sampleUUID, name: change.sample) }
        current?.changes += 1
        switch change.level {
        case .sample: takeOwn(change)
        case .label:
            let index = label(change.labelset ?? "")
            current?.labels[index].kind = change.kind
            if change.kind != .modified { current?.labels[index].whole = change.to ?? change.from }
            current?.labels[index].fields.add(change.fields, isPerFrame: isPerFrame)
        default: take(change, index: label(change.labelset ?? ""))
        }
        return finished
    }

    /// The last sample.
    mutating func finish() -> ChangedSample? {
        defer {
            current = nil
            objects = 0
            tracks.removeAll(keepingCapacity: true)
        }
        return current
    }

    /// A sample may be renamed and modified.
    private mutating func takeOwn(_ change: Change) {
        if current?.kind == .modified { current?.kind = change.kind }
        current?.contents = change.contents
        current?.fields.add(change.fields, isPerFrame: isPerFrame)
    }

    private mutating func label(_ labelset: String) -> Int {
        guard let labels = current?.labels else { return 0 }
        if let last = labels.indices.last, Self.isSame(labels[last].labelset, labelset) { return last }
        if let index = labels.firstIndex(where: { Self.isSame($0.labelset, labelset) }) { return index }
        current?.labels.append(ChangedSample.Label(labelset: labelset))
        return labels.count
    }

    private mutating func take(_ change: Change, index: Int) {
        if change.level == .link {
            current?.labels[index].links += 1
        } else {
            switch change.kind {
            case .added: current?.labels[index].added += 1
            case .removed: current?.labels[index].removed += 1
            default: current?.labels[index].modified += 1
            }
        }
        let key = isPerFrame ? nil : TrackKey(change)
        if let key, let frame = change.frame, let known = tracks[key] {
            add(change, frame: frame, to: known)
        } else if objects < Self.objectsShown {
            objects += 1
            if let key { tracks[key] = (index, current?.labels[index].objects.count ?? 0) }
            current?.labels[index].objects.append(ChangedSample.Object(change: change))
        } else {
            current?.labels[index].omitted += 1
        }
    }

    private mutating func add(_ change: Change, frame: Int, to known: (label: Int, object: Int)) {
        guard var object = current?.labels[known.label].objects[known.object] else { return }
        var run = object.frames ?? FrameRun(object.change, frame: object.change.frame ?? frame)
        run.add(change, frame: frame, to: object.change)
        object.frames = run
        current?.labels[known.label].objects[known.object] = object
    }

    private static func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.isExactly(other)
    }
}

/// What the frames of a track that changed alike have in common.
private struct TrackKey: Hashable {
    private var track: Int64
    private var kind: Change.Kind
    /// By bytes: Swift's strings are equal when Unicode says so.
    private var names: [UInt8]

    /// nil for what is not of a frame of a track.
    init?(_ change: Change) {
        guard change.level == .annotation, let track = change.trackID, change.frame != nil else { return nil }
        self.track = track
        kind = change.kind
        names = []
        for name in [change.labelset, change.sensor, change.category] + change.fields.map(\.field) {
            names.append(name == nil ? 0xFE : 0xFF)
            names.append(contentsOf: (name ?? "").utf8)
        }
    }
}
