import ReleaseFormat

/// Makes release documents for property tests: of every task type, small, and as odd as asked for.
///
/// The same seed makes the same documents. They are valid: what is odd about them is what the format page lists as
/// seen in the wild, and values of types that no column expects.
///
/// ```swift
/// var generator = ReleaseGenerator(seed: SeededRandom.chosenSeed, oddity: 0.1)
/// let document = generator.release(of: "vector", samples: 5)
/// ```
public struct ReleaseGenerator {
    public static let taskTypes = [
        "segmentation-bitmap", "segmentation-bitmap-highres", "image-segmentation-sequence", "bboxes",
        "vector",
        "image-vector-sequence", "keypoints", "pointcloud-cuboid", "pointcloud-cuboid-sequence",
        "pointcloud-segmentation", "pointcloud-segmentation-sequence", "pointcloud-vector",
        "pointcloud-vector-sequence", "multisensor-sequence", "text-named-entities",
        "text-span-categorization",
    ]

    /// Without these a file is no release, or one of no dataset.
    private static let headKeys: Set<String> = [
        "name", "owner", "dataset", "samples", "labelsets", "task_attributes",
    ]

    private var random: SeededRandom
    /// How often something is odd, from 0 to 1.
    private let oddity: Double

    public init(seed: UInt64, oddity: Double = 0.05) {
        random = SeededRandom(seed: seed)
        self.oddity = oddity
    }

    /// A whole document. Without a task type, any of them.
    public mutating func release(of taskType: String? = nil, samples count: Int = 4) -> JSONValue {
        let taskType = taskType ?? random.pick(Self.taskTypes)
        let labelsets = random.chance(0.5) ? ["ground-truth"] : ["ground-truth", "model v2", "Prüfung"]
        let samples = (0..<count).map { sample($0, taskType, labelsets) }
        var dataset = Members()
        dataset["name"] = .string("generated-\(taskType)")
        dataset["description"] = .string(random.chance(0.5) ? "" : text())
        dataset["category"] = "Street scenery"
        dataset["created_at"] = "2024-03-01 08:15:30.123456+00:00"
        dataset["owner"] = "acme"
        dataset["task_type"] = .string(taskType)
        dataset["task_attributes"] = taskAttributes()
        dataset["tasks"] = .make([("ground-truth", .make([("task_type", ""), ("attributes", .object([]))]))])
        dataset["labelsets"] = .array(labelsets.map { labelset($0) })
        dataset["samples"] = .array(samples)
        var document = Members()
        document["name"] = .string("v\(random.int(0...9)).\(random.int(0...9))")
        document["description"] = .string(random.chance(0.5) ? "" : text())
        document["created_at"] = "2024-03-02 10:00:00.000001+00:00"
        document["dataset"] = .object(finished(dataset, keeping: Self.headKeys))
        return .object(finished(document, keeping: Self.headKeys))
    }

    // MARK: The header

    private mutating func taskAttributes() -> JSONValue {
        var members = Members()
        members["format_version"] = "0.1"
        members["categories"] = .array((0..<6).map { category($0) })
        if random.chance(0.3) { members["image_attributes"] = .array([attributeDefinition("weather")]) }
        return .object(finished(members))
    }

    private mutating func category(_ index: Int) -> JSONValue {
        var members = Members()
        members["id"] = .number("\(index)")
        members["name"] = .string(["car", "bus", "Fougères (ferns)", "bus", "car/van", "無"][index])
        if random.chance(0.7) {
            members["color"] = .array((0..<3).map { _ in .number("\(random.int(0...255))") })
        }
        if random.chance(0.4) { members["attributes"] = .array([attributeDefinition("occluded")]) }
        return .object(finished(members))
    }

    private mutating func attributeDefinition(_ name: String) -> JSONValue {
        switch random.int(0...2) {
        case 0: .make([("name", .string(name)), ("input_type", "checkbox"), ("default_value", .bool(false))])
        case 1:
            .make([
                ("name", .string(name)), ("input_type", "number"), ("min", ""), ("max", "10"),
                ("step", .number("0.5")),
            ])
        default:
            .make([
                ("name", .string(name)), ("input_type", "select"), ("values", .array(["yes", "no"])),
                ("is_mandatory", .bool(true)),
            ])
        }
    }

