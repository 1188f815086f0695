import ReleaseFormat

/// The warning rules that the release itself states for cuboids.
final class CuboidWarnings: ContentRules {
    static let dimensions = Rule(
        "platform.cuboid.dimensions", .platform, .warning,
        summary: "a cuboid exceeds the release's own size limits",
        definition: """
            The release has warning rules `cuboid-dimension-limits`, and a number in a cuboid's `dimensions` \
            is less than the `min` of its axis or greater than the `max`; equal is within. A rule applies to \
            the categories that it lists, or to all cuboids if it lists none. Of several rules the tightest \
            counts. One finding per axis; in a sequence a track is reported once, with the number of frames.
            """,
        example: .init(
            breaking: """
                {"warning_rules":[{"name":"cuboid-dimension-limits","categories":[1],"min":{"z":1}}],\
                "annotations":[{"id":1,"category_id":1,"type":"cuboid","dimensions":{"x":4,"y":2,"z":0.2}}]}
                """,
            remedy: "Fix the cuboid, or the limits in the settings of the dataset."),
        needs: .cuboids)

    static let intersection = Rule(
        "platform.cuboid.intersection", .platform, .warning,
        summary: "two cuboids of a frame overlap",
        definition: """
            The release has warning rules `intersecting-cuboids`, and two cuboids of one frame and sensor \
            overlap in space. A cuboid is turned by its rotation or, where that is absent or all zeros, by \
            its yaw. A rule ignores cuboids of its `excluded_categories`, and pairs whose categories are \
            both in its `excluded_set_of_categories`; two cuboids are reported if any of several rules \
            applies to them. Cuboids without a positive size are ignored.

            The depth of an overlap is the shortest distance that one of the two has to be moved for them \
            not to overlap. Reported are those deeper than `min_depth`, and deeper than what rounding may do \
            to cuboids that touch: 10⁻⁹ of the sum of their half diagonals, and 2⁻⁵⁰ of the largest \
            coordinate. Beyond that the test is exact. The platform's editor has a threshold as well, under \
            an undocumented key; it is not read.

            The finding is at the first of the two; `field` says which is the other. In a sequence two \
            tracks are reported once per sensor, at the first frame, with the number of frames.
            """,
        example: .init(
            breaking: """
                {"warning_rules":[{"name":"intersecting-cuboids"}],"annotations":[\
                {"id":1,"category_id":1,"type":"cuboid","position":{"x":0,"y":0,"z":0},"dimensions":{"x":4,"y":2,"z":2}},\
                {"id":2,"category_id":1,"type":"cuboid","position":{"x":3,"y":0,"z":0},"dimensions":{"x":4,"y":2,"z":2}}]}
                """,
            remedy: "Move or shrink one of the two, or exclude its category in the settings of the dataset."),
        thresholds: [
            .init("min_depth", 0, unit: "m", summary: "cuboids may overlap this much")
        ],
        needs: [.cuboids, .extents])

    static let rules = [dimensions, intersection]

    private struct Box {
        var least = SIMD3<Double>(repeating: -.infinity)
        var greatest = SIMD3<Double>(repeating: .infinity)

        mutating func tighten(_ limits: WarningRule.Limits) {
            for axis in 0..<3 {
                least[axis] = max(least[axis], limits.least[axis])
                greatest[axis] = min(greatest[axis], limits.greatest[axis])
            }
        }
    }

    private let dimensions: ActiveRule?
    private let intersection: ActiveRule?
    private let minDepth: Double
    private let intersections: [WarningRule.Intersection]
    /// Of categories that rules name; of others it is ``general``.
    private var limits: [Int64: Box] = [:]
    private var general = Box()
    private let hasLimits: Bool
    private var sweep = HullSweep()
    /// Of the annotations of a frame, those that were turned already.
    private var cuboids: [OrientedCuboid?] = []
    private var isTurned: [Bool] = []
    private var pairs: [(one: Int, other: Int, depth: Double)] = []
    private var noted = ObjectFindings()

    init(_ context: RuleContext) {
        dimensions = context.active(Self.dimensions)
        intersection = context.active(Self.intersection)
        minDepth = max(0, intersection?.threshold("min_depth") ?? 0)
        let entries = (context.taxonomy.document?["warning_rules"]?.array ?? []).map {
            WarningRule($0).content
        }
        intersections = entries.compactMap { if case .intersection(let rule) = $0 { rule } else { nil } }
        let stated = entries.compactMap { if case .limits(let rule) = $0 { rule } else { nil } }
        hasLimits = !stated.isEmpty
        for rule in stated where rule.categories == nil { general.tighten(rule) }
        for rule in stated {
            for id in rule.categories ?? [] { limits[id, default: general].tighten(rule) }
        }
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        if hasLimits, let dimensions { checkDimensions(dimensions, label, batch) }
        if !intersections.isEmpty, let intersection {
            for frame in label.frames {
                checkFrame(intersection, batch.frames.annotations(of: frame), label, batch)
            }
        }
        noted.report(label, in: batch, &findings)
    }

