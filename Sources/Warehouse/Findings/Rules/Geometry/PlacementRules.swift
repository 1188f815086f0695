/// The rule on annotations that are implausibly far from others of their class.
struct PlacementRules: ReleaseRules {
    static let outlier = Rule(
        "geometry.coordinate.outlier", .geometry, .warning,
        summary: "an annotation is implausibly far from others of its class",
        definition: """
            The center of an annotation's extent is, along an axis, farther from the median m of its class \
            than `max_score` · d / 0.6745: the modified z-score of Iglewicz and Hoaglin (1993). d is the \
            greater of two median distances from the median: that of the class, and that of all annotations. \
            Classes are compared per labelset and sensor, with 2D and 3D shapes kept apart; those with fewer \
            than `min_annotations` are not judged. In 3D, positions are relative to the center of their \
            label: the medians of x, y and z of its annotations of the same sensor, or of 255 of them, \
            evenly spaced. Medians of a class are those of its annotations, or of a random sample of 1,024 \
            of them that is the same each time.

            One finding per annotation and axis. At most the hundred farthest annotations on each side of a \
            class are reported.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"bbox","points":[[250000,0],[250040,30]]}"#,
            remedy: "Check the annotation: it is probably out of sight, or in another unit."),
        thresholds: [
            .init("max_score", 50, summary: "the maximum modified z-score"),
            .init("min_annotations", 30, summary: "classes with fewer are not judged"),
        ],
        needs: .extents)

    static let rules = [outlier]

    /// Annotations whose centers are compared with each other. Names are the same in both threads; numbers are not.
    private struct Class: Hashable {
        var labelset: Int
        var sensor: String?
        var isSolid: Bool
        /// nil for all annotations.
        var categoryID: Int64?
    }

    private struct Slot: Hashable {
        var labelset: Int
        var sensor: Int32
        var isSolid: Bool
        var categoryID: Int64
    }

    private let outlier: ActiveRule?
    private let names: [Int64: String]
    private var classes: [Class: Int] = [:]
    private var samples: [CenterSample] = []
    private var slots: [Slot: (own: Int, all: Int)] = [:]

    init(_ context: RuleContext) {
        outlier = context.active(Self.outlier)
        var names: [Int64: String] = [:]
        for category in context.taxonomy.categories {
            if let id = category.id { names[id] = category.name }
        }
        self.names = names
    }

    // MARK: Gathering

    mutating func gather(_ label: CheckedLabel, in batch: ContentBatch) {
        guard outlier != nil, !label.annotations.isEmpty else { return }
        let annotations = batch.annotations
        let position = batch.samples[label.sample].position
        var frame = label.frames.lowerBound
        while frame < label.frames.upperBound {
            // Frames come sensor by sensor.
            let sensor = batch.frames.sensor[frame]
            var end = frame
            while end < label.frames.upperBound, batch.frames.sensor[end] == sensor { end += 1 }
            let range =
                batch.frames.firstAnnotation[frame]..<batch.frames.annotations(of: end - 1).upperBound
            let middle = Self.middle(of: range, annotations)
            var last = Slot(labelset: -1, sensor: 0, isSolid: false, categoryID: 0)
            var target = (own: 0, all: 0)
            // What is drawn depends on where an annotation is in the release, not on which thread sees it.
            let seed = Self.mixed(
                UInt64(truncatingIfNeeded: position) << 20 &+ UInt64(label.labelset) << 12
                    &+ UInt64(truncatingIfNeeded: frame - label.frames.lowerBound))
            for index in range where annotations.flags[index].contains(.hasCategoryID) {
                let isSolid = !annotations.zMin[index].isNaN
                var point = Self.center(of: index, annotations)
                guard point.isFinite else { continue }
                if isSolid { point -= middle }
                let slot = Slot(
                    labelset: label.labelset, sensor: sensor, isSolid: isSolid,
                    categoryID: annotations.categoryID[index])
                if slot != last {
                    last = slot
                    target = self.target(slot, batch)
                }
                let chance = Self.mixed(seed &+ UInt64(truncatingIfNeeded: index - range.lowerBound))
                samples[target.all].draw(chance, point)
                samples[target.own].draw(chance, point)
                let order = index - label.annotations.lowerBound
                samples[target.own].keepEnds(point, position, order) {
                    CenterSample.Origin(
                        position: position, order: order,
                        frame: Int(batch.frames.number[batch.frame(of: index, in: label)]),
                        annotationID: annotations.optionalID(index),
                        trackID: annotations.optionalTrackID(index))
                }
            }
            frame = end
        }
    }

    private mutating func target(_ slot: Slot, _ batch: ContentBatch) -> (own: Int, all: Int) {
        if let known = slots[slot] { return known }
        var key = Class(
            labelset: slot.labelset, sensor: batch.sensorNames[slot.sensor], isSolid: slot.isSolid,
            categoryID: nil)
        let all = number(of: key)
        key.categoryID = slot.categoryID
        let target = (number(of: key), all)
        slots[slot] = target
        return target
    }

    private mutating func number(of key: Class) -> Int {
        if let known = classes[key] { return known }
        classes[key] = samples.count
        samples.append(CenterSample())
        return samples.count - 1
    }

    @inline(__always)
    private static func center(of index: Int, _ annotations: CheckedAnnotations) -> SIMD3<Double> {
        let z = annotations.zMin[index]
        return SIMD3(
            (annotations.xMin[index] + annotations.xMax[index]) / 2,
            (annotations.yMin[index] + annotations.yMax[index]) / 2,
            z.isNaN ? 0 : (z + annotations.zMax[index]) / 2)
    }

    /// The medians of x, y and z of shapes in space.
    private static func middle(of range: Range<Int>, _ annotations: CheckedAnnotations) -> SIMD3<Double> {
        guard let first = range.first, !annotations.zMin[first].isNaN || range.count > 1 else {
            return SIMD3()
        }
        let step = max(1, (range.count + 254) / 255)
        var points: [SIMD3<Double>] = []
        for index in stride(from: range.lowerBound, to: range.upperBound, by: step)
        where !annotations.zMin[index].isNaN {
            let point = center(of: index, annotations)
            if point.isFinite { points.append(point) }
        }
        guard !points.isEmpty else { return SIMD3() }
        var middle = SIMD3<Double>()
        for axis in 0..<3 {
            var values = points.map { $0[axis] }
            values.sort()
            middle[axis] = values[values.count / 2]
        }
        return middle
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func append(_ other: PlacementRules) {
        for (key, number) in other.classes {
            let own = self.number(of: key)
            samples[own].append(other.samples[number])
        }
    }

    // MARK: Reporting

    func report(_ locator: SampleLocator, _ findings: inout FindingSink) throws {
        guard let outlier else { return }
        let maxScore = outlier.threshold("max_score")
        let least = outlier.threshold("min_annotations")
        var outliers: [(key: Class, end: CenterSample.End, axis: Int, middle: Double, reach: Double)] = []
        for (key, number) in classes where key.categoryID != nil && Double(samples[number].count) >= least {
            var whole = key
            whole.categoryID = nil
            guard let all = classes[whole] else { continue }
            for axis in 0..<(key.isSolid ? 3 : 2) {
                guard let scores = ModifiedScores(samples[number].values(axis)),
                    let common = ModifiedScores(samples[all].values(axis))
                else { continue }
                let deviation = max(scores.deviation, common.deviation)
                guard deviation > 1e-9 * max(1, scores.median.magnitude) else { continue }
                let reach = maxScore * deviation / 0.6745
                for end in samples[number].ends(axis, farFrom: scores.median, by: reach) {
                    outliers.append((key, end, axis, scores.median, reach))
                }
            }
        }
        outliers.sort {
            let (one, other) = ($0.end.origin, $1.end.origin)
            if one.position != other.position { return one.position < other.position }
            if $0.key.labelset != $1.key.labelset { return $0.key.labelset < $1.key.labelset }
            return one.order != other.order ? one.order < other.order : $0.axis < $1.axis
        }
        for one in outliers {
            var place = try locator.place(
                at: Int32(clamping: one.end.origin.position), labelset: one.key.labelset)
            place.sensor = one.key.sensor
            place.frame = one.end.origin.frame
            place.annotationID = one.end.origin.annotationID
            place.trackID = one.end.origin.trackID
            place.categoryID = one.key.categoryID
            place.category = one.key.categoryID.flatMap { names[$0] }
            findings.add(
                outlier, at: place, field: Axis.names[one.axis],
                expected: """
                    from \(FindingNumber.rounded(one.middle - one.reach, decimals: 1)) \
                    to \(FindingNumber.rounded(one.middle + one.reach, decimals: 1))
                    """,
                found: FindingNumber.rounded(one.end.value, decimals: 3))
        }
    }
}
