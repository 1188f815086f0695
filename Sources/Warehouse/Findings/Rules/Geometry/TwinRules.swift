/// The rule on duplicate annotations.
final class TwinRules: ContentRules {
    static let duplicate = Rule(
        "geometry.duplicate", .geometry, .warning,
        summary: "two annotations of one class are nearly identical",
        definition: """
            Two annotations of one frame and one sensor have the same `category_id` and the same kind of \
            shape, and are nearly identical. Boxes, 2D polygons and cuboids are nearly identical if the \
            intersection over union of their areas or volumes is at least `min_iou`. For polygons it is \
            exact, by the even-odd rule, and only computed where the smaller of the two areas by the \
            shoelace formula is at least `min_iou` of the larger. For cuboids it takes their full rotation \
            into account. Points, lines and 3D polygons are identical if all their points are equal, and so \
            are shapes without an area.

            One finding per annotation, with the first one before it that is nearly identical; `field` says \
            which, and in a sequence two tracks are reported once, with the number of frames.
            """,
        example: .init(
            breaking: """
                [{"id":1,"category_id":1,"type":"bbox","points":[[0,0],[40,30]]},\
                {"id":2,"category_id":1,"type":"bbox","points":[[0,0],[40,30.5]]}]
                """,
            remedy: "Keep one of the two."),
        thresholds: [
            .init("min_iou", 0.95, summary: "the minimum intersection over union")
        ],
        needs: [.geometry, .cuboids])

    static let rules = [duplicate]

    /// Frames with fewer annotations are quicker compared pair by pair.
    private static let fewest = 24

    private let duplicate: ActiveRule?
    private let least: Double
    private var sweep = HullSweep()
    /// Of each annotation of a frame, the first before it that is nearly the same; -1 for none.
    private var twins: [(first: Int, ratio: Double)] = []
    private var hasTwins = false
    private var noted = ObjectFindings()

    init(_ context: RuleContext) {
        duplicate = context.active(Self.duplicate)
        least = max(duplicate?.threshold("min_iou") ?? 1, 0)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        guard let duplicate else { return }
        for frame in label.frames {
            let range = batch.frames.annotations(of: frame)
            guard range.count > 1 else { continue }
            if range.count < Self.fewest { compareAll(range, batch) } else { compareNear(range, batch) }
            if hasTwins { note(duplicate, range, label, batch) }
        }
        noted.report(label, in: batch, &findings)
    }

    private func note(
        _ rule: ActiveRule, _ range: Range<Int>, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        for (offset, twin) in twins.enumerated() where twin.first >= 0 {
            noted.add(
                rule, range.lowerBound + offset, of: label, in: batch,
                field: ObjectFindings.name(of: twin.first, in: label, batch),
                expected: "IoU < \(FindingNumber.text(least))",
                found: "IoU \(FindingNumber.rounded(twin.ratio, decimals: 3))")
        }
        twins.removeAll(keepingCapacity: true)
        hasTwins = false
    }

    private func compareAll(_ range: Range<Int>, _ batch: ContentBatch) {
        let annotations = batch.annotations
        for other in range.dropFirst() {
            let category = annotations.categoryID[other]
            let (left, right) = (annotations.xMin[other], annotations.xMax[other])
            for one in range.lowerBound..<other where annotations.categoryID[one] == category {
                guard annotations.xMin[one] <= right, left <= annotations.xMax[one] else { continue }
                compare(one, other, range, batch)
            }
        }
    }

    private func compareNear(_ range: Range<Int>, _ batch: ContentBatch) {
        let annotations = batch.annotations
        sweep.removeAll()
        for index in range {
            let isFlat = annotations.zMin[index].isNaN
            let lower = SIMD3(
                annotations.xMin[index], annotations.yMin[index], isFlat ? 0 : annotations.zMin[index])
            let upper = SIMD3(
                annotations.xMax[index], annotations.yMax[index], isFlat ? 0 : annotations.zMax[index])
            guard lower.isFinite, upper.isFinite else { continue }
            sweep.add(index, lower: lower, upper: upper)
        }
        sweep.forEachPair { one, other in
            guard annotations.categoryID[one] == annotations.categoryID[other] else { return }
            compare(one, other, range, batch)
        }
    }

