/// Rules on the types of annotations.
final class AnnotationTypeRules: ContentRules {
    static let unknown = Rule(
        "annotation.type.unknown", .core, .error,
        summary: "an annotation's type is not one of the format's",
        definition: """
            The `type` of annotations is not one of bbox, polygon, polyline, point, cuboid, cuboid-sync, \
            segment, span. One finding per label and unknown type, at the first annotation that has it; its \
            count is the number of annotations.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1,"type":"ellipse","points":[[4,2],[8,6]]}]}"#,
            remedy: "Draw the object as one of the known types."),
        needs: .annotations)

    static let absent = Rule(
        "annotation.type.absent", .core, .error,
        summary: "a shape has no type",
        definition: """
            Annotations have no `type`, or one that is not a text, although the task is about shapes: \
            bounding boxes, vectors, keypoints or cuboids. Annotations of a mask, of point labels and of \
            text need none. One finding per label, at the first such annotation; its count is the number of \
            annotations.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1,"points":[[4,2],[8,6]]}]}"#,
            remedy: "Add the type: two points may be a box as well as a line."),
        needs: [.annotations, .sensors])

    static let misplaced = Rule(
        "annotation.type.misplaced", .core, .warning,
        summary: "an annotation's type does not belong to the task",
        definition: """
            Annotations have a known type that the task, or the sensor's task in multi-sensor data, does not \
            have. Bitmap and point cloud segmentation have segments; bounding boxes, vectors and keypoints \
            of images share bbox, polygon, polyline and point; cuboid tasks have cuboid and cuboid-sync; \
            vectors of point clouds have polygon, polyline and point, and may contain cuboids; text has \
            spans. Where the task is unknown, nothing is reported. One finding per label and type, at the \
            first annotation; its count is the number of annotations.
            """,
        example: .init(
            breaking: #"{"dataset":{"task_type":"vector"},"annotations":[{"id":1,"type":"cuboid"}]}"#,
            remedy: "Move the object to a task of its kind, or correct the task type."),
        needs: [.annotations, .sensors])

    static let rules = [unknown, absent, misplaced]

    private let unknown: ActiveRule?
    private let absent: ActiveRule?
    private let misplaced: ActiveRule?
    private let tasks: [TaskType?]

    init(_ context: RuleContext) {
        unknown = context.active(Self.unknown)
        absent = context.active(Self.absent)
        misplaced = context.active(Self.misplaced)
        tasks = context.labelsets.map(\.task)
    }

    /// Annotations of a label that have the same fault.
    private struct Group {
        var first: Int
        var word: String
        var task: TaskType?
        var count: Int
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard !label.annotations.isEmpty else { return }
        let annotations = batch.annotations
        var frameTasks = ContentBatch.FrameTasks(label, in: batch, release: tasks[label.labelset])
        var strangers: [Group] = []
        var silent: [Group] = []
        var strays: [Group] = []
        for frame in label.frames {
            let task = frameTasks.next()
            let needsType = task == .vector || task == .cuboid || task == .pointVector
            for index in batch.frames.annotations(of: frame) {
                let type = annotations.type[index]
                if type == .other {
                    if unknown != nil {
                        Self.count(index, annotations.typeWord(index) ?? "", nil, &strangers)
                    }
                } else if !annotations.flags[index].contains(.hasType), type == .none || needsType {
                    if absent != nil, needsType { Self.count(index, "", nil, &silent) }
                } else if let task, !task.includes(type), misplaced != nil {
                    Self.count(index, type.word ?? "", task, &strays)
                }
            }
        }
        for group in strangers {
            guard let unknown else { break }
            findings.add(
                unknown, label, in: batch, annotation: group.first, field: "type",
                expected: AnnotationType.allCases.compactMap(\.word).joined(separator: ", "),
                found: "\"\(group.word)\"", count: group.count)
        }
        for group in silent {
            guard let absent else { break }
            findings.add(
                absent, label, in: batch, annotation: group.first, field: "type", expected: "a type",
                found: try batch.extraMember("type", of: group.first, in: label).map { FindingText.of($0) },
                count: group.count)
        }
        for group in strays {
            guard let misplaced, let task = group.task else { break }
            let words = AnnotationType.allCases.filter { task.includes($0) }.compactMap(\.word)
            findings.add(
                misplaced, label, in: batch, annotation: group.first, field: "type",
                expected: words.joined(separator: ", "), found: group.word, count: group.count)
        }
    }

    private static func count(_ index: Int, _ word: String, _ task: TaskType?, _ groups: inout [Group]) {
        if let known = groups.firstIndex(where: { $0.word.isExactly(word) && $0.task == task }) {
            groups[known].count += 1
        } else {
            groups.append(Group(first: index, word: word, task: task, count: 1))
        }
    }
}
