import TestSupport

@testable import ReleaseFormat

/// All that a reader makes of a file: its header and its rows, in words that can be compared.
struct Reading: Equatable {
    var header: [JSONValue.Member] = []
    var warnings: [String] = []
    var samples: [SampleRow] = []

    /// - Throws: the first error, of the reader or of a batch.
    init(file path: String, capacity: Int = SampleBatch.defaultCapacity) throws {
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch(capacity: capacity)
        while try reader.fill(batch) {
            batch.decode(known: nil)
            if let failure = batch.failure { throw failure }
            for index in batch.samples.indices { samples.append(SampleRow(batch, batch.samples[index])) }
        }
        header = reader.header.document
        warnings = reader.warnings
    }

    init(text: String, capacity: Int = SampleBatch.defaultCapacity) throws {
        try self.init(bytes: Array(text.utf8), capacity: capacity)
    }

    init(bytes: [UInt8], capacity: Int = SampleBatch.defaultCapacity) throws {
        let scratch = try ScratchFolder()
        try self.init(file: scratch.write(bytes, to: "release.json"), capacity: capacity)
    }

    /// The labels of all samples.
    var labels: [LabelRow] { samples.flatMap(\.labels) }
    /// The annotations of all samples.
    var annotations: [AnnotationRow] { labels.flatMap(\.annotations) }

    /// The reading of a release of one sample with one label, whose `attributes` are given as text.
    static func label(_ attributes: String) throws -> LabelRow {
        try label(members: "\"label_status\":\"LABELED\",\"attributes\":\(attributes)")
    }

    static func label(members: String) throws -> LabelRow {
        try sample("\"uuid\":\"u\",\"labels\":{\"ground-truth\":{\(members)}}").labels[0]
    }

    static func sample(_ members: String) throws -> SampleRow {
        try Reading(text: "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\(members)}]}}")
            .samples[0]
    }

    static func annotation(_ members: String) throws -> AnnotationRow {
        try label("{\"annotations\":[{\(members)}]}").annotations[0]
    }
}

/// A sample with all its rows, its ranges as text.
struct SampleRow: Equatable {
    var uuid: String
    var name: String?
    var attributes: String?
    var metadata: String?
    var extra: String?
    var assetURL: String?
    var frames: Int32?
    var rawDigest: Digest
    var versionDigest: Digest
    var stateDigest: Digest
    var labels: [LabelRow]

    init(_ batch: SampleBatch, _ record: SampleRecord) {
        uuid = batch.string(record.uuid)
        name = batch.text(record.name)
        attributes = batch.text(record.attributes)
        metadata = batch.text(record.metadata)
        extra = batch.text(record.extra)
        assetURL = batch.text(record.assetURL)
        frames = record.frames
        rawDigest = record.rawDigest
        versionDigest = record.versionDigest
        stateDigest = record.stateDigest
        labels = record.labels.map { LabelRow(batch, batch.labels[Int($0)]) }
    }
}

struct LabelRow: Equatable {
    var labelset: String
    var isNull: Bool
    var digest: Digest
    var structure: LabelStructure
    /// The text columns that are there, by their names in the views.
    var texts: [String: String]
    var score: Double?
    var formatVersion: String
    var imageAttributes: String?
    var extra: String?
    var frameCount: Int32
    var hasLinks: Bool
    var sensors: [SensorRow]
    var frames: [FrameRow]
    var annotations: [AnnotationRow]
    var tracks: [TrackRow]
    var links: [LinkRow]
    /// As the label's own JSON says, and as the batch's rows do.
    var categoryCounts: String?
    var typeCounts: String?
    var categories: [Int64: Int32]
    var types: [String: Int32]

    init(_ batch: SampleBatch, _ record: LabelRecord) {
        labelset = batch.string(record.labelset)
        isNull = record.isNull
        digest = record.digest
        structure = record.structure
        texts = [:]
        let columns = [
            ("label_status", record.status), ("label_type", record.labelType),
            ("created_at", record.createdAt),
            ("created_by", record.createdBy), ("updated_at", record.updatedAt),
            ("updated_by", record.updatedBy),
            ("reviewed_at", record.reviewedAt), ("reviewed_by", record.reviewedBy),
        ]
        for (name, range) in columns { texts[name] = batch.text(range) }
        score = record.score
        formatVersion = batch.text(record.formatVersion)
        imageAttributes = batch.text(record.imageAttributes)
        extra = batch.text(record.extra)
        frameCount = record.frames
        hasLinks = record.hasLinks
        sensors = record.sensorRows.map { SensorRow(batch, batch.sensors[Int($0)]) }
        frames = record.frameRows.map { FrameRow(batch, batch.frames[Int($0)]) }
        annotations = record.annotationRows.map { AnnotationRow(batch, batch.annotations[Int($0)]) }
        tracks = record.trackRows.map { TrackRow(batch, batch.tracks[Int($0)]) }
        links = record.linkRows.map { LinkRow(batch, batch.links[Int($0)]) }
        categoryCounts = batch.text(record.categoryCounts)
        typeCounts = batch.text(record.typeCounts)
        categories = [:]
        for index in record.categoryCountRows {
            let entry = batch.categoryCounts[Int(index)]
            categories[entry.categoryID, default: 0] += entry.annotations
        }
        types = [:]
        for index in record.typeCountRows {
            let entry = batch.typeCounts[Int(index)]
            types[batch.string(entry.type), default: 0] += entry.annotations
        }
    }
}

