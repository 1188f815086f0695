import ReleaseFormat

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a release holds, read slowly and simply from a tree: what the decoder is compared with.
enum Reference {
    struct Sample {
        var uuid: String?
        var labels: [Label] = []
    }

    struct Label {
        var labelset: String
        var isNull = false
        var structure = LabelStructure.none
        var frames: [Frame] = []
        var annotations: [Annotation] = []
        var tracks: [Track] = []
        var links = 0
        var categories: [Int64: Int32] = [:]
    }

    struct Frame {
        var sensor: String?
        var frame: Int32
        var annotations: Int32?
        var points: [Int64]?
    }

    struct Annotation {
        var id: Int64?
        var trackID: Int64?
        var categoryID: Int64?
        var type: String?
        var vertices: Int32?
        var lower: [Double]?
        var upper: [Double]?
        var area: Double?
        var length: Double?
        var pointCount: Int64?
    }

    struct Track {
        var sensor: String?
        var trackID: Int64
        var frames: Set<Int32> = []
        var keyframes: Int32 = 0
    }

    static func samples(_ document: JSONValue) -> [Sample] {
        (document["dataset"]?["samples"]?.array ?? []).map { value in
            var sample = Sample(uuid: value["uuid"]?.string)
            for member in value["labels"]?.members ?? [] {
                if member.value == .null {
                    sample.labels.append(Label(labelset: member.key, isNull: true))
                } else if member.value.members != nil {
                    sample.labels.append(label(member.key, member.value["attributes"]))
                }
            }
            return sample
        }
    }

    private static func label(_ labelset: String, _ attributes: JSONValue?) -> Label {
        var label = Label(labelset: labelset)
        guard let attributes, attributes.members != nil else { return label }
        label.links = attributes["links"]?.objects?.count ?? 0
        if let sensors = attributes["sensors"]?.objects {
            label.structure = .sensors
            for sensor in sensors where sensor["attributes"]?.members != nil {
                body(sensor["attributes"] ?? .null, sensor["name"]?.string, &label)
            }
        } else {
            label.structure = body(attributes, nil, &label)
        }
        for id in label.annotations.compactMap(\.categoryID) { label.categories[id, default: 0] += 1 }
        return label
    }

    @discardableResult
    private static func body(_ value: JSONValue, _ sensor: String?, _ label: inout Label) -> LabelStructure {
        guard let frames = value["frames"]?.objects else {
            let isFrame =
                value["annotations"]?.objects != nil || value["segmentation_bitmap"]?.members != nil
                || pointLabels(value) != nil
            if isFrame { frame(value, sensor, 0, isSequence: false, &label) }
            return .still
        }
        for (index, element) in frames.enumerated() {
            frame(element, sensor, Int32(index), isSequence: true, &label)
        }
        return .sequence
    }

    private static func pointLabels(_ value: JSONValue) -> [Int64]? {
        guard let list = value["point_annotations"]?.array else { return nil }
        let numbers = list.compactMap { integer($0) }
        return numbers.count == list.count ? numbers : nil
    }

    private static func frame(
        _ value: JSONValue, _ sensor: String?, _ index: Int32, isSequence: Bool, _ label: inout Label
    ) {
        let objects = value["annotations"]?.objects
        let points = pointLabels(value)
        label.frames.append(
            Frame(sensor: sensor, frame: index, annotations: objects.map { Int32($0.count) }, points: points))
        var annotations = (objects ?? []).map { annotation($0) }
        if let points { count(points, &annotations) }
        label.annotations += annotations
        guard isSequence else { return }
        for (object, annotation) in zip(objects ?? [], annotations) {
            guard let id = annotation.trackID else { continue }
            let place = label.tracks.firstIndex { $0.sensor == sensor && $0.trackID == id }
            if place == nil { label.tracks.append(Track(sensor: sensor, trackID: id)) }
            let track = place ?? label.tracks.count - 1
            label.tracks[track].frames.insert(index)
            if object["is_keyframe"]?.bool == true { label.tracks[track].keyframes += 1 }
        }
    }

    /// Points name ids, unless track ids explain more of what they use.
    private static func count(_ points: [Int64], _ annotations: inout [Annotation]) {
        let used = Set(points).subtracting([0])
        let byID = used.intersection(annotations.compactMap(\.id)).count
        let byTrack = used.intersection(annotations.compactMap(\.trackID)).count
        for index in annotations.indices {
            let (id, track) = (annotations[index].id, annotations[index].trackID)
            guard let owner = byTrack > byID ? track ?? id : id ?? track else { continue }
            annotations[index].pointCount = Int64(points.count { $0 == owner })
        }
    }

