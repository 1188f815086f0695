/// The rows of a batch's samples, flat: each record names its children by their range.
struct DecodedRows {
    var samples: [SampleRecord] = []
    var labels: [LabelRecord] = []
    var sensors: [SensorRecord] = []
    var frames: [FrameRecord] = []
    var annotations: [AnnotationRecord] = []
    var cuboids: [CuboidRecord] = []
    var tracks: [TrackRecord] = []
    var links: [LinkRecord] = []
    var categoryCounts: [LabelCategoryCount] = []
    var typeCounts: [LabelTypeCount] = []

    /// A sample's annotations, frames, labels, sensors and links may each be so many: rows take a hundred times the
    /// memory of `{}`.
    static let most = 2_000_000

    /// Checks that there is room for another row.
    @inline(__always)
    static func checkRoom(_ rows: Int, of kind: StaticString, at offset: Int) throws(JSONFault) {
        if rows >= most { throw tooMany(kind, at: offset) }
    }

    @inline(never)
    private static func tooMany(_ kind: StaticString, at offset: Int) -> JSONFault {
        JSONFault(offset: offset, problem: .tooLarge("more than \(most) \(kind) in a sample"))
    }

    mutating func removeAll() {
        samples.removeAll(keepingCapacity: true)
        removeAll(after: Mark())
    }

    /// Where the rows of a label begin, to take them back when it must be read another way.
    struct Mark {
        var sensors = 0
        var frames = 0
        var annotations = 0
        var cuboids = 0
        var tracks = 0
        var links = 0
        var labels = 0
        var categoryCounts = 0
        var typeCounts = 0
    }

    var mark: Mark {
        Mark(
            sensors: sensors.count, frames: frames.count, annotations: annotations.count,
            cuboids: cuboids.count, tracks: tracks.count, links: links.count, labels: labels.count,
            categoryCounts: categoryCounts.count, typeCounts: typeCounts.count)
    }

    mutating func removeAll(after mark: Mark) {
        sensors.removeLast(sensors.count - mark.sensors)
        frames.removeLast(frames.count - mark.frames)
        annotations.removeLast(annotations.count - mark.annotations)
        cuboids.removeLast(cuboids.count - mark.cuboids)
        tracks.removeLast(tracks.count - mark.tracks)
        links.removeLast(links.count - mark.links)
        labels.removeLast(labels.count - mark.labels)
        categoryCounts.removeLast(categoryCounts.count - mark.categoryCounts)
        typeCounts.removeLast(typeCounts.count - mark.typeCounts)
    }
}