    // MARK: Dimensions

    private func checkDimensions(_ rule: ActiveRule, _ label: CheckedLabel, _ batch: ContentBatch) {
        let annotations = batch.annotations
        // Neighbours are often of one category.
        var last: Int64?
        var box = general
        for index in label.annotations where annotations.cuboid[index] >= 0 {
            let category = annotations.optionalCategoryID(index)
            if category != last {
                last = category
                box = category.flatMap { limits[$0] } ?? general
            }
            let size = batch.cuboids.size[Int(annotations.cuboid[index])]
            // Unknown sizes are NaN, and so within the limits.
            guard any((size .< box.least) .| (size .> box.greatest)) else { continue }
            for axis in 0..<3 where size[axis] < box.least[axis] || size[axis] > box.greatest[axis] {
                noted.add(
                    rule, index, of: label, in: batch, field: "dimensions." + Axis.names[axis],
                    expected: size[axis] < box.least[axis]
                        ? ">= \(FindingNumber.text(box.least[axis]))"
                        : "<= \(FindingNumber.text(box.greatest[axis]))",
                    found: FindingNumber.text(size[axis]))
            }
        }
    }

    // MARK: Intersections

    private func checkFrame(
        _ rule: ActiveRule, _ range: Range<Int>, _ label: CheckedLabel, _ batch: ContentBatch
    ) {
        guard range.count > 1 else { return }
        sweep.removeAll()
        for index in range where batch.annotations.cuboid[index] >= 0 { addHull(index, batch) }
        guard sweep.count > 1 else { return }
        cuboids.removeAll(keepingCapacity: true)
        isTurned.removeAll(keepingCapacity: true)
        pairs.removeAll(keepingCapacity: true)
        sweep.forEachPair { one, other in
            let categories = (
                batch.annotations.optionalCategoryID(one), batch.annotations.optionalCategoryID(other)
            )
            guard intersections.contains(where: { $0.looks(at: categories.0, categories.1) }) else { return }
            guard let first = turned(one, range, batch), let second = turned(other, range, batch),
                let depth = first.depth(in: second), depth > minDepth
            else { return }
            pairs.append((one, other, depth))
        }
        pairs.sort { ($0.one, $0.other) < ($1.one, $1.other) }
        for pair in pairs {
            noted.add(
                rule, pair.one, of: label, in: batch,
                field: ObjectFindings.name(of: pair.other, in: label, batch),
                expected: minDepth > 0 ? "depth <= \(FindingNumber.text(minDepth)) m" : "apart",
                found: "depth \(FindingNumber.significant(pair.depth)) m")
        }
    }

    private func addHull(_ index: Int, _ batch: ContentBatch) {
        let annotations = batch.annotations
        var lower = SIMD3(annotations.xMin[index], annotations.yMin[index], annotations.zMin[index])
        var upper = SIMD3(annotations.xMax[index], annotations.yMax[index], annotations.zMax[index])
        if annotations.vertices[index] >= 0 || !lower.isFinite {
            // The extent is that of its points, or unknown.
            let cuboid = Int(annotations.cuboid[index])
            let reach = SIMD3(repeating: batch.cuboids.size[cuboid].length / 2)
            (lower, upper) = (batch.cuboids.center[cuboid] - reach, batch.cuboids.center[cuboid] + reach)
        }
        guard lower.isFinite, upper.isFinite else { return }
        sweep.add(index, lower: lower, upper: upper)
    }

    private func turned(_ index: Int, _ range: Range<Int>, _ batch: ContentBatch) -> OrientedCuboid? {
        if isTurned.isEmpty {
            isTurned.append(contentsOf: repeatElement(false, count: range.count))
            cuboids.append(contentsOf: repeatElement(nil, count: range.count))
        }
        let offset = index - range.lowerBound
        if !isTurned[offset] {
            isTurned[offset] = true
            let cuboid = Int(batch.annotations.cuboid[index])
            cuboids[offset] = OrientedCuboid(
                CuboidPose(
                    center: batch.cuboids.center[cuboid], size: batch.cuboids.size[cuboid],
                    yaw: batch.cuboids.yaw[cuboid], rotation: batch.cuboids.rotation[cuboid]))
        }
        return cuboids[offset]
    }
}
