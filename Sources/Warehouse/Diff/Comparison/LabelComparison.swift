import ReleaseFormat

/// Compares a label that is on both sides: one that is not equal, or one in which an equal number is another category.
struct LabelComparison {
    let sample: SampleComparison
    let label: DiffSample.Label
    let twin: DiffSample.Label
    let old: DiffLabel
    let new: DiffLabel
    private let isEqual: Bool
    /// What of the newer side is not unchanged, of what is asked for.
    private(set) var accounted = ReleaseDiff.Accounted()

    private var diff: ReleaseDiff { sample.diff }
    private var isStill: Bool { old.structure == "still" && new.structure == "still" }
    /// The label's own fields.
    private var fields: [FieldChange] = []
    private var isInOrder = true
    private var annotations: [Change] = []
    private var links: [Change] = []

    /// - Parameter isEqual: whether both sides have the same content: nothing but the meaning of numbers can differ.
    init(
        _ sample: SampleComparison, _ twin: DiffSample.Label, _ label: DiffSample.Label, isEqual: Bool
    ) throws {
        self.sample = sample
        self.twin = twin
        self.label = label
        self.isEqual = isEqual
        new = DiffLabel(try sample.diff.new.warehouse.label(label.id))
        old = isEqual ? new : DiffLabel(try sample.diff.old.warehouse.label(twin.id))
    }

    mutating func report() throws {
        if isEqual {
            for frame in new.frames { recategorize(frame.annotations ?? [], in: frame) }
        } else {
            compareFields()
            compareFrames()
            compareLinks()
        }
        fields = diff.noise.withoutIgnored(fields)
        if diff.filter.isOfAnnotations {
            fields = fields.filter { field in
                !diff.filter.isOfCategories && field.sensor != nil && diff.filter.isSensor(field.sensor)
            }
            links = []
        }
        let isDifferent = !fields.isEmpty || !annotations.isEmpty || !links.isEmpty
        if isDifferent, diff.filter.isStatus(label.status) { accounted.labels += 1 }
        let reporter = diff.reporter
        let before = reporter.reported
        if !fields.isEmpty {
            var change = sample.change(.label, .modified)
            change.labelset = label.labelset
            change.setFields(fields)
            try reporter.report(change)
            if reporter.wants(.modified), fields.contains(where: { $0.field == "label_status" }),
                !diff.noise.areSame(old.status, new.status)
            {
                reporter.transition(label.labelset, from: old.statusText, to: new.statusText)
            }
        } else if isDifferent, !reporter.wants(.annotation) {
            // What is further down is not reported: only that there is something.
            var change = sample.change(.label, .modified)
            change.labelset = label.labelset
            change.setFields([
                FieldChange(
                    "annotations", from: .number("\(twin.annotations)"), to: .number("\(label.annotations)"))
            ])
            try reporter.report(change)
        }
        for change in annotations + links { try reporter.report(change) }
        if reporter.reported > before { reporter.summary.labels.modified += 1 }
    }

    // MARK: The label's own fields

    /// Names of fields that no unknown key of a label or frame may take.
    private static let takenNames: Set = [
        "mask", "frames", "sensors", "structure", "annotations", "annotation_order", "link_order",
    ]

    private static func name(_ key: String) -> String { takenNames.contains(key) ? "extra.\(key)" : key }

    private mutating func compare(
        _ name: String, _ one: JSONValue?, _ other: JSONValue?, key: String? = nil,
        in frame: DiffFrame? = nil,
        sensor: String? = nil
    ) {
        var found: [FieldChange] = []
        diff.noise.differences(one, other, at: name, key: key ?? name, into: &found)
        guard !found.isEmpty else { return }
        for index in found.indices {
            found[index].sensor = frame?.sensor ?? sensor
            // A still has only one frame.
            found[index].frame = isStill ? nil : frame?.key.frame
        }
        fields += found
    }

    private mutating func compareMembers(
        _ one: [JSONValue.Member], _ other: [JSONValue.Member], without keys: Set<String> = [],
        prefix: String = "", in frame: DiffFrame? = nil, sensor: String? = nil
    ) {
        let (left, right) = (JSONValue.object(one), JSONValue.object(other))
        let all = one.map(\.key) + other.filter { left[$0.key] == nil }.map(\.key)
        for key in all where !keys.contains(key) {
            compare(
                prefix.isEmpty ? Self.name(key) : prefix + key, left[key], right[key], key: key, in: frame,
                sensor: sensor)
        }
    }

