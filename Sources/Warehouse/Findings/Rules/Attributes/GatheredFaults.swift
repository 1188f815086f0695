/// The faults of one label's attributes: those of one track, and those that a whole category shares, become one
/// finding.
struct GatheredFaults {
    private enum Scope: Hashable {
        case object, image
        case link(Int)
    }

    private struct Key: Hashable {
        var kind: AttributeFault.Kind
        var scope: Scope
        var name: ExactText?
        var sensor: Int32
        /// The track's id, or the category's index.
        var number: Int64
        var isOfTrack: Bool
    }

    private struct Entry {
        var fault: AttributeFault
        var scope: Scope
        var annotation: Int?
        /// Whether the annotation is an example of several.
        var isExample = false
        var frame: Int?
        var categoryID: Int64?
        var count: Int
    }

    private var entries: [Entry] = []
    private var indexes: [Key: Int] = [:]

    /// Adds the faults of an annotation's attributes.
    mutating func add(
        _ faults: [AttributeFault], of annotation: Int, _ frame: Int, _ batch: ContentBatch, _ hasTracks: Bool
    ) {
        let annotations = batch.annotations
        let sensor = batch.frames.sensor[frame]
        for fault in faults {
            switch fault.kind {
            case .undefined, .spelling, .emptyList:
                let category = annotations.categoryID[annotation]
                let key = Key(
                    kind: fault.kind, scope: .object, name: fault.name.map(ExactText.init), sensor: sensor,
                    number: category, isOfTrack: false)
                add(
                    Entry(
                        fault: fault, scope: .object, annotation: annotation, isExample: true,
                        categoryID: category, count: 1), key)
            default:
                let entry = Entry(fault: fault, scope: .object, annotation: annotation, count: 1)
                guard hasTracks, let trackID = annotations.optionalTrackID(annotation) else {
                    entries.append(entry)
                    continue
                }
                let key = Key(
                    kind: fault.kind, scope: .object, name: fault.name.map(ExactText.init), sensor: sensor,
                    number: trackID, isOfTrack: true)
                add(entry, key)
            }
        }
    }

    /// Adds a fault of the attributes of a label's image, or of a frame's.
    mutating func addImage(
        _ fault: AttributeFault, frame: Int? = nil, _ batch: ContentBatch? = nil, count: Int = 1
    ) {
        let entry = Entry(fault: fault, scope: .image, frame: frame, count: count)
        guard let frame, let batch else { return entries.append(entry) }
        let key = Key(
            kind: fault.kind, scope: .image, name: fault.name.map(ExactText.init),
            sensor: batch.frames.sensor[frame], number: 0, isOfTrack: false)
        add(entry, key)
    }

    mutating func addLink(_ fault: AttributeFault, _ position: Int, from annotation: Int) {
        entries.append(Entry(fault: fault, scope: .link(position), annotation: annotation, count: 1))
    }

    private mutating func add(_ entry: Entry, _ key: Key) {
        if let index = indexes[key] {
            entries[index].count += entry.count
        } else {
            indexes[key] = entries.count
            entries.append(entry)
        }
    }

    /// Reports all, in the order in which they were found, and forgets them.
    mutating func report(
        _ active: [ActiveRule?], _ label: CheckedLabel, _ batch: ContentBatch, _ findings: inout FindingSink
    ) {
        guard !entries.isEmpty else { return }
        for entry in entries {
            guard let rule = active[entry.fault.kind.rawValue] else { continue }
            let field =
                switch entry.scope {
                case .object: "attributes"
                case .image: "image_attributes"
                case .link(let position): "links[\(position)].attributes"
                }
            findings.add(
                rule, label, in: batch, annotation: entry.annotation, frame: entry.frame,
                categoryID: entry.categoryID,
                field: entry.fault.name.map { AttributeDemand.field(field, $0) } ?? field,
                expected: entry.fault.expected, found: entry.fault.found, count: entry.count,
                isExample: entry.isExample)
        }
        entries.removeAll(keepingCapacity: entries.count < 4096)
        indexes.removeAll(keepingCapacity: indexes.count < 4096)
    }
}

/// A fault of an attribute, or of all attributes of a thing.
struct AttributeFault: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        /// The attributes are not an object.
        case malformed
        /// The attributes are an empty list.
        case emptyList
        /// Nothing defines it.
        case undefined
        /// It must have a value and has none.
        case missing
        /// It is set where its sensors are not.
        case sensor
        /// The value has the wrong type.
        case kind
        /// The value can be read, but is stored as the wrong type.
        case spelling
        /// The value is not one of those to choose from.
        case choice
        /// The number is out of bounds.
        case range
        /// The number is not on a step.
        case step
    }

    var kind: Kind
    /// The attribute's name; nil for a fault of all of them.
    var name: String?
    var expected: String?
    var found: String?
}