    private func labelset(_ name: String) -> JSONValue {
        .make([
            ("name", .string(name)), ("description", ""), ("is_groundtruth", .bool(name == "ground-truth")),
            ("created_at", "2024-03-01 08:15:30.123456+00:00"),
        ])
    }

    // MARK: Samples

    private mutating func sample(_ index: Int, _ taskType: String, _ labelsets: [String]) -> JSONValue {
        var labels = Members()
        for labelset in labelsets where !random.chance(0.1) {
            labels[labelset] = random.chance(0.2) ? .null : label(taskType)
        }
        var members = Members()
        members["uuid"] = .string(uuid())
        members["name"] = .string(random.chance(0.8) ? "IMG_\(1000 + index).JPG" : "\(text())-\(index)")
        members["attributes"] = sampleAttributes(taskType)
        if !random.chance(0.1) {
            members["metadata"] = random.chance(0.5) ? .object([]) : freeObject(depth: 2)
        }
        members["labels"] = .object(labels.list)
        return .object(finished(members, keeping: ["uuid"]))
    }

    private mutating func uuid() -> String {
        let digits = Array("0123456789abcdef")
        return [8, 4, 4, 4, 12].map { length in
            String((0..<length).map { _ in random.pick(digits) })
        }.joined(separator: "-")
    }

    private mutating func sampleAttributes(_ taskType: String) -> JSONValue {
        if random.chance(oddity) { return random.pick([.null, .object([]), .array([])]) }
        switch taskType {
        case "multisensor-sequence":
            return .make([
                ("sensors", .array(["camera", "lidar"].map { sensorAsset($0) }))
            ])
        case _ where taskType.hasPrefix("text"): return .make([("text", .string(text()))])
        case _ where taskType.hasSuffix("sequence"):
            return frameAssets(isCloud: taskType.hasPrefix("pointcloud"))
        case _ where taskType.hasPrefix("pointcloud"): return asset(isCloud: true)
        default: return asset(isCloud: false)
        }
    }

    private mutating func sensorAsset(_ name: String) -> JSONValue {
        .make([
            ("name", .string(name)), ("task_type", ""), ("attributes", frameAssets(isCloud: name == "lidar")),
        ])
    }

    private mutating func frameAssets(isCloud: Bool) -> JSONValue {
        .make([("frames", .array((0..<random.int(0...3)).map { _ in asset(isCloud: isCloud) }))])
    }

    private mutating func asset(isCloud: Bool) -> JSONValue {
        let url = JSONValue.string("https://assets.example.org/acme/\(uuid()).\(isCloud ? "pcd" : "jpg")")
        guard isCloud else { return .make([("image", .make([("url", url)]))]) }
        return .make([
            ("pcd", .make([("url", url), ("type", "pcd")])),
            ("ego_pose", .make([("position", vector(["x", "y", "z"]))])),
        ])
    }

    // MARK: Labels

    private mutating func label(_ taskType: String) -> JSONValue {
        var members = Members()
        members["label_status"] = .string(
            random.pick(["LABELED", "REVIEWED", "REJECTED", "SKIPPED", "PRELABELED"]))
        if random.chance(0.1) { members["label_type"] = .string(taskType) }
        if random.chance(0.1) { members["score"] = number() }
        if random.chance(0.1) {
            members["created_by"] = random.pick([.string("ada"), .make([("username", "ada")])])
        }
        if random.chance(oddity) {
            members["attributes"] = random.pick([.null, .object([]), .array([]), .string("")])
        } else {
            members["attributes"] = labelAttributes(taskType)
        }
        return .object(finished(members))
    }

    private mutating func labelAttributes(_ taskType: String) -> JSONValue {
        var members = Members()
        if taskType == "multisensor-sequence" {
            members["sensors"] = .array([
                sensor("camera", "image-vector-sequence"), sensor("lidar", "pointcloud-cuboid-sequence"),
            ])
        } else if taskType.hasSuffix("sequence") {
            sequence(taskType, &members)
        } else {
            still(taskType, isSequence: false, &members)
        }
        if random.chance(0.2) { members["links"] = .array((0..<random.int(0...2)).map { _ in link() }) }
        if random.chance(0.2) { members["image_attributes"] = freeObject(depth: 1) }
        return .object(finished(members))
    }