    private mutating func compareImageAttributes(
        _ one: JSONValue?, _ other: JSONValue?, in frame: DiffFrame? = nil
    ) {
        let (left, right) = (diff.old.multiselects, diff.new.multiselects)
        let (attributes, others) = diff.noise.withoutListTexts(one, other) { name in
            left.isOfImages(name) || right.isOfImages(name)
        }
        compare("image_attributes", attributes, others, in: frame)
    }

    private mutating func compareFields() {
        for (column, other) in zip(old.columns, new.columns) {
            let key = column.key
            compare(
                key, column.value ?? old.extra.first { $0.key == key }?.value,
                other.value ?? new.extra.first { $0.key == key }?.value)
        }
        let columns = Set(old.columns.map(\.key))
        compareMembers(old.extra, new.extra, without: columns.union(["attributes"]))
        compare("format_version", old.formatVersion, new.formatVersion)
        compareImageAttributes(old.imageAttributes, new.imageAttributes)
        switch (old.structure, new.structure) {
        case (nil, nil): compare("attributes", old.bodyExtra, new.bodyExtra)
        case (nil, let structure?):
            if DiffNoise.isEmpty(old.bodyExtra), new.isBare, diff.noise.hides(.empty) { break }
            fields.append(FieldChange("structure", from: old.bodyExtra, to: .string(structure)))
        case (let structure?, nil):
            if DiffNoise.isEmpty(new.bodyExtra), old.isBare, diff.noise.hides(.empty) { break }
            fields.append(FieldChange("structure", from: .string(structure), to: new.bodyExtra))
        case (let one?, let other?):
            if one != other {
                fields.append(FieldChange("structure", from: .string(one), to: .string(other)))
            }
            // Masks are compared with the frames.
            var keys: Set = ["sensors"]
            if one == "still", other == "still", old.frames.count == 1, new.frames.count == 1 {
                keys.insert("segmentation_bitmap")
            }
            compareMembers(
                old.bodyExtra?.members ?? [], new.bodyExtra?.members ?? [], without: keys,
                prefix: "attributes.")
            compareSensors()
        }
    }

