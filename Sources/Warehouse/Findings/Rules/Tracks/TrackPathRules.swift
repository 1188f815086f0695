/// Follows the tracks of each label through its frames, once for all rules.
final class TrackPathRules: ContentRules {
    static let rules = TrackRules.all

    /// A rule with its tolerance.
    private struct Lock {
        var rule: ActiveRule
        var tolerance: Double

        init?(_ rule: ActiveRule?) {
            guard let rule else { return nil }
            self.rule = rule
            tolerance = rule.threshold("tolerance")
        }
    }

    /// The locks of a cuboid's category.
    private struct Locks: OptionSet {
        var rawValue: UInt8
        static let dimensions = Locks(rawValue: 1)
        static let position = Locks(rawValue: 2)
        static let rotation = Locks(rawValue: 4)
    }

    private let category: ActiveRule?
    private let sensors: ActiveRule?
    private let gap: ActiveRule?
    private let single: ActiveRule?
    private let keyframe: ActiveRule?
    private let dimensions: Lock?
    private let position: Lock?
    private let rotation: Lock?
    private let speed: (rule: ActiveRule, most: Double, mostRelative: Double)?
    private let jump: (rule: ActiveRule, diagonals: Double)?
    private let jumps: TrackJumps?

    private let taxonomy: RuleTaxonomy
    private let locksOfCategories: [Int64: Locks]
    private let readsCuboids: Bool
    private let followsMotion: Bool

    private let slots = TrackSlots()
    /// Whether an annotation of the label has `is_keyframe`: then one without it is not a keyframe.
    private var statesKeyframes = false
    private let clock = SequenceClock()
    private var paths: [TrackPath] = []
    private var events = TrackEvents()
    /// Of a label of several sensors: the first category of each track.
    private var categoriesOfTracks: [Int64: Int64] = [:]

    init(_ context: RuleContext) {
        category = context.active(TrackRules.category)
        sensors = context.active(TrackRules.sensors)
        gap = context.active(TrackRules.gap)
        single = context.active(TrackRules.single)
        keyframe = context.active(TrackRules.keyframe)
        dimensions = Lock(context.active(TrackRules.dimensions))
        position = Lock(context.active(TrackRules.position))
        rotation = Lock(context.active(TrackRules.rotation))
        speed = context.active(TrackRules.speed).map {
            ($0, $0.threshold("max_speed"), $0.threshold("max_relative_speed"))
        }
        jump = context.active(TrackRules.jump).map { ($0, $0.threshold("max_diagonals")) }
        jumps = context.active(TrackRules.jump).map { TrackJumps($0) }
        taxonomy = context.taxonomy
        var locksOfCategories: [Int64: Locks] = [:]
        for category in context.taxonomy.categories {
            guard let id = category.id else { continue }
            var locks: Locks = []
            if dimensions != nil, category.document["lock_dimensions"]?.bool ?? false {
                locks.insert(.dimensions)
            }
            if position != nil, category.document["lock_position"]?.bool ?? false { locks.insert(.position) }
            if rotation != nil, category.document["lock_rotation"]?.bool ?? false { locks.insert(.rotation) }
            // Where ids repeat, the last one counts.
            locksOfCategories[id] = locks.isEmpty ? nil : locks
        }
        self.locksOfCategories = locksOfCategories
        followsMotion = speed != nil || jump != nil
        readsCuboids = followsMotion || !locksOfCategories.isEmpty
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard !label.isNull, label.structure == .sequence || label.structure == .sensors else { return }
        slots.begin()
        paths.removeAll(keepingCapacity: true)
        statesKeyframes =
            keyframe != nil
            && label.annotations.contains { batch.annotations.flags[$0].contains(.hasKeyframe) }
        if !categoriesOfTracks.isEmpty { categoriesOfTracks.removeAll(keepingCapacity: true) }
        var start = label.frames.lowerBound
        while start < label.frames.upperBound {
            slots.enter(start, in: batch)
            var end = start + 1
            while end < label.frames.upperBound, TrackSlots.follows(end, in: batch) { end += 1 }
            try follow(start..<end, label, batch)
            start = end
        }
        events.report(label, batch, taxonomy, &findings)
    }

