import ReleaseFormat

/// What a release demands of the attributes of the objects of each category, of the links from them, and of images.
struct AttributeOwners: Sendable {
    /// By the place of the category in ``RuleTaxonomy/categories``.
    let objects: [AttributeDemands]
    let links: [AttributeDemands]
    let images: AttributeDemands

    private let taxonomy: RuleTaxonomy
    /// The places of the ids below 1024, which nearly all are; -1 for others.
    private let places: [Int32]

    init(_ taxonomy: RuleTaxonomy) {
        self.taxonomy = taxonomy
        objects = taxonomy.categories.map { AttributeDemands($0.document["attributes"]) }
        links = taxonomy.categories.map { AttributeDemands($0.document["link_attributes"]) }
        images = AttributeDemands(taxonomy.document?["image_attributes"])
        places = (0..<1024).map { Int32(taxonomy.place(of: $0) ?? -1) }
    }

    /// The place of an annotation's category; -1 where it has none, or one that nothing defines.
    @inline(__always)
    func place(of annotation: Int, in annotations: CheckedAnnotations) -> Int32 {
        guard annotations.flags[annotation].contains(.hasCategoryID) else { return -1 }
        let id = annotations.categoryID[annotation]
        if id >= 0, id < 1024 { return places[Int(id)] }
        return Int32(taxonomy.place(of: id) ?? -1)
    }
}

/// Which sensors of a label see the plane, and which space.
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