    private func compare(_ one: Int, _ other: Int, _ range: Range<Int>, _ batch: ContentBatch) {
        let annotations = batch.annotations
        let flags = annotations.flags[one].intersection(annotations.flags[other])
        guard flags.contains(.hasCategoryID), let ratio = ratio(one, other, batch), ratio >= least else {
            return
        }
        if !hasTwins {
            hasTwins = true
            twins.append(contentsOf: repeatElement((first: -1, ratio: 0), count: range.count))
        }
        let offset = other - range.lowerBound
        if twins[offset].first < 0 || one < twins[offset].first { twins[offset] = (one, ratio) }
    }

    /// nil for what is not compared, or surely less alike than asked for.
    private func ratio(_ one: Int, _ other: Int, _ batch: ContentBatch) -> Double? {
        let annotations = batch.annotations
        let type = annotations.type[one]
        switch (type, annotations.type[other]) {
        case (.bbox, .bbox): return boxRatio(one, other, annotations)
        case (.polygon, .polygon):
            guard let points = annotations.points(of: one), let others = annotations.points(of: other) else {
                return nil
            }
            if Self.areEqual(points, others) { return 1 }
            guard points.dimensions == 2, others.dimensions == 2 else { return nil }
            let area = annotations.area[one]
            let otherArea = annotations.area[other]
            guard area > 0, otherArea > 0, min(area, otherArea) >= least * max(area, otherArea),
                annotations.yMin[one] <= annotations.yMax[other],
                annotations.yMin[other] <= annotations.yMax[one]
            else { return nil }
            return PolygonOverlap(Self.corners(points), Self.corners(others)).ratio
        case (.polyline, .polyline), (.point, .point):
            guard let points = annotations.points(of: one), let others = annotations.points(of: other) else {
                return nil
            }
            return Self.areEqual(points, others) ? 1 : nil
        case (.cuboid, .cuboid), (.cuboidSync, .cuboidSync), (.cuboid, .cuboidSync), (.cuboidSync, .cuboid):
            return cuboidRatio(one, other, batch)
        default: return nil
        }
    }

    private func boxRatio(_ one: Int, _ other: Int, _ annotations: CheckedAnnotations) -> Double? {
        let box = Self.box(one, annotations)
        let twin = Self.box(other, annotations)
        let union = box.area + twin.area
        guard union > 0 else {
            let isSame =
                box.xMin == twin.xMin && box.xMax == twin.xMax && box.yMin == twin.yMin
                && box.yMax == twin.yMax
            return isSame ? 1 : nil
        }
        return box.intersectionOverUnion(with: twin)
    }

    private static func box(_ index: Int, _ annotations: CheckedAnnotations) -> BoxTwins.Box {
        BoxTwins.Box(
            group: 0, categoryID: 0, xMin: annotations.xMin[index], yMin: annotations.yMin[index],
            xMax: annotations.xMax[index], yMax: annotations.yMax[index], position: 0)
    }

    private func cuboidRatio(_ one: Int, _ other: Int, _ batch: ContentBatch) -> Double? {
        let (cuboid, twin) = (Int(batch.annotations.cuboid[one]), Int(batch.annotations.cuboid[other]))
        guard cuboid >= 0, twin >= 0 else { return nil }
        let (size, otherSize) = (batch.cuboids.size[cuboid], batch.cuboids.size[twin])
        let (volume, otherVolume) = (size.x * size.y * size.z, otherSize.x * otherSize.y * otherSize.z)
        // Volumes that differ more cannot share as much.
        guard
            min(volume.magnitude, otherVolume.magnitude) >= least
                * max(volume.magnitude, otherVolume.magnitude),
            let shape = Shape(Self.pose(cuboid, batch)), let otherShape = Shape(Self.pose(twin, batch))
        else { return nil }
        return shape.likeness(to: otherShape)
    }

    private static func pose(_ cuboid: Int, _ batch: ContentBatch) -> CuboidPose {
        CuboidPose(
            center: batch.cuboids.center[cuboid], size: batch.cuboids.size[cuboid],
            yaw: batch.cuboids.yaw[cuboid], rotation: batch.cuboids.rotation[cuboid])
    }

    private static func areEqual(
        _ one: CheckedAnnotations.Points, _ other: CheckedAnnotations.Points
    ) -> Bool {
        one.dimensions == other.dimensions && one.coordinates.elementsEqual(other.coordinates)
    }

    private static func corners(_ points: CheckedAnnotations.Points) -> [SIMD2<Double>] {
        (0..<points.count).map { SIMD2(points.x($0), points.y($0)) }
    }
}