struct SensorRow: Equatable {
    var name: String?
    var taskType: String?
    var structure: LabelStructure
    var formatVersion: String
    var frames: Int32

    init(_ batch: SampleBatch, _ record: SensorRecord) {
        name = batch.text(record.name)
        taskType = batch.text(record.taskType)
        structure = record.structure
        formatVersion = batch.text(record.formatVersion)
        frames = record.frames
    }
}

struct FrameRow: Equatable {
    var sensor: String?
    var frame: Int32
    var timestamp: String
    var formatVersion: String
    var annotations: Int32?
    var hasSegments: Bool
    var bitmapURL: String?
    var points: Int64?
    /// The point labels, unpacked.
    var pointLabels: [Int64]?
    var imageAttributes: String?
    var extra: String?

    init(_ batch: SampleBatch, _ record: FrameRecord) {
        sensor = batch.text(record.sensor)
        frame = record.frame
        timestamp = batch.text(record.timestamp)
        formatVersion = batch.text(record.formatVersion)
        annotations = record.annotations
        hasSegments = record.untyped == .segment
        bitmapURL = batch.text(record.segmentationBitmapURL)
        points = record.points
        if !record.pointRuns.isAbsent {
            var labels: [Int64] = []
            let isWhole = PointRuns.forEach(in: batch.bytes[record.pointRuns]) { value, count in
                labels += Array(repeating: value, count: count)
            }
            pointLabels = isWhole ? labels : nil
        }
        imageAttributes = batch.text(record.imageAttributes)
        extra = batch.text(record.extra)
    }
}

struct AnnotationRow: Equatable {
    var id: Int64?
    var trackID: Int64?
    var categoryID: Int64?
    var isKeyframe: Bool?
    var type: String?
    var attributes: String?
    var points: String?
    var extra: String?
    /// x, y and, for solids, z.
    var lower: [Double]?
    var upper: [Double]?
    var area: Double?
    var length: Double?
    var vertices: Int32?
    var pointCount: Int64?
    var cuboid: CuboidRow?

    init(_ batch: SampleBatch, _ record: AnnotationRecord) {
        let columns = record.columns
        id = columns.contains(.id) ? record.id : nil
        trackID = columns.contains(.trackID) ? record.trackID : nil
        categoryID = columns.contains(.categoryID) ? record.categoryID : nil
        isKeyframe = columns.contains(.isKeyframe) ? columns.contains(.keyframe) : nil
        type = batch.text(record.type)
        attributes = batch.text(record.attributes)
        points = batch.text(record.points)
        extra = batch.text(record.extra)
        if columns.contains(.hull) {
            let isSolid = columns.contains(.depth)
            lower = [record.xMin, record.yMin] + (isSolid ? [record.zMin] : [])
            upper = [record.xMax, record.yMax] + (isSolid ? [record.zMax] : [])
        }
        area = columns.contains(.area) ? record.area : nil
        length = columns.contains(.length) ? record.length : nil
        vertices = columns.contains(.vertices) ? record.vertices : nil
        pointCount = columns.contains(.pointCount) ? record.pointCount : nil
        if record.cuboid >= 0 { cuboid = CuboidRow(batch.cuboids[Int(record.cuboid)]) }
    }
}

/// NaN, for what the file does not say, becomes nil.
struct CuboidRow: Equatable {
    var center: [Double?]
    var size: [Double?]
    var yaw: Double?
    var rotation: [Double?]
    var columns: UInt8

    init(_ record: CuboidRecord) {
        func known(_ value: Double) -> Double? { value.isNaN ? nil : value }
        center = (0..<3).map { known(record.center[$0]) }
        size = (0..<3).map { known(record.size[$0]) }
        yaw = known(record.yaw)
        rotation = (0..<4).map { known(record.rotation[$0]) }
        columns = record.columns.rawValue
    }
}

struct TrackRow: Equatable {
    var sensor: String?
    var trackID: Int64
    var categoryID: Int64?
    var firstFrame: Int32
    var lastFrame: Int32
    var frames: Int32
    var keyframes: Int32

    init(_ batch: SampleBatch, _ record: TrackRecord) {
        sensor = batch.text(record.sensor)
        trackID = record.trackID
        categoryID = record.categoryID
        firstFrame = record.firstFrame
        lastFrame = record.lastFrame
        frames = record.frames
        keyframes = record.keyframes
    }
}

struct LinkRow: Equatable {
    var fromID: Int64?
    var toID: Int64?
    var attributes: String?
    var extra: String?

    init(_ batch: SampleBatch, _ record: LinkRecord) {
        fromID = record.fromID
        toID = record.toID
        attributes = batch.text(record.attributes)
        extra = batch.text(record.extra)
    }
}

extension SampleBatch {
    fileprivate func text(_ range: ByteRange) -> String? { range.isAbsent ? nil : string(range) }

    /// The kind and the value.
    fileprivate func text(_ scalar: Scalar) -> String {
        switch scalar {
        case .absent: "absent"
        case .integer(let whole): "integer \(whole)"
        case .real(let double): "real \(double)"
        case .text(let range): "text \(string(range))"
        }
    }
}
