import ReleaseFormat

/// The definition of an attribute, prepared for judging its values.
///
/// Missing and meaningless parts of a definition demand nothing.
struct AttributeDemand: Sendable {
    enum Kind: String, Sendable {
        case select, multiselect, text, number, checkbox, vector3, quaternion, points
    }

    /// Which sensors an attribute is for.
    enum Sensors: Sendable {
        case plane, space
    }

    var name: String
    /// nil for a word that the format does not know: values may be anything.
    var kind: Kind?
    /// Of a select or multiselect; nil where none are listed, and any may be chosen.
    var allowed: [JSONValue]?
    var minimum: Double?
    var maximum: Double?
    /// Above 0.
    var step: Double?
    var isMandatory: Bool
    var isTrackLevel: Bool
    var isSyncedAcrossSensors: Bool
    /// nil for all.
    var sensors: Sensors?

    private let allowedFigures: Set<ExactFigure>

    /// The field of an attribute in findings: `attributes.color`; an empty name is shown as `attributes.""`.
    static func field(_ owner: String, _ name: String) -> String {
        "\(owner).\(name.isEmpty ? "\"\"" : name)"
    }

    /// nil without a name.
    init?(_ definition: JSONValue) {
        guard let name = definition["name"]?.string else { return nil }
        self.name = name
        kind = definition["input_type"]?.string.flatMap(Kind.init)
        let isChoice = kind == .select || kind == .multiselect
        allowed = isChoice ? definition["values"]?.array?.filter { $0 != .null } : nil
        allowedFigures = Set((allowed ?? []).map { ExactFigure($0.figure) })
        // Bounds are numbers or texts of numbers; an empty text is none.
        func bound(_ key: String) -> Double? { definition[key].flatMap { AttributeJudge.number($0) } }
        minimum = kind == .number ? bound("min") : nil
        maximum = kind == .number ? bound("max") : nil
        step = kind == .number ? bound("step").flatMap { $0 > 0 ? $0 : nil } : nil
        isMandatory = definition["is_mandatory"]?.bool ?? false
        isTrackLevel = definition["is_track_level"]?.bool ?? false
        isSyncedAcrossSensors = definition["synced_across_sensors"]?.bool ?? false
        switch (definition["sensors"]?.string ?? definition["sensor_filter"]?.string)?.uppercased() {
        case "2D": sensors = .plane
        case "3D": sensors = .space
        default: sensors = nil
        }
    }

    /// Whether a value is one of those to choose from; every value is where none are listed.
    func allows(_ value: JSONValue) -> Bool {
        allowed == nil || allowedFigures.contains(ExactFigure(value.figure))
    }

    /// The choice that a number or flag means: `"1"` for 1; nil without such a choice.
    func word(for value: JSONValue) -> String? {
        guard allowed != nil else { return nil }
        let word: String
        switch value {
        case .number(let literal): word = literal
        case .bool(let flag): word = flag ? "true" : "false"
        default: return nil
        }
        return allowedFigures.contains(ExactFigure(.text(word))) ? word : nil
    }
}

/// The attributes that an owner may have: the objects of a category, the links from them, or images.
struct AttributeDemands: Sendable {
    let all: [AttributeDemand]
    private let indexes: [ExactText: Int]
    /// The indexes of those that must be set.
    let mandatory: [Int]

    static let none = AttributeDemands(nil)

    /// - Parameter list: of definitions. Where a name repeats, the first one counts; what is not an object with a name
    ///   defines nothing.
    init(_ list: JSONValue?) {
        var all: [AttributeDemand] = []
        var indexes: [ExactText: Int] = [:]
        for definition in list?.array ?? [] {
            guard let demand = AttributeDemand(definition), indexes[ExactText(demand.name)] == nil else {
                continue
            }
            indexes[ExactText(demand.name)] = all.count
            all.append(demand)
        }
        self.all = all
        self.indexes = indexes
        mandatory = all.indices.filter { all[$0].isMandatory }
    }

    subscript(name: String) -> AttributeDemand? { indexes[ExactText(name)].map { all[$0] } }

    func index(of name: String) -> Int? { indexes[ExactText(name)] }
}

/// The definitions of attributes for the objects of each category, for the links from them, and for images.
struct AttributeOwners: Sendable {
    /// By the index of the category in ``RuleTaxonomy/categories``.
    let objects: [AttributeDemands]
    let links: [AttributeDemands]
    let images: AttributeDemands

    private let taxonomy: RuleTaxonomy
    /// The owners of the ids below 1024, which nearly all are; -1 for others.
    private let small: [Int32]

    init(_ taxonomy: RuleTaxonomy) {
        self.taxonomy = taxonomy
        objects = taxonomy.categories.map { AttributeDemands($0.document["attributes"]) }
        links = taxonomy.categories.map { AttributeDemands($0.document["link_attributes"]) }
        images = AttributeDemands(taxonomy.document?["image_attributes"])
        small = (0..<1024).map { Int32(taxonomy.index(of: $0) ?? -1) }
    }

    /// The index of an annotation's category in ``objects`` and ``links``; -1 where it has none, or one that nothing
    /// defines.
    @inline(__always)
    func owner(of annotation: Int, in annotations: CheckedAnnotations) -> Int32 {
        guard annotations.flags[annotation].contains(.hasCategoryID) else { return -1 }
        let id = annotations.categoryID[annotation]
        if id >= 0, id < 1024 { return small[Int(id)] }
        return Int32(taxonomy.index(of: id) ?? -1)
    }
}

/// Which sensors of a label are 2D, and which are 3D.
struct SensorSpaces {
    private var spaces: [(name: String, sensors: AttributeDemand.Sensors)] = []

    init(_ label: CheckedLabel, in batch: ContentBatch) {
        for sensor in batch.sensors[label.sensors] {
            guard let name = sensor.name, let type = sensor.taskType else { continue }
            if type.hasPrefix("pointcloud") {
                spaces.append((name, .space))
            } else if type.hasPrefix("image") {
                spaces.append((name, .plane))
            }
        }
    }

    /// nil for a sensor that does not say.
    func sensors(of frame: Int, in batch: ContentBatch) -> AttributeDemand.Sensors? {
        guard !spaces.isEmpty, let name = batch.sensorNames[batch.frames.sensor[frame]] else { return nil }
        return spaces.first { $0.name.isExactly(name) }?.sensors
    }
}