    private mutating func sensor(_ name: String, _ taskType: String) -> JSONValue {
        var members = Members()
        members["name"] = .string(name)
        members["task_type"] = .string(taskType)
        if random.chance(0.2) {
            members["attributes"] = random.pick([.array([]), .null])
        } else {
            var body = Members()
            sequence(taskType, &body)
            members["attributes"] = .object(finished(body))
        }
        return .object(finished(members))
    }

    private mutating func sequence(_ taskType: String, _ members: inout Members) {
        members["format_version"] = random.pick(["0.2", .number("0.2"), .number("1")])
        members["frames"] = .array(
            (0..<random.int(0...4)).map { index in
                var frame = Members()
                still(taskType, isSequence: true, &frame)
                if random.chance(0.6) {
                    frame["timestamp"] = random.pick([
                        .null, .string("0000\(index)"), .number("1700000000123456\(index)00"),
                        .number("\(index).5"),
                    ])
                }
                if random.chance(0.3) { frame["image_attributes"] = freeObject(depth: 1) }
                return .object(finished(frame))
            })
    }

    private mutating func link() -> JSONValue {
        var members = Members()
        members["from_id"] = .number("\(random.int(1...5))")
        members["to_id"] = .number("\(random.int(1...5))")
        if random.chance(0.5) { members["attributes"] = freeObject(depth: 1) }
        return .object(finished(members))
    }

    /// What a still label and a frame have in common.
    private mutating func still(_ taskType: String, isSequence: Bool, _ members: inout Members) {
        if random.chance(0.8) { members["format_version"] = random.pick(["0.1", "0.2", .number("0.1")]) }
        let count = random.int(0...5)
        members["annotations"] = .array(
            (0..<count).map { annotation($0 + 1, taskType, isSequence: isSequence) })
        if taskType.contains("segmentation") {
            if taskType.hasPrefix("pointcloud") {
                members["point_annotations"] = .array(pointLabels(upTo: count))
            } else if !random.chance(0.2) {
                members["segmentation_bitmap"] = .make([
                    (
                        "url",
                        random.pick([.string("https://assets.example.org/acme/\(uuid()).png"), .null, ""])
                    )
                ])
            }
        }
    }

    private mutating func pointLabels(upTo count: Int) -> [JSONValue] {
        var labels: [JSONValue] = []
        for _ in 0..<random.int(0...6) {
            let label = JSONValue.number("\(random.int(0...count))")
            labels += Array(repeating: label, count: random.int(1...20))
        }
        return labels
    }

    // MARK: Annotations

    private mutating func annotation(_ id: Int, _ taskType: String, isSequence: Bool) -> JSONValue {
        var members = Members()
        if taskType.hasPrefix("text") {
            let start = random.int(0...40)
            members["start"] = .number("\(start)")
            members["end"] = .number("\(start + random.int(1...9))")
        } else {
            members["id"] = .number("\(random.chance(oddity) ? id + 9_007_199_254_740_993 : id)")
        }
        members["category_id"] = random.chance(oddity) ? .null : .number("\(random.int(0...6))")
        geometry(taskType, &members)
        if isSequence || random.chance(0.2) { members["track_id"] = .number("\(id + random.int(0...1))") }
        if isSequence && random.chance(0.8) { members["is_keyframe"] = .bool(random.chance(0.5)) }
        if random.chance(0.5) {
            members["attributes"] = random.chance(0.3) ? .object([]) : freeObject(depth: 1)
        }
        return .object(finished(members))
    }

    private mutating func geometry(_ taskType: String, _ members: inout Members) {
        switch taskType {
        case "bboxes": shape("bbox", 2, 2, &members)
        case "keypoints": shape("point", 1, 2, &members)
        case "vector", "image-vector-sequence":
            let type = random.pick(["bbox", "polygon", "polyline", "point"])
            let count = type == "bbox" ? 2 : type == "point" ? 1 : random.int(0...7)
            shape(type, count, 2, &members)
        case "pointcloud-vector", "pointcloud-vector-sequence":
            let type = random.pick(["polygon", "polyline", "point"])
            shape(type, type == "point" ? 1 : random.int(1...6), 3, &members)
        case "pointcloud-cuboid", "pointcloud-cuboid-sequence":
            members["type"] = .string(random.pick(["cuboid", "cuboid", "cuboid-sync"]))
            members["position"] = vector(["x", "y", "z"])
            members["dimensions"] = vector(["x", "y", "z"])
            if random.chance(0.9) { members["yaw"] = coordinate() }
            if random.chance(0.4) { members["rotation"] = vector(["qx", "qy", "qz", "qw"]) }
        default: break
        }
    }

