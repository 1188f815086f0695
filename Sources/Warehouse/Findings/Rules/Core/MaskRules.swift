import ReleaseFormat

/// Rules on masks and point labels. The pixels of a mask are not in the release: only its URL is checked.
final class MaskRules: ContentRules {
    static let bitmap = Rule(
        "frame.bitmap.absent", .core, .error,
        summary: "a segmentation has annotations but no bitmap",
        definition: """
            The task, or the sensor's task in multi-sensor data, is bitmap segmentation, a frame has \
            annotations, and its `segmentation_bitmap` has no URL, or an empty one. SKIPPED labels are \
            ignored.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}],"segmentation_bitmap":{"url":""}}"#,
            remedy: """
                Label the image again: without the bitmap there is no way to know where the objects are.
                """),
        needs: [.frameExtra, .labelExtra, .sensors])

    static let points = Rule(
        "frame.points.absent", .core, .error,
        summary: "a point cloud segmentation has annotations but no point labels",
        definition: """
            The task, or the sensor's task in multi-sensor data, is point cloud segmentation, a frame has \
            annotations, and neither it nor any other frame of the label and sensor has a list \
            `point_annotations` of integers. SKIPPED labels are ignored. Where only some frames lack the \
            list, see `frame.points.incomplete`.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}]}"#,
            remedy: """
                Label the point cloud again: without the list there is no way to know which points belong to \
                the objects.
                """),
        needs: [.frameExtra, .labelExtra, .sensors])

    static let incomplete = Rule(
        "frame.points.incomplete", .core, .warning,
        summary: "only some frames of a point cloud sequence have point labels",
        definition: """
            The task, or the sensor's task in multi-sensor data, is point cloud segmentation, and some frames of a label \
            and sensor have a list `point_annotations` of integers, while others have annotations but no such list. \
            The platform writes this where a sequence was not labeled to its end: tracks continue in all frames, point \
            labels end with the last frame that was edited. SKIPPED labels are ignored. One finding per label and \
            sensor, at the first frame without the list; its count is the number of such frames.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1}],"point_annotations":[0,1]},\
                {"annotations":[{"id":1,"track_id":1,"category_id":1}]}]}
                """,
            remedy: "Label the remaining frames, or use only those with point labels."),
        needs: [.frameExtra, .labelExtra, .sensors])

    static let undefined = Rule(
        "frame.points.undefined", .core, .error,
        summary: "point labels refer to annotations that do not exist",
        definition: """
            Numbers in `point_annotations` refer to no annotation of the frame: neither by `id` nor, in \
            files whose point labels are track ids, by `track_id`. 0 is a point without a label. One finding \
            per frame; its count is the number of points.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}],"point_annotations":[0,1,1,5]}"#,
            remedy: "Add the annotation, or set these points to 0."),
        needs: [.pointLabels, .annotations])

    static let pointless = Rule(
        "annotation.points.none", .core, .info,
        summary: "an annotation of a point cloud has no points",
        definition: """
            A frame has point labels, and none of them refers to an annotation of the frame.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1},{"id":2}],"point_annotations":[0,1,1]}"#,
            remedy: "Remove the annotation if nothing of the object is visible."),
        needs: .pointCounts)

    static let rules = [bitmap, points, incomplete, undefined, pointless]

    private let bitmap: ActiveRule?
    private let points: ActiveRule?
    private let incomplete: ActiveRule?
    private let undefined: ActiveRule?
    private let pointless: ActiveRule?
    private let tasks: [TaskType?]
    private var numbers = PointNumbers()

    init(_ context: RuleContext) {
        bitmap = context.active(Self.bitmap)
        points = context.active(Self.points)
        incomplete = context.active(Self.incomplete)
        undefined = context.active(Self.undefined)
        pointless = context.active(Self.pointless)
        tasks = context.labelsets.map(\.task)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        if bitmap != nil || points != nil || incomplete != nil, label.status != "SKIPPED",
            label.annotationTotal > 0,
            isSegmentation(label)
        {
            checkPresence(label, batch, &findings)
        }
        guard undefined != nil || pointless != nil else { return }
        for frame in label.frames where batch.frames.points[frame] >= 0 {
            if undefined != nil { checkNumbers(frame, label, batch, &findings) }
            guard let pointless else { continue }
            for index in batch.frames.annotations(of: frame) where batch.annotations.pointCount[index] == 0 {
                findings.add(
                    pointless, label, in: batch, annotation: index, field: "point_annotations",
                    expected: "at least 1 point", found: "0 points")
            }
        }
    }

    private func isSegmentation(_ label: CheckedLabel) -> Bool {
        switch tasks[label.labelset] {
        case .bitmap, .pointSegmentation: true
        default: label.structure == .sensors
        }
    }

    private func checkPresence(
        _ label: CheckedLabel, _ batch: ContentBatch, _ findings: inout FindingSink
    ) {
        var frameTasks = ContentBatch.FrameTasks(label, in: batch, release: tasks[label.labelset])
        // Frames without point labels, sensor by sensor.
        var unlabeled: [(sensor: Int32, frames: [Int])] = []
        for frame in label.frames {
            let task = frameTasks.next()
            let count = Int(batch.frames.listed[frame])
            guard count > 0 else { continue }
            if task == .bitmap, let bitmap, batch.texts[batch.frames.bitmapURL[frame]].isEmpty {
                // A mask with other members than its URL is in `extra` as a whole.
                let mask = Self.member("segmentation_bitmap", of: frame, label, batch)
                if let url = mask?["url"]?.string, !url.isEmpty { continue }
                let isEmptyURL = !batch.frames.bitmapURL[frame].isNone
                findings.add(
                    bitmap, label, in: batch, frame: frame, field: "segmentation_bitmap",
                    expected: "a URL",
                    found: isEmptyURL ? #"{"url":""}"# : mask.map { FindingText.of($0) }, count: count)
            }
            if task == .pointSegmentation, batch.frames.points[frame] < 0 {
                let sensor = batch.frames.sensor[frame]
                if unlabeled.last?.sensor != sensor { unlabeled.append((sensor, [])) }
                unlabeled[unlabeled.count - 1].frames.append(frame)
            }
        }
        for group in unlabeled { reportUnlabeled(group.sensor, group.frames, label, batch, &findings) }
    }

    /// A member of a frame that has no column; that of a still is among the label's own.
    private static func member(
        _ key: String, of frame: Int, _ label: CheckedLabel, _ batch: ContentBatch
    ) -> JSONValue? {
        if let own = batch.extraMember(key, ofFrame: frame) { return own }
        return label.structure == .still ? JSONValue(json: label.extra)?["attributes"]?[key] : nil
    }

    /// Reports frames of a sensor that have annotations, but no point labels.
    private func reportUnlabeled(
        _ sensor: Int32, _ frames: [Int], _ label: CheckedLabel, _ batch: ContentBatch,
        _ findings: inout FindingSink
    ) {
        func value(_ frame: Int) -> String? {
            Self.member("point_annotations", of: frame, label, batch).map { FindingText.of($0) }
        }
        let labeled = label.frames.first {
            batch.frames.sensor[$0] == sensor && batch.frames.points[$0] >= 0
        }
        if let labeled {
            guard let incomplete else { return }
            findings.add(
                incomplete, label, in: batch, frame: frames[0], field: "point_annotations",
                expected: "a number for each point, as in frame \(batch.frames.number[labeled])",
                found: value(frames[0]), count: frames.count)
        } else if let points {
            for frame in frames {
                findings.add(
                    points, label, in: batch, frame: frame, field: "point_annotations",
                    expected: "a number for each point", found: value(frame),
                    count: Int(batch.frames.listed[frame]))
            }
        }
    }

    private func checkNumbers(
        _ frame: Int, _ label: CheckedLabel, _ batch: ContentBatch, _ findings: inout FindingSink
    ) {
        guard let undefined else { return }
        numbers.count(batch.texts[batch.frames.pointRuns[frame]])
        let annotations = batch.annotations
        let range = batch.frames.annotations(of: frame)
        let ids = Set(range.compactMap { annotations.optionalID($0) })
        let trackIDs = Set(range.compactMap { annotations.optionalTrackID($0) })
        let areTracks = PointOwners.areTracks(
            used: numbers.counts.keys.lazy.filter { $0 != 0 }, ids: ids, trackIDs: trackIDs)
        let owners = Set(
            range.compactMap {
                PointOwners.owner(
                    id: annotations.optionalID($0), trackID: annotations.optionalTrackID($0),
                    areTracks: areTracks)
            })
        let strangers = numbers.counts.filter { $0.key != 0 && !owners.contains($0.key) }
        guard !strangers.isEmpty else { return }
        let named = strangers.keys.sorted()
        let shown = named.prefix(8).map { "\($0)" }.joined(separator: ", ") + (named.count > 8 ? ", …" : "")
        findings.add(
            undefined, label, in: batch, frame: frame, field: "point_annotations",
            expected: areTracks ? "track ids of the frame's annotations" : "ids of the frame's annotations",
            found: shown, count: strangers.values.reduce(0, +))
    }
}
