/// The platform's task types, by the content of their labels.
enum TaskType: Sendable {
    /// Masks.
    case bitmap
    /// Boxes, polygons, lines and points in images.
    case vector
    case cuboid
    /// Point labels.
    case pointSegmentation
    /// Polygons, lines and points in point clouds; cuboids may be among them.
    case pointVector
    case multisensor
    case text

    /// The task types of the format page; nil for any other word.
    init?(_ word: String) {
        switch word {
        case "segmentation-bitmap", "segmentation-bitmap-highres", "image-segmentation-sequence":
            self = .bitmap
        case "bboxes", "vector", "image-vector-sequence", "keypoints": self = .vector
        case "pointcloud-cuboid", "pointcloud-cuboid-sequence": self = .cuboid
        case "pointcloud-segmentation", "pointcloud-segmentation-sequence": self = .pointSegmentation
        case "pointcloud-vector", "pointcloud-vector-sequence": self = .pointVector
        case "multisensor-sequence": self = .multisensor
        case "text-named-entities", "text-span-categorization": self = .text
        default: return nil
        }
    }

    /// All words, for messages.
    static let words = [
        "segmentation-bitmap", "segmentation-bitmap-highres", "image-segmentation-sequence", "bboxes",
        "vector",
        "image-vector-sequence", "keypoints", "pointcloud-cuboid", "pointcloud-cuboid-sequence",
        "pointcloud-segmentation", "pointcloud-segmentation-sequence", "pointcloud-vector",
        "pointcloud-vector-sequence", "multisensor-sequence", "text-named-entities",
        "text-span-categorization",
    ]

    /// Whether annotations of a type belong to the task. Unknown types are not judged.
    @inline(__always)
    func includes(_ type: AnnotationType) -> Bool {
        switch type {
        case .none, .other: true
        case .segment: self == .bitmap || self == .pointSegmentation || self == .multisensor
        case .span: self == .text
        case .bbox: self == .vector || self == .multisensor
        case .polygon, .polyline, .point: self == .vector || self == .pointVector || self == .multisensor
        case .cuboid, .cuboidSync: self == .cuboid || self == .pointVector || self == .multisensor
        }
    }
}

extension ContentBatch {
    /// The tasks of a label's frames: their sensor's in multi-sensor data, else the release's. Asked for frame by
    /// frame, in order. Needs `.sensors` and `.frames`.
    struct FrameTasks {
        private let release: TaskType?
        private let sensors: ArraySlice<CheckedSensor>
        private var sensor: Int
        private var left = 0
        private var task: TaskType?

        init(_ label: CheckedLabel, in batch: ContentBatch, release: TaskType?) {
            self.release = release
            sensors = batch.sensors[label.sensors]
            sensor = label.sensors.lowerBound - 1
            if label.structure == .sensors {
                // Its sensors have tasks; one that states none may have any.
                task = nil
            } else {
                task = release == .multisensor ? nil : release
                left = .max
            }
        }

        /// The task of the next frame; nil if none is known.
        mutating func next() -> TaskType? {
            while left == 0, sensor + 1 < sensors.endIndex {
                sensor += 1
                left = sensors[sensor].frames
                task = sensors[sensor].taskType.flatMap(TaskType.init)
                if task == .multisensor { task = nil }
            }
            left -= 1
            return task
        }
    }
}
