/// A sample as rules see it.
struct CheckedSample {
    /// The warehouse's id of the sample.
    var id: Int64
    /// In the release's list, from 0.
    var position: Int
    var uuid: String
    var name: String?
    /// The longest sensor's; 1 for a still; nil when the sample does not say.
    var frames: Int?
    /// With `.assetURLs`: of the still, or of the first frame.
    var assetURL: String?
    /// With `.sequenceAttributes`: JSON of the frames and sensors; nil for a still. See
    /// ``ContentBatch/attributes(of:)``, which looks up what was not read.
    var attributes: String?
    /// The warehouse's id of the sample's own content.
    var versionID: Int64 = 0
    /// Its labels in ``ContentBatch/labels``, in the order of the release's labelsets; those that filters leave.
    var labels: Range<Int> = 0..<0
}

/// How the frames of a label are listed.
enum LabelStructure {
    /// Its `attributes` are not an object.
    case none
    case still
    case sequence
    case sensors
}

/// A label as rules see it, and the ranges of its content in the batch.
struct CheckedLabel {
    /// The warehouse's id; equal ids are equal content. 0 for a null label, and for none.
    var id: Int64
    /// In ``ContentBatch/samples``.
    var sample: Int
    /// In ``RuleContext/labelsets``.
    var labelset: Int
    /// As the file has it; `UNLABELED` for a null label; nil when it does not say.
    var status: String?
    var structure = LabelStructure.none
    /// In time: those of the longest sensor.
    var frameTotal = 0
    /// In all frames.
    var annotationTotal = 0
    /// With `.frames`: in ``ContentBatch/frames``.
    var frames: Range<Int> = 0..<0
    /// With `.annotations`: in ``ContentBatch/annotations``.
    var annotations: Range<Int> = 0..<0
    /// With `.tracks`: in ``ContentBatch/tracks``.
    var tracks: Range<Int> = 0..<0
    /// With `.links`: in ``ContentBatch/links``.
    var links: Range<Int> = 0..<0
    /// With `.sensors`: in ``ContentBatch/sensors``.
    var sensors: Range<Int> = 0..<0
    /// With `.imageAttributes`: JSON; of a still, or of the whole sequence.
    var imageAttributes: String?
    /// With `.labelExtra`: JSON of the members that have no column, those of its `attributes` among them.
    var extra: String?

    /// Whether it is a null label, or missing.
    var isNull: Bool { id == 0 }

    // Where its content is in the warehouse.
    var firstFrameID: Int64 = 0
    var frameRows = 0
    var firstTrackID: Int64 = 0
    var trackRows = 0
    var firstLinkID: Int64 = 0
    var linkRows = 0
    var firstSensorID: Int64 = 0
    var sensorRows = 0
}

/// The annotations of one sensor that share a track id, as the import counted them.
struct CheckedTrack {
    var sensor: Int32
    var trackID: Int64
    /// Of its first annotation.
    var categoryID: Int64?
    var firstFrame: Int
    var lastFrame: Int
    var frames: Int
    var keyframes: Int
}

struct CheckedLink {
    /// In the label's list, from 0.
    var position: Int
    var fromID: Int64?
    var toID: Int64?
    /// JSON.
    var attributes: String?
    /// JSON of the members that have no column.
    var extra: String?
}

/// A sensor as the label lists it.
struct CheckedSensor {
    var name: String?
    var taskType: String?
    var structure: LabelStructure
    var frames: Int
}