    private mutating func compareSensors() {
        let (ones, others) = (old.sensors, new.sensors)
        func names(_ sensors: [StoredSensor]) -> JSONValue {
            .array(sensors.map { sensor in sensor.name.map { .string($0) } ?? .null })
        }
        compare("sensors", names(ones), names(others))
        // By name, and among those of one name in their order.
        let identities = [ones, others].map { $0.map { CategoryIdentity(id: nil, name: $0.name) } }
        let rests = [old, new].map { $0.bodyExtra?["sensors"]?.array ?? [] }
        for pair in CategoryPairing(from: identities[0], to: identities[1]).pairs {
            let (one, other) = (ones[pair.from], others[pair.to])
            func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }
            compare("task_type", text(one.taskType), text(other.taskType), sensor: other.name)
            compare("structure", text(one.structure), text(other.structure), sensor: other.name)
            compare(
                "format_version", JSONValue(column: one.formatVersion),
                JSONValue(column: other.formatVersion),
                sensor: other.name)
            func rest(_ side: Int, _ index: Int) -> [JSONValue.Member] {
                index < rests[side].count ? rests[side][index].members ?? [] : []
            }
            compareMembers(rest(0, pair.from), rest(1, pair.to), sensor: other.name)
        }
    }

    // MARK: Frames

    private mutating func compareFrames() {
        let twins = Dictionary(
            old.frames.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var taken: Set<DiffFrame.Key> = []
        var came: [DiffFrame] = []
        for frame in new.frames {
            if let index = twins[frame.key] {
                taken.insert(frame.key)
                compare(old.frames[index], frame)
            } else {
                came.append(frame)
                report(frame, .added)
            }
        }
        let gone = old.frames.filter { !taken.contains($0.key) }
        for frame in gone { report(frame, .removed) }
        // A still without content may have a frame, or none.
        let areStills = [old, new].allSatisfy { $0.structure == nil || $0.structure == "still" }
        let counted = (came + gone).filter { frame in
            !(areStills && frame.isBare && diff.noise.hides(.empty))
        }
        reportFrameCounts(counted)
    }

    /// Frames that came or went: a field a sensor, with their numbers.
    private mutating func reportFrameCounts(_ frames: [DiffFrame]) {
        var seen: Set<ExactText?> = []
        for frame in frames where seen.insert(frame.key.sensor).inserted {
            func count(_ label: DiffLabel) -> JSONValue {
                .number("\(label.frames.count { $0.key.sensor == frame.key.sensor })")
            }
            fields.append(FieldChange("frames", from: count(old), to: count(new), sensor: frame.sensor))
        }
    }

    private mutating func report(_ frame: DiffFrame, _ kind: Change.Kind) {
        guard diff.filter.isSensor(frame.sensor) else { return }
        for (index, annotation) in (frame.annotations ?? []).enumerated() {
            report(annotation, kind, in: frame, at: index)
        }
    }

    private mutating func report(
        _ annotation: StoredAnnotation, _ kind: Change.Kind, in frame: DiffFrame, at index: Int
    ) {
        let category = annotation.categoryID
        guard kind == .added ? diff.filter.isNewCategory(category) : diff.filter.isOldCategory(category)
        else { return }
        if kind == .added, diff.filter.isStatus(label.status) { accounted.annotations += 1 }
        annotations.append(
            AnnotationComparison.change(
                sample, label.labelset, frame, isStill: isStill, annotation, kind, at: index))
    }

    private mutating func compare(_ one: DiffFrame, _ other: DiffFrame) {
        compare("timestamp", one.timestamp, other.timestamp, in: other)
        compare("format_version", one.formatVersion, other.formatVersion, in: other)
        compareImageAttributes(one.imageAttributes, other.imageAttributes, in: other)
        compareMembers(one.extra, other.extra, without: ["segmentation_bitmap"], in: other)
        isInOrder = true
        switch (one.annotations, other.annotations) {
        case (nil, nil): break
        case (nil, let list?), (let list?, nil):
            if list.isEmpty {
                compare(
                    "annotations", one.annotations.map { _ in .array([]) },
                    other.annotations.map { _ in .array([]) }, in: other)
            }
            compare(one.annotations ?? [], other.annotations ?? [], in: other)
        case (let list?, let twins?): compare(list, twins, in: other)
        }
        compareMasks(one, other)
    }

    /// Another mask is a change of its own, whether or not the list of annotations changed with it.
    private mutating func compareMasks(_ one: DiffFrame, _ other: DiffFrame) {
        compare("mask", mask(one, of: old), mask(other, of: new), key: "segmentation_bitmap", in: other)
        guard one.pointRuns != other.pointRuns else { return }
        compare(
            "mask.points", one.pointRuns.map(Self.summary), other.pointRuns.map(Self.summary), in: other)
    }

    private func mask(_ frame: DiffFrame, of label: DiffLabel) -> JSONValue? {
        frame.mask(label.structure == "still" ? label.bodyExtra?.members ?? [] : frame.extra)
    }

    /// A list of point labels, which may be millions, by its length and its digest.
    private static func summary(_ runs: [UInt8]) -> JSONValue {
        var count = 0
        _ = runs.withUnsafeBytes { bytes in PointRuns.forEach(in: bytes) { count += $1 } }
        let digest = runs.withUnsafeBytes { Digest.of($0).hexadecimal }
        return .string("\(count) points, digest \(digest)")
    }

    // MARK: Annotations

    private mutating func compare(
        _ ones: [StoredAnnotation], _ others: [StoredAnnotation], in frame: DiffFrame
    ) {
        if ones.count == others.count, zip(ones, others).allSatisfy({ $0.isIdentical(to: $1) }) {
            return recategorize(others, in: frame)
        }
        guard diff.filter.isSensor(frame.sensor) else { return }
        let categories = diff.categories
        let matching = AnnotationMatching(
            ones, others, rule: diff.options.match, threshold: diff.options.iouThreshold
        ) { categories.isSame($0.categoryID, $1.categoryID) }
        let partners = Dictionary(uniqueKeysWithValues: matching.pairs.map { ($0.to, $0) })
        let comparison = AnnotationComparison(diff)
        var last = -1
        for (index, annotation) in others.enumerated() {
            guard let pair = partners[index] else {
                report(annotation, .added, in: frame, at: index)
                continue
            }
            if pair.from < last { isInOrder = false }
            last = pair.from
            let twin = ones[pair.from]
            if twin.isIdentical(to: annotation), categories.isSame(twin.categoryID, annotation.categoryID) {
                continue
            }
            report(twin, annotation, pair, comparison, in: frame)
        }
        let taken = Set(matching.pairs.map(\.from))
        for (index, annotation) in ones.enumerated() where !taken.contains(index) {
            report(annotation, .removed, in: frame, at: index)
        }
        if !isInOrder { reportOrder(ones, others, matching, in: frame) }
    }

    /// Annotations of equal content, each paired with itself: those whose number means another category changed.
    private mutating func recategorize(_ list: [StoredAnnotation], in frame: DiffFrame) {
        let categories = diff.categories
        guard !categories.numbers.reassigned.isEmpty, diff.filter.isSensor(frame.sensor) else { return }
        let comparison = AnnotationComparison(diff)
        for (index, annotation) in list.enumerated()
        where !categories.isSame(annotation.categoryID, annotation.categoryID) {
            let rule: Change.MatchRule =
                annotation.trackKey != nil ? .trackID : annotation.idKey != nil ? .id : .geometry
            let pair = AnnotationPair(
                from: index, to: index, rule: rule, score: rule == .geometry ? 1 : nil)
            report(annotation, annotation, pair, comparison, in: frame)
        }
    }

    /// Reports what changed in an annotation that is on both sides, if anything did.
    private mutating func report(
        _ twin: StoredAnnotation, _ annotation: StoredAnnotation, _ pair: AnnotationPair,
        _ comparison: AnnotationComparison, in frame: DiffFrame
    ) {
        guard diff.filter.isOldCategory(twin.categoryID) || diff.filter.isNewCategory(annotation.categoryID)
        else { return }
        let fields = comparison.fields(twin, annotation)
        guard !fields.isEmpty else { return }
        if diff.filter.isNewCategory(annotation.categoryID), diff.filter.isStatus(label.status) {
            accounted.annotations += 1
        }
        var change = AnnotationComparison.change(
            sample, label.labelset, frame, isStill: isStill, annotation, .modified, at: pair.to)
        change.fromPosition = pair.from
        change.matchedBy = pair.rule
        change.score = pair.score
        // Names may repeat; numbers say which category is meant.
        let hasCategory = fields.contains { $0.field == "category" }
        change.setFields(
            fields,
            naming: hasCategory
                ? (twin.document.picking(["category_id"]), annotation.document.picking(["category_id"]))
                : (nil, nil))
        annotations.append(change)
    }

    /// What is on both sides has another order: shown by the ids of the newer side. Where ids are distinct, the order
    /// says nothing.
    private mutating func reportOrder(
        _ ones: [StoredAnnotation], _ others: [StoredAnnotation], _ matching: AnnotationMatching,
        in frame: DiffFrame
    ) {
        if Self.haveDistinctIDs(ones), Self.haveDistinctIDs(others), diff.noise.hides(.order) { return }
        func ids(_ pairs: [AnnotationPair]) -> JSONValue {
            .array(pairs.map { pair in others[pair.to].id.map { .number("\($0)") } ?? .null })
        }
        let orders = [
            ids(matching.pairs.sorted { $0.from < $1.from }), ids(matching.pairs.sorted { $0.to < $1.to }),
        ]
        if orders[0] == orders[1] {
            // Without ids that say so, there is nothing to show but that it changed.
            fields.append(
                FieldChange(
                    "annotation_order", sensor: frame.sensor, frame: isStill ? nil : frame.key.frame))
        } else {
            compare("annotation_order", orders[0], orders[1], in: frame)
        }
    }

    private static func haveDistinctIDs(_ annotations: [StoredAnnotation]) -> Bool {
        var ids: Set<AnnotationKey> = []
        return annotations.allSatisfy { annotation in
            annotation.idKey.map { ids.insert($0).inserted } ?? false
        }
    }

    // MARK: Links

    private mutating func compareLinks() {
        if old.links == nil, new.links == nil { return }
        if (old.links == nil) != (new.links == nil), (old.links ?? new.links)?.isEmpty == true {
            compare("links", old.links.map { _ in .array([]) }, new.links.map { _ in .array([]) })
            return
        }
        let comparison = LinkComparison(old.links ?? [], new.links ?? [])
        for outcome in comparison.outcomes {
            var change: Change
            switch outcome {
            case .added(let link):
                change = sample.change(.link, .added)
                change.to = link.document
            case .removed(let link):
                change = sample.change(.link, .removed)
                change.from = link.document
            case .both(let link, let other):
                if link.isIdentical(to: other) { continue }
                var found: [FieldChange] = []
                let (one, document) = (link.document, other.document)
                let (left, right) = (diff.old.multiselects, diff.new.multiselects)
                let (attributes, others) = diff.noise.withoutListTexts(
                    one["attributes"], document["attributes"]
                ) { left.isOfLinks($0) || right.isOfLinks($0) }
                diff.noise.differences(
                    one.replacing("attributes", with: attributes),
                    document.replacing("attributes", with: others), at: "", into: &found)
                change = sample.change(.link, .modified)
                let ends = ["from_id", "to_id"]
                change.setFields(
                    diff.noise.withoutIgnored(found), naming: (one.picking(ends), document.picking(ends)))
                if change.fields.isEmpty { continue }
            }
            change.labelset = label.labelset
            links.append(change)
        }
        if !comparison.isInOrder {
            fields.append(FieldChange("link_order"))
        }
    }
}