    // MARK: One sequence

    private func follow(_ frames: Range<Int>, _ label: CheckedLabel, _ batch: ContentBatch) throws {
        let annotations = batch.annotations
        var isTimed = false
        for frame in frames {
            if frame > frames.lowerBound { slots.enter(frame, in: batch) }
            for index in batch.frames.annotations(of: frame)
            where annotations.flags[index].contains(.hasTrackID) {
                let slot = slots.slot(of: annotations.trackID[index])
                if slot == paths.count {
                    paths.append(TrackPath(annotation: index, frame: frame))
                } else {
                    pass(slot, to: frame, batch)
                }
                see(index, slot, label, batch)
                guard paths[slot].isFirstInFrame else { continue }
                paths[slot].isFirstInFrame = false
                if readsCuboids { lock(index, slot, batch) }
                guard followsMotion else { continue }
                let spot = TrackSpot(index, frame, batch)
                let last = paths[slot].spot
                paths[slot].spot = spot
                guard last.frame >= 0, last.type == spot.type else { continue }
                if speed != nil, spot.type.isCuboid {
                    if !isTimed {
                        try clock.set(frames, of: label, in: batch)
                        isTimed = true
                    }
                    try measure(last, spot, index, slot, batch)
                }
                if let jump, spot.isJump(from: last, diagonals: jump.diagonals, batch) {
                    paths[slot].mayJump = true
                }
            }
        }
        finish(frames, label, batch)
    }

    /// Counts the frame that a track has come to.
    @inline(__always)
    private func pass(_ slot: Int, to frame: Int, _ batch: ContentBatch) {
        let last = paths[slot].lastFrame
        guard last != frame else { return }
        paths[slot].isFirstInFrame = true
        paths[slot].frames += 1
        paths[slot].lastFrame = frame
        let missing = batch.frames.number[frame] - batch.frames.number[last] - 1
        if missing > 0 {
            if paths[slot].missing == 0 { paths[slot].firstMissing = last + 1 }
            paths[slot].missing += Int(missing)
        }
    }

    /// Notes the flags and the category of an annotation, even of a second one of a track in one frame.
    @inline(__always)
    private func see(_ index: Int, _ slot: Int, _ label: CheckedLabel, _ batch: ContentBatch) {
        let annotations = batch.annotations
        let flags = annotations.flags[index]
        paths[slot].flags.formUnion(flags)
        guard flags.contains(.hasCategoryID) else { return }
        let id = annotations.categoryID[index]
        guard paths[slot].hasCategory else {
            paths[slot].hasCategory = true
            paths[slot].category = id
            paths[slot].firstCategory = id
            if let sensors, label.structure == .sensors { compare(index, slot, id, sensors, annotations) }
            return
        }
        guard paths[slot].category != id else { return }
        if let category {
            events.add(
                category, slot, annotation: index, field: "category_id", expected: "\(paths[slot].category)",
                found: "\(id)")
        }
        paths[slot].category = id
    }

    /// Compares the category of a track with that on the first sensor that knows it.
    private func compare(
        _ index: Int, _ slot: Int, _ id: Int64, _ rule: ActiveRule, _ annotations: CheckedAnnotations
    ) {
        let trackID = annotations.trackID[index]
        guard let first = categoriesOfTracks[trackID] else {
            categoriesOfTracks[trackID] = id
            return
        }
        guard first != id else { return }
        events.add(
            rule, ofTrack: trackID, annotation: index, field: "category_id", expected: "\(first)",
            found: "\(id)")
    }

