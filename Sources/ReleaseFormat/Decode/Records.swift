/// The rows that samples decode into: flat values, and ranges of bytes in the batch that holds them.
///
/// A text or JSON column is a ``ByteRange``. A number is present when its bit is set or its optional is not nil.
/// What a column cannot hold exactly is JSON in the nearest `extra`.

/// One sample of the batch, in the order of the file.
public struct SampleRecord: Sendable {
    /// The digest of the sample's bytes, exactly as in the file.
    public var rawDigest: Digest
    /// What ``KnownContent`` answered for the raw digest; the rest of the record is then empty. Negative: unknown.
    public var known: Int32 = -1

    /// The digest of the sample's own content: uuid, name, attributes, metadata and unknown keys.
    public var versionDigest = Digest(0, 0)
    /// The digest of the sample with its labels.
    public var stateDigest = Digest(0, 0)
    public var uuid = ByteRange.absent
    public var name = ByteRange.absent
    public var attributes = ByteRange.absent
    public var metadata = ByteRange.absent
    public var extra = ByteRange.absent
    public var assetURL = ByteRange.absent
    /// The number of frames that the sample's attributes list; 1 for a still.
    public var frames: Int32?
    /// The sample's labels in the batch.
    public var labels: Range<Int32> = 0..<0
}

/// How a label's `attributes` hold its frames.
public enum LabelStructure: UInt8, Sendable {
    /// No object, so nothing in it: what there is goes to `extra`.
    case none
    /// Annotations, mask or points directly.
    case still
    /// A list of `frames`.
    case sequence
    /// A list of `sensors`, each with a body of its own.
    case sensors

    /// The word that the warehouse keeps; nil for ``none``.
    public var word: StaticString? {
        switch self {
        case .none: nil
        case .still: "still"
        case .sequence: "sequence"
        case .sensors: "sensors"
        }
    }
}

/// A scalar whose kind is the file's choice: a time stamp, a format version.
public enum Scalar: Sendable {
    case absent
    case integer(Int64)
    case real(Double)
    case text(ByteRange)
}

/// One key of a sample's `labels`.
public struct LabelRecord: Sendable {
    public var labelset = ByteRange.absent
    /// True for a null label: nothing else is set then.
    public var isNull = false
    public var digest = Digest(0, 0)
    public var structure = LabelStructure.none
    public var status = ByteRange.absent
    public var labelType = ByteRange.absent
    public var score: Double?
    public var createdAt = ByteRange.absent
    public var createdBy = ByteRange.absent
    public var updatedAt = ByteRange.absent
    public var updatedBy = ByteRange.absent
    public var reviewedAt = ByteRange.absent
    public var reviewedBy = ByteRange.absent
    public var formatVersion = Scalar.absent
    public var imageAttributes = ByteRange.absent
    public var extra = ByteRange.absent
    /// Frames in time: the longest sensor's.
    public var frames: Int32 = 0
    /// Whether `links` is a list of objects, an empty one included.
    public var hasLinks = false
    /// `{"category id":count}`, and `{"type":count}` of those annotations whose type is known from the label.
    public var categoryCounts = ByteRange.absent
    public var typeCounts = ByteRange.absent
    public var sensorRows: Range<Int32> = 0..<0
    public var frameRows: Range<Int32> = 0..<0
    public var annotationRows: Range<Int32> = 0..<0
    public var trackRows: Range<Int32> = 0..<0
    public var linkRows: Range<Int32> = 0..<0
    /// The label's entries in the batch's `categoryCounts` and `typeCounts`.
    public var categoryCountRows: Range<Int32> = 0..<0
    public var typeCountRows: Range<Int32> = 0..<0
}

/// One element of a label's `sensors`.
public struct SensorRecord: Sendable {
    public var name = ByteRange.absent
    public var taskType = ByteRange.absent
    public var structure = LabelStructure.none
    public var formatVersion = Scalar.absent
    /// The sensor's frames in its label.
    public var frames: Int32 = 0
}

/// What annotations are that state no type: it follows from the task.
public enum UntypedAnnotations: Sendable {
    /// Of masks and of point labels.
    case segment
    /// Of text.
    case span

    /// The type's name.
    public var word: StaticString {
        switch self {
        case .segment: "segment"
        case .span: "span"
        }
    }

    /// What a task type makes of them; nil for tasks whose annotations all state a type.
    ///
    /// Source: the release format's list of task types, segmentation ones and the two retired ones for text.
    public init?(taskType: some StringProtocol) {
        switch String(taskType) {
        case "segmentation-bitmap", "segmentation-bitmap-highres", "image-segmentation-sequence",
            "pointcloud-segmentation", "pointcloud-segmentation-sequence":
            self = .segment
        case "text-named-entities", "text-span-categorization": self = .span
        default: return nil
        }
    }
}

