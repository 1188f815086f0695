import ReleaseFormat
import SQLite

/// Writes samples, labels and annotations that the warehouse does not have, and finds those that it has.
///
/// Ids are given out in the order of the file, so that what a release adds is stored together, in order.
final class ContentWriter {
    /// The rows of a sample that were found or written.
    struct Outcome {
        var stateID: Int64
        var sampleID: Int64
        var isNewSample = false
        var newLabels = 0
        var newAnnotations = 0
    }

    let connection: Connection
    /// Whether there was no sample at all when the import began: nothing need be looked up then.
    private let wasEmpty: Bool
    private let firstNewSampleID: Int64
    private var labelsets: Labelsets
    let attributeSets: AttributeSets
    var tables: Tables
    private let sampleLookup: Statement

    // What a batch brings, until it is flushed.
    var samples: [(id: Int64, uuid: ByteRange)] = []
    var versions: [(id: Int64, sample: Int)] = []
    var states: [(id: Int64, sampleID: Int64, versionID: Int64, sample: Int)] = []
    var stateLabels: [(stateID: Int64, labelsetID: Int64, labelID: Int64?)] = []
    var labels: [NewLabel] = []
    var frames: [NewFrame] = []
    var annotations: [Int32] = []
    var next: NextIDs

    struct NewLabel {
        var id: Int64
        var record: Int
        var children: LabelChildren
    }

    struct NewFrame {
        var id: Int64
        var record: Int
        var firstAnnotation: Int64
    }

    struct NextIDs {
        var sample, version, state, label, sensor, frame, annotation, track, link: Int64

        init(_ connection: Connection) throws {
            func next(_ table: String) throws -> Int64 { try connection.nextID(of: table) }
            sample = try next("sample")
            version = try next("sample_version")
            state = try next("sample_state")
            label = try next("label")
            sensor = try next("sensor")
            frame = try next("frame")
            annotation = try next("annotation")
            track = try next("track")
            link = try next("link")
        }
    }

    struct Tables {
        let samples, versions, states, stateLabels, labels, sensors, frames, pointLabels: RowInserter
        let annotations, geometries, cuboids, tracks, links: RowInserter

        init(_ connection: Connection) throws {
            func inserter(_ table: ContentTable, widest: Int = 16) throws -> RowInserter {
                try RowInserter(connection, table: table.rawValue, columns: table.columns, widest: widest)
            }
            samples = try inserter(.sample)
            versions = try inserter(.sampleVersion)
            states = try inserter(.sampleState, widest: 64)
            stateLabels = try inserter(.stateLabel, widest: 128)
            labels = try inserter(.label)
            sensors = try inserter(.sensor)
            frames = try inserter(.frame)
            pointLabels = try inserter(.pointLabel)
            annotations = try inserter(.annotation, widest: 32)
            geometries = try inserter(.geometry, widest: 32)
            cuboids = try inserter(.cuboid, widest: 32)
            tracks = try inserter(.track)
            links = try inserter(.link)
        }
    }

    init(_ connection: Connection) throws {
        self.connection = connection
        next = try NextIDs(connection)
        firstNewSampleID = next.sample
        wasEmpty = next.sample == 1
        labelsets = Labelsets(connection)
        attributeSets = try AttributeSets(connection)
        tables = try Tables(connection)
        sampleLookup = try connection.prepare("SELECT id FROM sample WHERE uuid = ?")
    }

    func labelsetID(_ name: ByteRange, in batch: SampleBatch) throws -> Int64 {
        try labelsets.id(of: batch.bytes[name])
    }

    // MARK: Samples

    /// The id of a sample, which gets one if it has none yet; then `isNew` is true.
    ///
    /// A uuid that comes twice before ``flush(_:)`` is new twice: then that throws a constraint's violation.
    func sampleID(of uuid: ByteRange, _ bytes: BatchBytes) throws -> (id: Int64, isNew: Bool) {
        if !wasEmpty, let id = try sampleID(known: bytes[uuid]) {
            return (id, false)
        }
        samples.append((next.sample, uuid))
        next.sample += 1
        return (next.sample - 1, true)
    }

    /// The id of a sample that was written.
    func sampleID(known uuid: UnsafeRawBufferPointer) throws -> Int64? {
        sampleLookup.bindText(uuid, at: 1)
        defer { sampleLookup.reset() }
        return try sampleLookup.step() ? sampleLookup.row.int64(at: 0) : nil
    }

