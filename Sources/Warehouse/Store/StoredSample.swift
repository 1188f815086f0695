import SQLite

/// A sample of a release as the warehouse stores it. JSON columns are text.
public struct StoredSample: Sendable {
    public var uuid: String
    public var name: String?
    public var attributes: String?
    public var metadata: String?
    public var extra: String?
    public var labels: [StoredLabel]
}

/// A sample's label in a labelset.
public struct StoredLabel: Sendable {
    public var labelset: String
    /// nil for a null label.
    public var content: Content?

    public struct Content: Sendable {
        public var status: String?
        /// `still`, `sequence` or `sensors`; nil when the attributes are no object.
        public var structure: String?
        public var formatVersion: Value
        public var imageAttributes: String?
        public var labelType: String?
        public var score: Double?
        public var createdAt: String?
        public var createdBy: String?
        public var updatedAt: String?
        public var updatedBy: String?
        public var reviewedAt: String?
        public var reviewedBy: String?
        public var extra: String?
        public var frames: [StoredFrame]
        /// nil without sensors.
        public var sensors: [StoredSensor]?
        /// nil without a list of links.
        public var links: [StoredLink]?
    }
}

/// A sensor of a label; its frames are the label's next.
public struct StoredSensor: Sendable {
    public var name: String?
    public var taskType: String?
    public var structure: String?
    public var formatVersion: Value
    /// How many of the label's frames are its own.
    public var frames: Int
}

public struct StoredFrame: Sendable {
    /// The name of the sensor; nil outside multi-sensor data, and for a sensor without one.
    public var sensor: String?
    /// From 0, by sensor.
    public var number: Int
    public var timestamp: Value
    public var formatVersion: Value
    public var segmentationBitmapURL: String?
    /// The packed list of point labels: see `PointRuns`.
    public var pointRuns: [UInt8]?
    /// The number of point labels; nil without a list of them.
    public var points: Int64?
    public var imageAttributes: String?
    public var extra: String?
    /// nil without a list of annotations.
    public var annotations: [StoredAnnotation]?
}

public struct StoredAnnotation: Sendable {
    public var id: Int64?
    public var trackID: Int64?
    public var categoryID: Int64?
    public var type: String?
    public var isKeyframe: Bool?
    public var attributes: String?
    /// How many points there are; nil without a list of them.
    public var vertices: Int?
    /// The extent of the points: x_min, y_min, x_max, y_max.
    public var hull: SIMD4<Double>?
    /// The lowest z of the points; nil in the plane.
    public var z: Double?
    /// The points as JSON; nil if ``hull`` and ``z`` say all about them: see ``points``.
    public var geometry: String?
    public var cuboid: CuboidPose?
    public var extra: String?

    /// The points as JSON; nil without any.
    public var points: String? {
        if let geometry { return geometry }
        guard vertices != nil, let hull else { return nil }
        let (x, y) = (JSONNumberText(hull.x), JSONNumberText(hull.y))
        if type == "bbox" { return "[[\(x),\(y)],[\(JSONNumberText(hull.z)),\(JSONNumberText(hull.w))]]" }
        return z.map { "[[\(x),\(y),\(JSONNumberText($0))]]" } ?? "[[\(x),\(y)]]"
    }
}

public struct StoredLink: Sendable {
    public var fromID: Int64?
    public var toID: Int64?
    public var attributes: String?
    public var extra: String?
}

/// What a release's file says beside its samples. JSON text.
public struct StoredHeader: Sendable {
    /// The document without samples, `task_attributes` and `tasks`.
    public var header: String
    public var taskAttributes: String?
    public var tasks: String?
}