    private static func annotation(_ value: JSONValue) -> Annotation {
        var annotation = Annotation()
        annotation.id = integer(value["id"])
        annotation.trackID = integer(value["track_id"])
        annotation.categoryID = integer(value["category_id"])
        annotation.type = value["type"]?.string
        if let points = value["points"]?.array {
            if points.isEmpty { annotation.vertices = 0 }
            shape(points, &annotation)
        } else if value["points"] == nil {
            cuboid(value, &annotation)
        }
        return annotation
    }

    private static func shape(_ points: [JSONValue], _ annotation: inout Annotation) {
        let places = points.compactMap { point -> [Double]? in
            guard let list = point.array, list.count == 2 || list.count == 3 else { return nil }
            let numbers = list.compactMap { number($0) }
            return numbers.count == list.count ? numbers : nil
        }
        guard places.count == points.count, let first = places.first else { return }
        annotation.vertices = Int32(points.count)
        let dimensions = Set(places.map(\.count)).count == 1 ? first.count : 2
        func extreme(_ choose: ([Double]) -> Double?) -> [Double] {
            (0..<dimensions).compactMap { axis in choose(places.map { $0[axis] }) }
        }
        annotation.lower = extreme { $0.min() }
        annotation.upper = extreme { $0.max() }
        let isEven = places.allSatisfy { $0.count == first.count }
        if annotation.type == "polygon", isEven, dimensions == 2 {
            var doubled = 0.0
            for (one, two) in zip(places, places.dropFirst() + [first]) {
                doubled += one[0] * two[1] - two[0] * one[1]
            }
            annotation.area = abs(doubled) / 2
        }
        if annotation.type == "polyline", isEven {
            annotation.length = zip(places, places.dropFirst()).reduce(0) { total, pair in
                total + sqrt(zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
            }
        }
    }

    /// The extent of the eight corners, each turned by itself.
    private static func cuboid(_ value: JSONValue, _ annotation: inout Annotation) {
        guard let center = vector(value["position"], "x", "y", "z"),
            let size = vector(value["dimensions"], "x", "y", "z")
        else { return }
        let rotation = vector(value["rotation"], "qx", "qy", "qz", "qw") ?? [0, 0, 0, 0]
        let norm = sqrt(rotation.reduce(0) { $0 + $1 * $1 })
        let yaw = number(value["yaw"]) ?? 0
        var corners: [[Double]] = []
        for corner in 0..<8 {
            let local = (0..<3).map { size[$0] / 2 * (corner >> $0 & 1 == 0 ? -1 : 1) }
            let turned =
                norm > 0
                ? turn(local, by: rotation.map { $0 / norm })
                : [
                    local[0] * cos(yaw) - local[1] * sin(yaw), local[0] * sin(yaw) + local[1] * cos(yaw),
                    local[2],
                ]
            corners.append((0..<3).map { center[$0] + turned[$0] })
        }
        annotation.lower = (0..<3).compactMap { axis in corners.map { $0[axis] }.min() }
        annotation.upper = (0..<3).compactMap { axis in corners.map { $0[axis] }.max() }
    }

    /// `q v q*`, by two cross products.
    private static func turn(_ v: [Double], by q: [Double]) -> [Double] {
        func cross(_ a: [Double], _ b: [Double]) -> [Double] {
            [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
        }
        let axis = Array(q[0..<3])
        let t = cross(axis, v).map { 2 * $0 }
        let u = cross(axis, t)
        return (0..<3).map { v[$0] + q[3] * t[$0] + u[$0] }
    }

    private static func vector(_ value: JSONValue?, _ axes: String...) -> [Double]? {
        let numbers = axes.compactMap { number(value?[$0]) }
        return numbers.count == axes.count ? numbers : nil
    }

    /// Whole numbers as Swift reads them, and those with a point or a power that are whole.
    static func integer(_ value: JSONValue?) -> Int64? {
        guard case .number(let literal) = value else { return nil }
        if let whole = Int64(literal) { return whole }
        guard let double = Double(literal), double.magnitude < 0x1p53 else { return nil }
        return Int64(exactly: double)
    }

    static func number(_ value: JSONValue?) -> Double? {
        guard case .number(let literal) = value, let double = Double(literal), double.isFinite else {
            return nil
        }
        return double
    }
}