    /// Finds a decoded sample among the states that its uuid has had, or takes down what is new of it.
    ///
    /// - Parameters:
    ///   - sampleID: as ``sampleID(of:)`` answered.
    ///   - index: the sample's number in the batch, which stays in use until ``flush(_:)``.
    func write(
        sample index: Int, _ record: SampleRecord, sampleID: Int64, isNew: Bool, in batch: SampleBatch,
        labels records: [LabelRecord], frames frameRecords: [FrameRecord]
    ) throws -> Outcome {
        let bytes = batch.bytes
        var outcome = Outcome(stateID: 0, sampleID: sampleID)
        var versionID: Int64?
        if !isNew, sampleID < firstNewSampleID {
            let past = try states(of: sampleID)
            if let same = past.first(where: { $0.digest == record.stateDigest }) {
                outcome.stateID = same.id
                return outcome
            }
            versionID = past.first { $0.versionDigest == record.versionDigest }?.versionID
        }
        outcome.isNewSample = versionID == nil
        let version = versionID ?? next.version
        if versionID == nil {
            versions.append((next.version, index))
            next.version += 1
        }
        outcome.stateID = next.state
        next.state += 1
        states.append((outcome.stateID, sampleID, version, index))
        for row in record.labels {
            let label = records[Int(row)]
            let labelset = try labelsets.id(of: bytes[label.labelset])
            if label.isNull {
                stateLabels.append((outcome.stateID, labelset, nil))
                continue
            }
            if !isNew, sampleID < firstNewSampleID,
                let known = try labelID(of: sampleID, labelset, label.digest)
            {
                stateLabels.append((outcome.stateID, labelset, known))
                continue
            }
            stateLabels.append((outcome.stateID, labelset, next.label))
            take(label, at: Int(row), frameRecords)
            outcome.newLabels += 1
            outcome.newAnnotations += label.annotationRows.count
        }
        return outcome
    }

    private struct PastState {
        var id: Int64
        var digest: Digest?
        var versionID: Int64
        var versionDigest: Digest?
    }

    private func states(of sampleID: Int64) throws -> [PastState] {
        var past: [PastState] = []
        try connection.query(
            """
            SELECT st.id, st.digest, v.id, v.digest
            FROM sample_state AS st
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE st.sample_id = ?
            """, Value(sampleID)
        ) { row in
            past.append(
                PastState(
                    id: row.int64(at: 0), digest: row.withBytes(at: 1) { Digest(bytes: $0) },
                    versionID: row.int64(at: 2), versionDigest: row.withBytes(at: 3) { Digest(bytes: $0) }))
        }
        return past
    }

    private func labelID(of sampleID: Int64, _ labelset: Int64, _ digest: Digest) throws -> Int64? {
        try digest.withBytes { bytes in
            try connection.withStatement(
                """
                SELECT l.id
                FROM sample_state AS st
                JOIN state_label AS sl ON sl.sample_state_id = st.id AND sl.labelset_id = ?
                JOIN label AS l ON l.id = sl.label_id
                WHERE st.sample_id = ? AND l.digest = ?
                """
            ) { statement in
                statement.bind(labelset, at: 1)
                statement.bind(sampleID, at: 2)
                statement.bindBlob(bytes, at: 3)
                return try statement.step() ? statement.row.int64(at: 0) : nil
            }
        }
    }

    /// Gives a new label and its children their ids.
    private func take(_ record: LabelRecord, at row: Int, _ frameRecords: [FrameRecord]) {
        labels.append(
            NewLabel(
                id: next.label, record: row,
                children: LabelChildren(
                    firstFrame: next.frame, firstTrack: next.track, firstLink: next.link,
                    firstSensor: next.sensor)))
        next.label += 1
        for index in record.frameRows {
            frames.append(NewFrame(id: next.frame, record: Int(index), firstAnnotation: next.annotation))
            next.frame += 1
            next.annotation += Int64(frameRecords[Int(index)].annotations ?? 0)
        }
        annotations.append(contentsOf: record.annotationRows)
        next.track += Int64(record.trackRows.count)
        next.link += Int64(record.linkRows.count)
        next.sensor += Int64(record.sensorRows.count)
    }
}
