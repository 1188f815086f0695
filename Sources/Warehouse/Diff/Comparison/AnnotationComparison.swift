import ReleaseFormat

/// Compares an annotation that is on both sides, field by field.
struct AnnotationComparison {
    private let categories: CategoryAlignment
    private let noise: DiffNoise
    private let multiselects: (old: MultiselectNames, new: MultiselectNames)

    init(_ diff: ReleaseDiff) {
        categories = diff.categories
        noise = diff.noise
        multiselects = (diff.old.multiselects, diff.new.multiselects)
    }

    private static let geometryKeys = ["points", "position", "dimensions", "yaw", "rotation"]
    /// Keys of the file that have fields of their own.
    private static let ownKeys = Set(geometryKeys + ["category_id", "attributes"])
    /// Names of fields that no key of the file may take.
    private static let takenNames: Set = ["category", "geometry"]

    /// What changed; nothing where both are equal but for noise and the category's number.
    func fields(_ old: StoredAnnotation, _ new: StoredAnnotation) -> [FieldChange] {
        let (one, other) = (old.document, new.document)
        var fields: [FieldChange] = []
        if let field = category(old, new, one, other) { fields.append(field) }
        if let field = geometry(old, new, one, other) { fields.append(field) }
        let (attributes, others) = noise.withoutListTexts(one["attributes"], other["attributes"]) { name in
            multiselects.old.isOfObjects(name, category: old.categoryID)
                || multiselects.new.isOfObjects(name, category: new.categoryID)
        }
        noise.differences(attributes, others, at: "attributes", into: &fields)
        for (key, value, twin) in Self.members(one, other) where !Self.ownKeys.contains(key) {
            if key == "track_id", Self.isRepeatedID(value, of: one, twin, of: other),
                noise.hides(.repeatedTrackID)
            {
                continue
            }
            let name = Self.takenNames.contains(key) ? "extra.\(key)" : key
            noise.differences(value, twin, at: name, key: key, into: &fields)
        }
        return noise.withoutIgnored(fields)
    }

    /// Whether only one side has a track id, which says no more than the annotation's id.
    private static func isRepeatedID(
        _ track: JSONValue?, of one: JSONValue, _ twin: JSONValue?, of other: JSONValue
    ) -> Bool {
        switch (track?.integer, twin?.integer) {
        case (let track?, nil): twin == nil && track == one["id"]?.integer
        case (nil, let twin?): track == nil && twin == other["id"]?.integer
        default: false
        }
    }

    /// The keys of either object, with what each side has.
    private static func members(
        _ one: JSONValue, _ other: JSONValue
    ) -> [(key: String, old: JSONValue?, new: JSONValue?)] {
        let members = one.members ?? []
        let others = other.members ?? []
        return members.map { ($0.key, $0.value, other[$0.key]) }
            + others.filter { one[$0.key] == nil }.map { ($0.key, nil, $0.value) }
    }

    private func category(
        _ old: StoredAnnotation, _ new: StoredAnnotation, _ one: JSONValue, _ other: JSONValue
    ) -> FieldChange? {
        let (id, twin) = (one["category_id"], other["category_id"])
        if id == nil, twin == nil { return nil }
        if old.categoryID != nil, new.categoryID != nil {
            if categories.isSame(old.categoryID, new.categoryID) { return nil }
        } else if let id, let twin, noise.areSame(id, twin) {
            return nil
        }
        let names = (categories.oldName(old.categoryID), categories.newName(new.categoryID))
        // Two categories of one name are shown by their numbers.
        if let name = names.0, let other = names.1, name.isExactly(other) {
            return FieldChange("category", from: id, to: twin)
        }
        return FieldChange(
            "category", from: names.0.map { .string($0) } ?? id, to: names.1.map { .string($0) } ?? twin)
    }

    // MARK: Geometry

    private func geometry(
        _ old: StoredAnnotation, _ new: StoredAnnotation, _ one: JSONValue, _ other: JSONValue
    ) -> FieldChange? {
        let changed = Self.geometryKeys.filter { key in
            let (value, twin) = (one[key], other[key])
            switch key {
            case "yaw": return !isSameYaw(value, twin)
            case "rotation": return !isSameRotation(value, twin)
            default: return !noise.areSame(value, twin, key: key)
            }
        }
        guard !changed.isEmpty else { return nil }
        return FieldChange(
            "geometry", from: one.picking(changed), to: other.picking(changed),
            geometry: GeometryChange(from: old.shape, to: new.shape))
    }

    private func isSameYaw(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
        if let yaw = one?.real, let twin = other?.real {
            if yaw == twin || noise.areSame(yaw, twin) { return true }
            return noise.hidesTurn([(yaw - twin).remainder(dividingBy: 2 * .pi)])
        }
        return noise.areSame(one, other)
    }

    private func isSameRotation(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
        let keys = ["qx", "qy", "qz", "qw"]
        let quaternion = keys.compactMap { one?[$0]?.real }
        let twin = keys.compactMap { other?[$0]?.real }
        if quaternion.count == 4, twin.count == 4, one?.members?.count == 4, other?.members?.count == 4,
            quaternion != twin, noise.hidesTurn(zip(quaternion, twin).map { $0 + $1 })
        {
            return true
        }
        return noise.areSame(one, other)
    }

    // MARK: Changes

    /// The change of an annotation on one side; on both, of its `to` side.
    static func change(
        _ sample: SampleComparison, _ labelset: String, _ frame: DiffFrame, isStill: Bool,
        _ annotation: StoredAnnotation, _ kind: Change.Kind, at index: Int
    ) -> Change {
        var change = sample.change(.annotation, kind)
        change.labelset = labelset
        change.frame = frame.key.frame
        change.isStill = isStill
        change.sensor = frame.sensor
        if kind == .removed { change.fromPosition = index } else { change.toPosition = index }
        change.annotationID = annotation.id
        change.trackID = annotation.trackID
        let categories = sample.diff.categories
        let id = annotation.categoryID
        change.category =
            (kind == .removed ? categories.oldName(id) : categories.newName(id)) ?? id.map { "\($0)" }
        if kind == .added { change.to = annotation.document }
        if kind == .removed { change.from = annotation.document }
        return change
    }
}

extension GeometryChange {
    /// How one shape became another; nil if either cannot be measured.
    init?(from old: Shape?, to new: Shape?) {
        guard let old, let new else { return nil }
        self.init(centerShift: Shape.distance(old.center, new.center))
        guard old.kind == new.kind else { return }
        iou = old.overlap(with: new)
        if old.size > 0, old.kind != .point { sizeRatio = new.size / old.size }
        if case .cuboid(let pose) = old.form, case .cuboid(let other) = new.form {
            angle = pose.angle(to: other)
        }
    }
}
