import ReleaseFormat

/// Rules on masks and point labels. The pixels of a mask are not in the release: only its URL is looked at.
final class MaskRules: ContentRules {
    static let bitmap = Rule(
        "frame.bitmap.absent", .core, .error,
        summary: "annotations of a bitmap segmentation have no bitmap",
        definition: """
            The task, or the sensor's task in multi-sensor data, is bitmap segmentation, a frame has annotations, and its \
            `segmentation_bitmap` has no URL, or an empty one. Labels that are SKIPPED are left out.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}],"segmentation_bitmap":{"url":""}}"#,
            remedy: "Label the image again: without the bitmap nobody knows where the objects are."),
        needs: [.frameExtra, .sensors])

    static let points = Rule(
        "frame.points.absent", .core, .error,
        summary: "annotations of a point cloud segmentation have no point labels",
        definition: """
            The task, or the sensor's task in multi-sensor data, is point cloud segmentation, a frame has annotations, \
            and it has no list `point_annotations` of whole numbers. Labels that are SKIPPED are left out.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}]}"#,
            remedy:
                "Label the point cloud again: without the list nobody knows which points the objects have."),
        needs: [.frames, .sensors])

    static let undefined = Rule(
        "frame.points.undefined", .core, .error,
        summary: "point labels name no annotation",
        definition: """
            Numbers in `point_annotations` name no annotation of the frame: neither by `id` nor, in files whose point \
            labels are track ids, by `track_id`. 0 is a point without a label. One finding for each frame; it counts the \
            points.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1}],"point_annotations":[0,1,1,5]}"#,
            remedy: "Add the annotation, or label the points as 0."),
        needs: [.pointLabels, .annotations])

    static let pointless = Rule(
        "annotation.points.none", .core, .info,
        summary: "an annotation of a point cloud owns no point",
        definition: """
            A frame has point labels, and none of them names an annotation of the frame.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1},{"id":2}],"point_annotations":[0,1,1]}"#,
            remedy: "Remove the annotation, if nothing of the object is to be seen."),
        needs: .pointCounts)

    static let rules = [bitmap, points, undefined, pointless]

    private let bitmap: ActiveRule?
    private let points: ActiveRule?
    private let undefined: ActiveRule?
    private let pointless: ActiveRule?
    private let tasks: [TaskType?]
    private var numbers = PointNumbers()

    init(_ context: RuleContext) {
        bitmap = context.active(Self.bitmap)
        points = context.active(Self.points)
        undefined = context.active(Self.undefined)
        pointless = context.active(Self.pointless)
        tasks = context.labelsets.map(\.task)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        if bitmap != nil || points != nil, label.status != "SKIPPED", label.annotationTotal > 0,
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
        for frame in label.frames {
            let task = frameTasks.next()
            let count = Int(batch.frames.listed[frame])
            guard count > 0 else { continue }
            if task == .bitmap, let bitmap, batch.texts[batch.frames.bitmapURL[frame]].isEmpty {
                // A mask with other members than its URL stands in the rest, whole.
                let mask = batch.extraMember("segmentation_bitmap", ofFrame: frame)
                if let url = mask?["url"]?.string, !url.isEmpty { continue }
                findings.add(
                    bitmap, label, in: batch, frame: frame, field: "segmentation_bitmap",
                    expected: "a URL", found: mask?.text, count: count)
            }
            if task == .pointSegmentation, let points, batch.frames.points[frame] < 0 {
                findings.add(
                    points, label, in: batch, frame: frame, field: "point_annotations",
                    expected: "a number for each point", count: count)
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
