import ReleaseFormat

/// Rules on the frames and sensors of a label, against those of its sample.
final class SequenceRules: ContentRules {
    static let frames = Rule(
        "label.frames.mismatch", .core, .warning,
        summary: "a label and its sample have different numbers of frames",
        definition: """
            A label has a different number of frames than its sample, compared sensor by sensor; a still is \
            one frame. Labels and sensors without any frame are ignored, and so are samples that do not say \
            how many frames they have, and sensors that the sample does not have.
            """,
        example: .init(
            breaking: """
                {"attributes":{"frames":[{},{}]},"labels":{"ground-truth":{"label_status":"LABELED",\
                "attributes":{"frames":[{"annotations":[]}]}}}}
                """,
            remedy: "Update the label: frames were added to the sample or removed from it."),
        findsPhrases: true, needs: .sensors)

    static let unknownSensor = Rule(
        "label.sensor.unknown", .core, .error,
        summary: "a label has a sensor that its sample does not have",
        definition: """
            A sensor of the label has a name that no sensor of the sample has, or no name at all. It is fine \
            for a label to leave out a sensor of its sample, and for a sample not to list its sensors.
            """,
        example: .init(
            breaking: """
                {"attributes":{"sensors":[{"name":"lidar"}]},"labels":{"ground-truth":{"label_status":"LABELED",\
                "attributes":{"sensors":[{"name":"radar","attributes":{"frames":[]}}]}}}}
                """,
            remedy: "Use the sensor's name from the sample."),
        needs: .sensors)

    static let order = Rule(
        "label.sensors.order", .core, .warning,
        summary: "a label lists its sensors in a different order than its sample",
        definition: """
            The sensors that the label and the sample share are not in the same order, which the format \
            requires.
            """,
        example: .init(
            breaking: """
                {"attributes":{"sensors":[{"name":"lidar"},{"name":"camera"}]},"labels":{"ground-truth":\
                {"label_status":"LABELED","attributes":{"sensors":[{"name":"camera"},{"name":"lidar"}]}}}}
                """,
            remedy: "Put the label's sensors in the order of the sample's."),
        needs: .sensors)

    static let unknownTask = Rule(
        "sensor.task_type.unknown", .core, .warning,
        summary: "a sensor's task type is not one the platform knows",
        definition: """
            The `task_type` of a label's sensor is a text, but not one of the platform's task types. Rules \
            that depend on the task skip such a sensor.
            """,
        example: .init(
            breaking: #"{"sensors":[{"name":"lidar","task_type":"cuboids","attributes":{"frames":[]}}]}"#,
            remedy: """
                Use one of the platform's types: `pointcloud-cuboid-sequence`, `image-vector-sequence`, ….
                """
        ),
        needs: .sensors)

    static let rules = [frames, unknownSensor, order, unknownTask]

    private let frames: ActiveRule?
    private let unknownSensor: ActiveRule?
    private let order: ActiveRule?
    private let unknownTask: ActiveRule?

    init(_ context: RuleContext) {
        frames = context.active(Self.frames)
        unknownSensor = context.active(Self.unknownSensor)
        order = context.active(Self.order)
        unknownTask = context.active(Self.unknownTask)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        guard !label.isNull, label.frameTotal > 0 || label.structure == .sensors else { return }
        if label.structure == .sensors {
            try checkSensors(label, batch, &findings)
        } else if let frames, let expected = batch.samples[label.sample].frames, expected != label.frameTotal
        {
            let isStill = label.structure == .still
            findings.add(
                frames, label, in: batch, field: isStill ? "attributes" : "frames",
                expected: Self.demand(expected), found: isStill ? "a still" : Self.frames(label.frameTotal))
        }
    }

    private func checkSensors(
        _ label: CheckedLabel, _ batch: ContentBatch, _ findings: inout FindingSink
    ) throws {
        let sensors = batch.sensors[label.sensors]
        if let unknownTask {
            for sensor in sensors {
                guard let word = sensor.taskType, !word.isEmpty, TaskType(word) == nil else { continue }
                findings.add(
                    unknownTask, label, in: batch, sensor: sensor.name, field: "task_type",
                    expected: TaskType.words.joined(separator: ", "), found: JSONValue.string(word).text)
            }
        }
        guard frames != nil || unknownSensor != nil || order != nil else { return }
        let owner = batch.samples[label.sample]
        guard let attributes = try batch.attributes(of: owner) else { return }
        let sample = batch.assets(of: owner, attributes)
        let names = sample.sensorNames
        guard !names.isEmpty else { return }
        var shared: [Int] = []
        for sensor in sensors {
            let index = names.firstIndex { Self.isSame($0, sensor.name) }
            guard let index, let name = sensor.name else {
                if let unknownSensor {
                    findings.add(
                        unknownSensor, label, in: batch, sensor: sensor.name, field: "name",
                        expected: names.map { $0 ?? "no name" }.joined(separator: ", "),
                        found: sensor.name.map { JSONValue.string($0).text })
                }
                continue
            }
            shared.append(index)
            let expected = sample.frames(ofSensor: name).count
            if let frames, sensor.frames > 0, sensor.frames != expected {
                findings.add(
                    frames, label, in: batch, sensor: name, field: "frames", expected: Self.demand(expected),
                    found: Self.frames(sensor.frames))
            }
        }
        if let order, shared != shared.sorted() {
            func list(_ indexes: [Int]) -> String { indexes.map { names[$0] ?? "" }.joined(separator: ", ") }
            findings.add(
                order, label, in: batch, field: "sensors", expected: list(shared.sorted()),
                found: list(shared))
        }
    }

    private static func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return false }
        return one.isExactly(other)
    }

    private static func demand(_ count: Int) -> String { "the sample has \(frames(count))" }

    private static func frames(_ count: Int) -> String { count == 1 ? "1 frame" : "\(count) frames" }
}
