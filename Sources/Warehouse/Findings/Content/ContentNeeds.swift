/// The content of a release that is read: only what a rule needs.
///
/// The samples and labels themselves are always read, without their JSON.
struct ContentNeeds: OptionSet, Hashable, Sendable {
    var rawValue: UInt32

    /// ``CheckedSample/attributes``.
    static let sequenceAttributes = ContentNeeds(rawValue: 1 << 0)
    /// ``CheckedSample/assetURL``.
    static let assetURLs = ContentNeeds(rawValue: 1 << 1)
    /// ``CheckedLabel/imageAttributes`` and, with `.frames`, ``CheckedFrames/imageAttributes``.
    static let imageAttributes = ContentNeeds(rawValue: 1 << 2)
    /// ``CheckedLabel/extra``.
    static let labelExtra = ContentNeeds(rawValue: 1 << 3)
    /// ``CheckedLabel/sensors``.
    static let sensors = ContentNeeds(rawValue: 1 << 4)
    /// ``CheckedLabel/tracks``.
    static let tracks = ContentNeeds(rawValue: 1 << 5)
    /// ``CheckedLabel/links``.
    static let links = ContentNeeds(rawValue: 1 << 6)
    /// ``CheckedFrames``: sensor, number, list of annotations, mask, number of points.
    static let frames = ContentNeeds(rawValue: 1 << 7)
    /// ``CheckedFrames/timestamps``.
    static let timestamps = ContentNeeds(rawValue: 1 << 8 | frames.rawValue)
    /// ``CheckedFrames/extra``.
    static let frameExtra = ContentNeeds(rawValue: 1 << 9 | frames.rawValue)
    /// ``CheckedFrames/pointRuns``.
    static let pointLabels = ContentNeeds(rawValue: 1 << 10 | frames.rawValue)
    /// ``CheckedAnnotations``: ids, category, type, keyframe, number of vertices.
    static let annotations = ContentNeeds(rawValue: 1 << 11 | frames.rawValue)
    /// ``CheckedAnnotations/xMin`` … `zMax`, `area`, `length`.
    static let extents = ContentNeeds(rawValue: 1 << 12 | annotations.rawValue)
    /// ``CheckedAnnotations/pointCount``.
    static let pointCounts = ContentNeeds(rawValue: 1 << 13 | annotations.rawValue)
    /// ``CheckedAnnotations/attributes``.
    static let attributes = ContentNeeds(rawValue: 1 << 14 | annotations.rawValue)
    /// The `extra` of text spans, of which each has one; see ``ContentBatch/extra(of:in:)``.
    static let spanExtra = ContentNeeds(rawValue: 1 << 15 | annotations.rawValue)
    /// ``CheckedAnnotations/points(of:)``.
    static let geometry = ContentNeeds(rawValue: 1 << 16 | extents.rawValue)
    /// ``CheckedAnnotations/cuboid`` and ``CheckedCuboids``.
    static let cuboids = ContentNeeds(rawValue: 1 << 17 | annotations.rawValue)
}