/// One frame of one sensor; a still is frame 0.
public struct FrameRecord: Sendable {
    public var sensor = ByteRange.absent
    public var frame: Int32 = 0
    public var timestamp = Scalar.absent
    public var formatVersion = Scalar.absent
    /// nil where `annotations` is no list of objects.
    public var annotations: Int32?
    /// The type of annotations that state none, where the label implies one.
    public var untyped: UntypedAnnotations?
    public var segmentationBitmapURL = ByteRange.absent
    /// The number of point labels, nil without a list of them, and the packed list: see ``PointRuns``.
    public var points: Int64?
    public var pointRuns = ByteRange.absent
    public var imageAttributes = ByteRange.absent
    public var extra = ByteRange.absent
}

/// One annotation.
public struct AnnotationRecord: Sendable {
    /// Which of the numbers are there.
    public struct Columns: OptionSet, Sendable {
        public var rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        public static let id = Columns(rawValue: 1 << 0)
        public static let trackID = Columns(rawValue: 1 << 1)
        public static let categoryID = Columns(rawValue: 1 << 2)
        public static let isKeyframe = Columns(rawValue: 1 << 3)
        public static let keyframe = Columns(rawValue: 1 << 4)
        /// The hull's x and y; its z.
        public static let hull = Columns(rawValue: 1 << 5)
        public static let depth = Columns(rawValue: 1 << 6)
        public static let area = Columns(rawValue: 1 << 7)
        public static let length = Columns(rawValue: 1 << 8)
        public static let vertices = Columns(rawValue: 1 << 9)
        public static let pointCount = Columns(rawValue: 1 << 10)
    }

    public var columns: Columns = []
    public var vertices: Int32 = 0
    /// The annotation's row among the batch's cuboids; negative without one.
    public var cuboid: Int32 = -1
    /// The attributes' number among the batch's; negative when they are absent or too long to repeat.
    public var attributeSet: Int32 = -1
    public var id: Int64 = 0
    public var trackID: Int64 = 0
    public var categoryID: Int64 = 0
    public var xMin = 0.0
    public var yMin = 0.0
    public var zMin = 0.0
    public var xMax = 0.0
    public var yMax = 0.0
    public var zMax = 0.0
    /// A polygon's area in px², a polyline's length in px or m.
    public var area = 0.0
    public var length = 0.0
    public var pointCount: Int64 = 0
    public var type = ByteRange.absent
    public var attributes = ByteRange.absent
    /// The points as JSON; none where the hull's columns say it all: boxes and single points.
    public var points = ByteRange.absent
    public var extra = ByteRange.absent
}

/// A cuboid's centre and size in metres, its yaw in radians and its rotation. NaN where the file says nothing.
public struct CuboidRecord: Sendable {
    public var center = SIMD3<Double>(repeating: .nan)
    public var size = SIMD3<Double>(repeating: .nan)
    public var yaw = Double.nan
    /// qx, qy, qz, qw.
    public var rotation = SIMD4<Double>(repeating: .nan)
    /// Whether `position`, `dimensions`, `yaw` and `rotation` are wholly in these columns.
    public var columns: Columns = []

    public struct Columns: OptionSet, Sendable {
        public var rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let position = Columns(rawValue: 1)
        public static let dimensions = Columns(rawValue: 2)
        public static let yaw = Columns(rawValue: 4)
        public static let rotation = Columns(rawValue: 8)
    }
}

/// The annotations of one sensor that share a track id, in a sequence.
public struct TrackRecord: Sendable {
    public var sensor = ByteRange.absent
    public var trackID: Int64 = 0
    public var categoryID: Int64?
    public var firstFrame: Int32 = 0
    public var lastFrame: Int32 = 0
    public var frames: Int32 = 0
    public var keyframes: Int32 = 0
}

/// One element of a label's `links`.
public struct LinkRecord: Sendable {
    public var fromID: Int64?
    public var toID: Int64?
    public var attributes = ByteRange.absent
    public var extra = ByteRange.absent
}

/// How many annotations of a label have a category.
public struct LabelCategoryCount: Sendable {
    public var categoryID: Int64
    public var annotations: Int32
}

/// How many annotations of a label have a type.
public struct LabelTypeCount: Sendable {
    public var type: ByteRange
    public var annotations: Int32
}
