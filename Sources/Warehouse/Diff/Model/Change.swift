import ReleaseFormat

/// One thing that is not the same in two releases.
public struct Change: Sendable, Hashable {
    /// What kind of thing it is, from the whole down to one object.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        case release
        case category
        case attributeDefinition = "attribute_definition"
        case labelset
        case sample
        case label
        case annotation
        case link
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case added
        case removed
        case modified
        /// The same under another name.
        case renamed
        /// A category of the same name under another id.
        case renumbered
    }

    /// How an annotation was found again on the other side.
    public enum MatchRule: String, Sendable, Hashable, CaseIterable {
        case trackID = "track_id"
        case id
        /// By likeness: see ``Change/score``.
        case geometry
    }

    public var level: Level
    public var kind: Kind
    public var sampleUUID: String?
    /// The sample's name on the `to` side, or on `from` if there is no `to` side; the same for what follows.
    public var sample: String?
    public var labelset: String?
    public var sensor: String?
    /// From 0; nil for what is not of one frame.
    public var frame: Int?
    /// Whether it is of a still image or a single point cloud, whose only frame is 0.
    public var isStill = false
    public var annotationID: Int64?
    public var trackID: Int64?
    /// An annotation's index in its frame's list on the `from` side, from 0; nil where it is not there.
    public var fromPosition: Int?
    /// The same on the `to` side.
    public var toPosition: Int?
    /// What an annotation's or link's category, or a category itself, is called; its id where it has no name.
    public var category: String?
    /// nil for what is on one side only, and for what is no annotation.
    public var matchedBy: MatchRule?
    /// From 0 to 1: how like the two sides of a match by geometry are, by intersection over union or by distance.
    public var score: Double?
    /// What a sample that came or went brought along, of the labelsets and statuses asked for; nil for all else.
    public var contents: Contents?
    /// What there was, a JSON object: all of it when removed, else the fields that changed, by their
    /// ``FieldChange/path``, behind what names the thing. A sample's labels and a label's annotations are not in it.
    public var from: JSONValue?
    public var to: JSONValue?
    /// What changed of what is on both sides; never empty for those.
    public var fields: [FieldChange]

    /// How much is in a sample.
    public struct Contents: Sendable, Hashable {
        /// Labels that are not null.
        public var labels: Int
        public var annotations: Int

        public init(labels: Int, annotations: Int) {
            self.labels = labels
            self.annotations = annotations
        }
    }

    public init(_ level: Level, _ kind: Kind) {
        self.level = level
        self.kind = kind
        fields = []
    }
}

/// One field that is not the same on both sides.
public struct FieldChange: Sendable, Hashable {
    /// In snake case: `category`, `geometry`, `attributes.NAME`, `is_keyframe`, `label_status`, `mask`, `metadata.KEY`, …
    public var field: String
    /// nil where the side does not have it.
    public var from: JSONValue?
    public var to: JSONValue?
    /// How a shape moved; nil for other fields.
    public var geometry: GeometryChange?
    /// The sensor and frame that the field belongs to, if the change itself belongs to a whole label.
    public var sensor: String?
    /// From 0.
    public var frame: Int?

    public init(
        _ field: String, from: JSONValue? = nil, to: JSONValue? = nil, geometry: GeometryChange? = nil,
        sensor: String? = nil, frame: Int? = nil
    ) {
        self.field = field
        self.from = from
        self.to = to
        self.geometry = geometry
        self.sensor = sensor
        self.frame = frame
    }

    /// The field with its sensor and frame, unique in its change: `frames.3.mask`.
    public var path: String {
        (sensor.map { "sensors.\($0)." } ?? "") + (frame.map { "frames.\($0)." } ?? "") + field
    }
}

/// How a shape moved. A measure that the two shapes do not have is nil.
public struct GeometryChange: Sendable, Hashable {
    /// Intersection over union: of boxes and polygons by area, of cuboids by volume.
    public var iou: Double?
    /// Distance of the centres, px or m.
    public var centerShift: Double?
    /// Area, length or volume on the `to` side over that on the `from` side.
    public var sizeRatio: Double?
    /// By how much a cuboid was turned, rad, from 0 to π.
    public var angle: Double?

    public init(
        iou: Double? = nil, centerShift: Double? = nil, sizeRatio: Double? = nil, angle: Double? = nil
    ) {
        self.iou = iou
        self.centerShift = centerShift
        self.sizeRatio = sizeRatio
        self.angle = angle
    }
}
