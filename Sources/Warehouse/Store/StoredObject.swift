import ReleaseFormat

/// An object of a release file as the warehouse stores it: columns for keys that the format has, and `extra` for the
/// rest.
///
/// A key in `extra` takes precedence over the column of the same name, which then shows what it can of the value.
protocol StoredObject {
    /// A JSON object: the members without a column, or with one that cannot show all of the value.
    var extra: String? { get }

    /// Calls `body` with the key of each column, in the order of a file, and its value as JSON; nil if there is none.
    func forEachColumn(_ body: (_ key: String, _ json: String?) throws -> Void) rethrows
}

extension StoredObject {
    /// The object as its file has it, without other objects that it contains.
    var document: JSONValue {
        let rest = JSONValue(json: extra)?.members ?? []
        var members: [JSONValue.Member] = []
        forEachColumn { key, json in
            guard let json, !rest.contains(where: { $0.key.isExactly(key) }),
                let value = JSONValue(json: json)
            else { return }
            members.append(JSONValue.Member(key, value))
        }
        return .object(members + rest)
    }
}

extension StoredSample: StoredObject {
    func forEachColumn(_ body: (_ key: String, _ json: String?) throws -> Void) rethrows {
        try body("uuid", SampleText.json(uuid))
        try body("name", name.map(SampleText.json))
        try body("attributes", attributes)
        try body("metadata", metadata)
    }
}

extension StoredLabel.Content: StoredObject {
    func forEachColumn(_ body: (_ key: String, _ json: String?) throws -> Void) rethrows {
        try body("label_status", status.map(SampleText.json))
        try body("label_type", labelType.map(SampleText.json))
        try body("score", score.map { JSONNumberText($0).description })
        try body("created_at", createdAt.map(SampleText.json))
        try body("created_by", createdBy.map(SampleText.json))
        try body("updated_at", updatedAt.map(SampleText.json))
        try body("updated_by", updatedBy.map(SampleText.json))
        try body("reviewed_at", reviewedAt.map(SampleText.json))
        try body("reviewed_by", reviewedBy.map(SampleText.json))
    }
}

extension StoredAnnotation: StoredObject {
    func forEachColumn(_ body: (_ key: String, _ json: String?) throws -> Void) rethrows {
        try body("id", id.map { "\($0)" })
        try body("category_id", categoryID.map { "\($0)" })
        try body("track_id", trackID.map { "\($0)" })
        try body("type", type.map(SampleText.json))
        try body("is_keyframe", isKeyframe.map { "\($0)" })
        try body("points", points)
        if let cuboid {
            let (center, size, rotation) = (cuboid.center, cuboid.size, cuboid.rotation)
            try body("position", Self.object([("x", center.x), ("y", center.y), ("z", center.z)]))
            try body("dimensions", Self.object([("x", size.x), ("y", size.y), ("z", size.z)]))
            try body("yaw", cuboid.yaw.isNaN ? nil : JSONNumberText(cuboid.yaw).description)
            try body(
                "rotation",
                Self.object([
                    ("qx", rotation.x), ("qy", rotation.y), ("qz", rotation.z), ("qw", rotation.w),
                ]))
        }
        try body("attributes", attributes)
    }

    /// An object of numbers; nil unless all are there.
    private static func object(_ numbers: [(key: String, value: Double)]) -> String? {
        guard !numbers.contains(where: { $0.value.isNaN }) else { return nil }
        return "{" + numbers.map { "\"\($0.key)\":\(JSONNumberText($0.value))" }.joined(separator: ",") + "}"
    }
}

extension StoredLink: StoredObject {
    func forEachColumn(_ body: (_ key: String, _ json: String?) throws -> Void) rethrows {
        try body("from_id", fromID.map { "\($0)" })
        try body("to_id", toID.map { "\($0)" })
        try body("attributes", attributes)
    }
}