    /// Compares a cuboid with the first one of its track, as far as its category locks it.
    private func lock(_ index: Int, _ slot: Int, _ batch: ContentBatch) {
        let annotations = batch.annotations
        let cuboid = Int(annotations.cuboid[index])
        guard cuboid >= 0, !locksOfCategories.isEmpty, annotations.flags[index].contains(.hasCategoryID),
            let locks = locksOfCategories[annotations.categoryID[index]]
        else { return }
        let cuboids = batch.cuboids
        if let dimensions, locks.contains(.dimensions) {
            let size = cuboids.size[cuboid]
            if size.isFinite {
                if let first = paths[slot].firstSize {
                    if TrackSpot.differ(size, first, dimensions.tolerance) {
                        events.add(
                            dimensions.rule, slot, annotation: index, field: "dimensions",
                            expected: TrackSpot.text(first), found: TrackSpot.text(size))
                    }
                } else {
                    paths[slot].firstSize = size
                }
            }
        }
        if let position, locks.contains(.position) {
            let center = cuboids.center[cuboid]
            if center.isFinite {
                if let first = paths[slot].firstCenter {
                    if TrackSpot.differ(center, first, position.tolerance) {
                        events.add(
                            position.rule, slot, annotation: index, field: "position",
                            expected: TrackSpot.text(first), found: TrackSpot.text(center))
                    }
                } else {
                    paths[slot].firstCenter = center
                }
            }
        }
        if let rotation, locks.contains(.rotation) {
            let turn = TrackTurn(yaw: cuboids.yaw[cuboid], rotation: cuboids.rotation[cuboid])
            if let first = paths[slot].firstTurn {
                if let angle = turn.angle(to: first), angle > rotation.tolerance {
                    events.add(
                        rotation.rule, slot, annotation: index, field: "rotation",
                        expected: "the rotation of the track's first cuboid",
                        found: "turned by \(FindingText.rounded(angle)) rad")
                }
            } else if turn.isKnown {
                paths[slot].firstTurn = turn
            }
        }
    }

    // MARK: Motion

    private func measure(
        _ last: TrackSpot, _ spot: TrackSpot, _ index: Int, _ slot: Int, _ batch: ContentBatch
    ) throws {
        guard let speed else { return }
        let seconds = clock.seconds(from: last.frame, to: spot.frame)
        // Comparisons with NaN are false: nothing is reported if either is not known.
        let way = spot.center - last.center
        let square = (way * way).sum()
        guard seconds > 0, square > speed.most * speed.most * seconds * seconds else { return }
        let metresPerSecond = square.squareRoot() / seconds
        let isWorld = try clock.hasPose(last.frame, batch) && clock.hasPose(spot.frame, batch)
        let most = isWorld ? speed.most : speed.mostRelative
        guard metresPerSecond > most else { return }
        events.add(
            speed.rule, slot, annotation: index, field: "position",
            expected: "at most \(FindingText.rounded(most)) m/s",
            found: "\(FindingText.rounded(metresPerSecond)) m/s")
    }

    // MARK: The end of a sequence

    private func finish(_ frames: Range<Int>, _ label: CheckedLabel, _ batch: ContentBatch) {
        let own = slots.firstOfSequence..<paths.count
        var candidates: [Int] = []
        for slot in own {
            let path = paths[slot]
            if let keyframe, statesKeyframes, !path.flags.contains(.isKeyframe) {
                events.add(
                    keyframe, trackID: slots.trackID(slot), categoryID: path.optionalCategory,
                    sensor: batch.frames.sensor[frames.lowerBound], field: "is_keyframe",
                    expected: "true at least once",
                    found: path.frames == 1 ? "never true in 1 frame" : "never true in \(path.frames) frames")
            }
            if let gap, path.missing > 0 {
                let next = batch.frames.number[path.lastFrame]
                events.add(
                    gap, trackID: slots.trackID(slot), categoryID: path.optionalCategory,
                    frame: path.firstMissing, expected: "an annotation in each frame up to \(next)",
                    found: path.missing == 1 ? "missing in 1 frame" : "missing in \(path.missing) frames",
                    count: path.missing)
            }
            if let single, path.frames == 1, frames.count > 1 {
                events.add(
                    single, slot, annotation: path.firstAnnotation, field: nil,
                    expected: "more than one frame",
                    found: "1 of \(frames.count) frames")
            }
            if path.mayJump { candidates.append(slot) }
        }
        guard let jumps, !candidates.isEmpty else { return }
        jumps.judge(candidates, in: frames, own.lowerBound, slots, batch, &events)
    }
}
