import SQLite

/// The frames of a batch, column by column, label by label and sensor by sensor.
final class CheckedFrames {
    /// In the batch's ``ContentBatch/sensorNames``; -1 outside multi-sensor data.
    let sensor = Column<Int32>()
    /// From 0.
    let number = Column<Int32>()
    /// The warehouse's id of its first annotation; the others follow. 0 without a list.
    let firstAnnotationID = Column<Int64>()
    /// With `.annotations`: the index of its first annotation in ``CheckedAnnotations``, and how many there are.
    let firstAnnotation = Column<Int>()
    let annotations = Column<Int32>()
    /// How many annotations its list has; known without `.annotations`, too.
    let listed = Column<Int32>()
    /// Whether there is a list of annotations, if only an empty one.
    let hasList = Column<Bool>()
    /// The type of annotations that do not state theirs.
    let untyped = Column<AnnotationType>()
    /// The URL of the mask, where it is an object with a URL and nothing else.
    let bitmapURL = Column<TextRange>()
    /// How many points have a label; -1 without a list of point labels.
    let points = Column<Int64>()

    /// With `.pointLabels`: see `PointRuns`.
    let pointRuns = Column<TextRange>()
    /// With `.imageAttributes`: JSON.
    let imageAttributes = Column<TextRange>()
    /// With `.frameExtra`: JSON of the members that have no column.
    let extra = Column<TextRange>()
    /// With `.timestamps`: as the label has it; of any type.
    var timestamps: [Value] = []

    var count: Int { number.count }

    /// The indexes of a frame's annotations.
    @inline(__always)
    func annotations(of frame: Int) -> Range<Int> {
        let first = firstAnnotation[frame]
        return first..<first + Int(annotations[frame])
    }

    func removeAll() {
        sensor.removeAll()
        number.removeAll()
        firstAnnotationID.removeAll()
        firstAnnotation.removeAll()
        annotations.removeAll()
        listed.removeAll()
        hasList.removeAll()
        untyped.removeAll()
        bitmapURL.removeAll()
        points.removeAll()
        pointRuns.removeAll()
        imageAttributes.removeAll()
        extra.removeAll()
        timestamps.removeAll(keepingCapacity: true)
    }
}
