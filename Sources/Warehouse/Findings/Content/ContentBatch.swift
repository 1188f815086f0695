import ReleaseFormat
import SQLite

/// The content of some consecutive samples of a release, as far as rules need it.
///
/// It is filled again and again; pointers into it are only valid until then.
final class ContentBatch {
    var samples: [CheckedSample] = []
    var labels: [CheckedLabel] = []
    let frames = CheckedFrames()
    let annotations = CheckedAnnotations()
    let cuboids = CheckedCuboids()
    var tracks: [CheckedTrack] = []
    var links: [CheckedLink] = []
    var sensors: [CheckedSensor] = []
    let texts = CheckedTexts()
    /// The names of sensors that frames and tracks number.
    let sensorNames = Words()

    private let connection: Connection
    /// The frames of the last sample that was asked for, by its version.
    private var assets: (version: Int64, frames: SampleFrames)?

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// JSON of an annotation's attributes; nil without any.
    ///
    /// Shared attributes are looked up: keep the answer, by ``CheckedAnnotations/attributes``.
    func attributeText(of annotation: Int) throws -> String? {
        let number = annotations.attributes[annotation]
        guard number > 0 else { return texts.string(annotations.ownAttributes[annotation]) }
        return try connection.first("SELECT attributes FROM attribute_set WHERE id = ?", Value(number)) {
            $0.text(0)
        }
    }

    /// JSON of the members of an annotation that have no column; nil without any.
    ///
    /// Few annotations have any, and few are asked about: each is looked up.
    func extra(of annotation: Int, in label: CheckedLabel) throws -> String? {
        if annotations.extra.count > 0 { return texts.string(annotations.extra[annotation]) }
        let frame = frame(of: annotation, in: label)
        let id = frames.firstAnnotationID[frame] + Int64(annotation - frames.firstAnnotation[frame])
        let text = try connection.first("SELECT extra FROM annotation WHERE id = ?", Value(id)) {
            $0.string(at: 0)
        }
        return text ?? nil
    }

    /// A member of an annotation that has no column; nil without it.
    func extraMember(_ key: String, of annotation: Int, in label: CheckedLabel) throws -> JSONValue? {
        JSONValue(json: try extra(of: annotation, in: label))?[key]
    }

    /// A member of a frame that has no column; nil without it. Needs `.frameExtra`.
    func extraMember(_ key: String, ofFrame frame: Int) -> JSONValue? {
        JSONValue(json: texts.string(frames.extra[frame]))?[key]
    }

    /// The frames in a sample's attributes, read once for all rules that ask.
    func assets(of sample: CheckedSample, _ attributes: String) -> SampleFrames {
        if let assets, assets.version == sample.versionID { return assets.frames }
        var text = attributes
        let frames = text.withUTF8 { SampleFrames(attributes: UnsafeRawBufferPointer($0)) }
        assets = (sample.versionID, frames)
        return frames
    }

    /// JSON of a sample's attributes, looked up unless they were read in advance.
    func attributes(of sample: CheckedSample) throws -> String? {
        if let known = sample.attributes { return known }
        let text = try connection.first(
            "SELECT attributes FROM sample_version WHERE id = ?", Value(sample.versionID)
        ) { $0.string(at: 0) }
        return text ?? nil
    }

    /// The frame of a label that an annotation is in.
    func frame(of annotation: Int, in label: CheckedLabel) -> Int {
        var low = label.frames.lowerBound
        var high = label.frames.upperBound
        // The last frame that begins at the annotation or before it, and is not empty.
        while high - low > 1 {
            let middle = (low + high) / 2
            if frames.firstAnnotation[middle] <= annotation { low = middle } else { high = middle }
        }
        return low
    }

    func removeContent() {
        frames.removeAll()
        annotations.removeAll()
        cuboids.removeAll()
        tracks.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        sensors.removeAll(keepingCapacity: true)
        texts.removeAll()
    }
}