    private mutating func shape(_ type: String, _ count: Int, _ dimensions: Int, _ members: inout Members) {
        members["type"] = .string(type)
        members["points"] = .array(
            (0..<count).map { _ in
                let width = random.chance(oddity / 4) ? random.int(0...4) : dimensions
                return .array((0..<width).map { _ in coordinate() })
            })
    }

    private mutating func vector(_ axes: [String]) -> JSONValue {
        .object(axes.map { JSONValue.Member($0, coordinate()) })
    }

    private mutating func coordinate() -> JSONValue {
        if random.chance(oddity / 4) {
            return random.pick([.number("1e400"), .null, .number("9007199254740993")])
        }
        switch random.int(0...3) {
        case 0: return .number("\(random.int(-50...4000))")
        case 1: return .number("\(random.int(0...4000)).\(random.int(0...999))")
        case 2: return .number("-\(random.int(0...90)).\(random.next() >> 12)")
        default: return .number("\(Double.random(in: -100...100, using: &random))")
        }
    }

    // MARK: Values of any kind

    private mutating func number() -> JSONValue {
        .number(
            random.pick([
                "0", "1", "-1", "0.5", "1e3", "9007199254740993", "-9223372036854775808",
                "9223372036854775807",
                "18446744073709551616", "1e400", "1.0", "12345678901234567890123", "1e20", "5e-324", "0.1",
            ]))
    }

    private mutating func text() -> String {
        random.pick([
            "", "plain", "two words", "Fougères", "line\nfeed\tand tab", "quote \" slash / back \\", "日本",
            "😀 and 🚗",
            "\u{1}\u{1f}\u{7f}", "e\u{301} is é", "\u{FFFF}\u{10FFFF}", "a ~ b/c",
        ])
    }

    /// An object of free keys, as metadata and attributes are.
    private mutating func freeObject(depth: Int) -> JSONValue {
        var members = Members()
        for _ in 0..<random.int(0...4) {
            let key = random.pick([
                "weather", "a", "ab", "abc", "", "two words", "Größe", "position", "\"", "z~/",
            ])
            if members[key] == nil { members[key] = freeValue(depth: depth) }
        }
        return .object(members.list)
    }

    private mutating func freeValue(depth: Int) -> JSONValue {
        switch random.int(0...(depth > 0 ? 6 : 4)) {
        case 0: .null
        case 1: .bool(random.chance(0.5))
        case 2: number()
        case 3, 4: .string(text())
        case 5: .array((0..<random.int(0...3)).map { _ in freeValue(depth: depth - 1) })
        default: freeObject(depth: depth - 1)
        }
    }

    /// The members with oddities: unknown keys, values of another type, keys that are missing.
    private mutating func finished(_ members: Members, keeping needed: Set<String> = []) -> [JSONValue.Member]
    {
        var members = members
        for key in members.list.map(\.key) where !needed.contains(key) {
            guard random.chance(oddity / 2) else { continue }
            members[key] = random.chance(0.4) ? nil : freeValue(depth: 1)
        }
        while random.chance(oddity) {
            let key = random.pick(["isHidden", "x-note", "", "description2", "Übung", "index", "idx"])
            if members[key] == nil { members[key] = freeValue(depth: 2) }
        }
        return members.list
    }
}

/// Members under construction; a key stands once.
private struct Members {
    var list: [JSONValue.Member] = []

    subscript(key: String) -> JSONValue? {
        get { list.first { $0.key == key }?.value }
        set {
            let index = list.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): list[index].value = value
            case (let index?, nil): list.remove(at: index)
            case (nil, let value?): list.append(JSONValue.Member(key, value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONValue {
    fileprivate static func make(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { Member($0.0, $0.1) })
    }
}
