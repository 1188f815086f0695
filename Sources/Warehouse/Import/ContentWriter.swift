import ReleaseFormat
import SQLite

/// Writes samples, labels and annotations that the warehouse does not have, and finds those that it has.
///
/// Ids are given out in the order of the file, so that what a release brings stands together, in order.
final class ContentWriter {
    /// What was found or written of a sample.
    struct Outcome {
        var stateID: Int64
        var sampleID: Int64
        var isNewSample = false
        var newLabels = 0
        var newAnnotations = 0
    }

    private let connection: Connection
    /// Whether there was no sample at all when the import began: nothing need be looked up then.
    private let wasEmpty: Bool
    private let firstNewSampleID: Int64
    private var labelsets: Labelsets
    private var attributeSets: AttributeSets
    private var tables: Tables

    // What a batch brings, until it is flushed.
    private var versions: [(id: Int64, sample: Int)] = []
    private var states: [(id: Int64, sampleID: Int64, versionID: Int64, sample: Int)] = []
    private var stateLabels: [(stateID: Int64, labelsetID: Int64, labelID: Int64?)] = []
    private var labels: [NewLabel] = []
    private var frames: [NewFrame] = []
    private var annotations: [Int32] = []
    private var firstAnnotationID: Int64 = 0
    private var next: NextIDs

    private struct NewLabel {
        var id: Int64
        var record: Int
        var firstFrame: Int64
        var firstTrack: Int64
        var firstLink: Int64
        var firstSensor: Int64
    }

    private struct NewFrame {
        var id: Int64
        var record: Int
        var firstAnnotation: Int64
    }

    private struct NextIDs {
        var sample, version, state, label, sensor, frame, annotation, track, link: Int64

        init(_ connection: Connection) throws {
            func next(_ table: String) throws -> Int64 {
                try (connection.first("SELECT max(id) FROM \(table)") { $0.int64(at: 0) } ?? 0) + 1
            }
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

    private struct Tables {
        let versions, states, stateLabels, labels, sensors, frames, pointLabels: RowInserter
        let annotations, geometries, cuboids, tracks, links: RowInserter

        init(_ connection: Connection) throws {
            func table(_ name: String, _ columns: String, widest: Int = 16) throws -> RowInserter {
                try RowInserter(
                    connection, table: name,
                    columns: columns.split(separator: " ").map(String.init), widest: widest)
            }
            versions = try table(
                "sample_version", "id digest name frames asset_url attributes metadata extra")
            states = try table(
                "sample_state", "id sample_id sample_version_id digest raw_digest")
            stateLabels = try table("state_label", "sample_state_id labelset_id label_id")
            labels = try table(
                "label",
                """
                id digest label_status structure annotations frames first_frame_id frame_rows format_version \
                image_attributes category_counts type_counts first_track_id tracks first_link_id links \
                first_sensor_id sensors label_type score created_at created_by updated_at updated_by \
                reviewed_at reviewed_by extra
                """)
            sensors = try table("sensor", "id name task_type structure format_version frames")
            frames = try table(
                "frame",
                """
                id sensor frame first_annotation_id annotations untyped timestamp format_version \
                segmentation_bitmap_url points image_attributes extra
                """)
            pointLabels = try table("point_label", "frame_id runs")
            annotations = try table(
                "annotation",
                """
                id annotation_id track_id category_id type is_keyframe x_min y_min x_max y_max z_min z_max area \
                length vertices point_count attributes extra
                """, widest: 32)
            geometries = try table("geometry", "id points", widest: 32)
            cuboids = try table(
                "cuboid", "id center_x center_y center_z size_x size_y size_z yaw qx qy qz qw", widest: 32)
            tracks = try table(
                "track", "id sensor track_id category_id first_frame last_frame frames keyframes")
            links = try table("link", "id from_id to_id attributes extra")
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
    }

    func labelsetID(_ name: ByteRange, in batch: SampleBatch) throws -> Int64 {
        try labelsets.id(of: batch.bytes(name))
    }

    func labelsetID(named name: String) throws -> Int64 {
        try labelsets.id(named: name)
    }

    // MARK: Samples

    /// The id of a sample, which gets one when it has none yet; `isNew` tells.
    func sampleID(of uuid: UnsafeRawBufferPointer) throws -> (id: Int64, isNew: Bool) {
        if !wasEmpty, let id = try sampleID(known: uuid) { return (id, false) }
        let isNew = try connection.withStatement(
            "INSERT INTO sample (id, uuid) VALUES (?, ?) ON CONFLICT (uuid) DO NOTHING"
        ) { statement in
            statement.bind(next.sample, at: 1)
            statement.bindText(uuid, at: 2)
            try statement.run()
            return connection.changes == 1
        }
        if !isNew, let id = try sampleID(known: uuid) { return (id, false) }
        next.sample += 1
        return (next.sample - 1, true)
    }

    private func sampleID(known uuid: UnsafeRawBufferPointer) throws -> Int64? {
        try connection.withStatement("SELECT id FROM sample WHERE uuid = ?") { statement in
            statement.bindText(uuid, at: 1)
            return try statement.step() ? statement.row.int64(at: 0) : nil
        }
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
        for place in record.labels {
            let label = records[Int(place)]
            let labelset = try labelsets.id(of: batch.bytes(label.labelset))
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
            take(label, at: Int(place), frameRecords)
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
    private func take(_ record: LabelRecord, at place: Int, _ frameRecords: [FrameRecord]) {
        labels.append(
            NewLabel(
                id: next.label, record: place, firstFrame: next.frame, firstTrack: next.track,
                firstLink: next.link, firstSensor: next.sensor))
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

    // MARK: Rows

    /// Writes what a batch brought. Its bytes are bound where they stand.
    func flush(_ batch: SampleBatch) throws {
        try writeVersions(batch)
        try writeLabels(batch)
        try writeFrames(batch)
        try writeAnnotations(batch)
        try writeStates(batch)
        versions.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        stateLabels.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
        annotations.removeAll(keepingCapacity: true)
    }

    private func writeVersions(_ batch: SampleBatch) throws {
        let samples = batch.samples
        let digests = versions.map { samples[$0.sample].versionDigest }
        try digests.withUnsafeBufferPointer { digests in
            try tables.versions.insert(versions.count) { statement, at, row in
                let record = samples[versions[row].sample]
                statement.bind(versions[row].id, at: at)
                statement.bind(digests, row, at: at + 1)
                statement.bind(record.name, batch, at: at + 2)
                statement.bind(record.frames.map(Int64.init), at: at + 3)
                statement.bind(record.assetURL, batch, at: at + 4)
                statement.bind(record.attributes, batch, at: at + 5)
                statement.bind(record.metadata, batch, at: at + 6)
                statement.bind(record.extra, batch, at: at + 7)
            }
        }
    }

    private func writeStates(_ batch: SampleBatch) throws {
        let samples = batch.samples
        let digests = states.map { samples[$0.sample].stateDigest }
        let rawDigests = states.map { samples[$0.sample].rawDigest }
        try digests.withUnsafeBufferPointer { digests in
            try rawDigests.withUnsafeBufferPointer { rawDigests in
                try tables.states.insert(states.count) { statement, at, row in
                    statement.bind(states[row].id, at: at)
                    statement.bind(states[row].sampleID, at: at + 1)
                    statement.bind(states[row].versionID, at: at + 2)
                    statement.bind(digests, row, at: at + 3)
                    statement.bind(rawDigests, row, at: at + 4)
                }
            }
        }
        try tables.stateLabels.insert(stateLabels.count) { statement, at, row in
            statement.bind(stateLabels[row].stateID, at: at)
            statement.bind(stateLabels[row].labelsetID, at: at + 1)
            statement.bind(stateLabels[row].labelID, at: at + 2)
        }
    }

    private func writeLabels(_ batch: SampleBatch) throws {
        let records = batch.labels
        let digests = labels.map { records[$0.record].digest }
        try digests.withUnsafeBufferPointer { digests in
            try tables.labels.insert(labels.count) { statement, at, row in
                let label = labels[row]
                let record = records[label.record]
                let tracks = record.trackRows.count
                statement.bind(label.id, at: at)
                statement.bind(digests, row, at: at + 1)
                statement.bind(record.status, batch, at: at + 2)
                statement.bind(record.structure.word, at: at + 3)
                statement.bind(Int64(record.annotationRows.count), at: at + 4)
                statement.bind(Int64(record.frames), at: at + 5)
                statement.bind(label.firstFrame, at: at + 6)
                statement.bind(Int64(record.frameRows.count), at: at + 7)
                statement.bind(record.formatVersion, batch, at: at + 8)
                statement.bind(record.imageAttributes, batch, at: at + 9)
                statement.bind(record.categoryCounts, batch, at: at + 10)
                statement.bind(record.typeCounts, batch, at: at + 11)
                statement.bind(tracks > 0 ? label.firstTrack : nil, at: at + 12)
                statement.bind(tracks > 0 ? Int64(tracks) : nil, at: at + 13)
                statement.bind(record.hasLinks ? label.firstLink : nil, at: at + 14)
                statement.bind(record.hasLinks ? Int64(record.linkRows.count) : nil, at: at + 15)
                let isSensors = record.structure == .sensors
                statement.bind(isSensors ? label.firstSensor : nil, at: at + 16)
                statement.bind(isSensors ? Int64(record.sensorRows.count) : nil, at: at + 17)
                statement.bind(record.labelType, batch, at: at + 18)
                statement.bind(record.score, at: at + 19)
                statement.bind(record.createdAt, batch, at: at + 20)
                statement.bind(record.createdBy, batch, at: at + 21)
                statement.bind(record.updatedAt, batch, at: at + 22)
                statement.bind(record.updatedBy, batch, at: at + 23)
                statement.bind(record.reviewedAt, batch, at: at + 24)
                statement.bind(record.reviewedBy, batch, at: at + 25)
                statement.bind(record.extra, batch, at: at + 26)
            }
        }
        for label in labels {
            let record = records[label.record]
            if !record.sensorRows.isEmpty { try writeSensors(label, record, batch) }
            if !record.trackRows.isEmpty { try writeTracks(label, record, batch) }
            if !record.linkRows.isEmpty { try writeLinks(label, record, batch) }
        }
    }

    private func writeSensors(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let sensors = batch.sensors[Int(record.sensorRows.lowerBound)..<Int(record.sensorRows.upperBound)]
        try tables.sensors.insert(sensors.count) { statement, at, row in
            let sensor = sensors[sensors.startIndex + row]
            statement.bind(label.firstSensor + Int64(row), at: at)
            statement.bind(sensor.name, batch, at: at + 1)
            statement.bind(sensor.taskType, batch, at: at + 2)
            statement.bind(sensor.structure.word, at: at + 3)
            statement.bind(sensor.formatVersion, batch, at: at + 4)
            statement.bind(Int64(sensor.frames), at: at + 5)
        }
    }

    private func writeTracks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let tracks = batch.tracks[Int(record.trackRows.lowerBound)..<Int(record.trackRows.upperBound)]
        try tables.tracks.insert(tracks.count) { statement, at, row in
            let track = tracks[tracks.startIndex + row]
            statement.bind(label.firstTrack + Int64(row), at: at)
            statement.bind(track.sensor, batch, at: at + 1)
            statement.bind(track.trackID, at: at + 2)
            statement.bind(track.categoryID, at: at + 3)
            statement.bind(Int64(track.firstFrame), at: at + 4)
            statement.bind(Int64(track.lastFrame), at: at + 5)
            statement.bind(Int64(track.frames), at: at + 6)
            statement.bind(Int64(track.keyframes), at: at + 7)
        }
    }

    private func writeLinks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let links = batch.links[Int(record.linkRows.lowerBound)..<Int(record.linkRows.upperBound)]
        try tables.links.insert(links.count) { statement, at, row in
            let link = links[links.startIndex + row]
            statement.bind(label.firstLink + Int64(row), at: at)
            statement.bind(link.fromID, at: at + 1)
            statement.bind(link.toID, at: at + 2)
            statement.bind(link.attributes, batch, at: at + 3)
            statement.bind(link.extra, batch, at: at + 4)
        }
    }

    private func writeFrames(_ batch: SampleBatch) throws {
        let records = batch.frames
        try tables.frames.insert(frames.count) { statement, at, row in
            let frame = frames[row]
            let record = records[frame.record]
            statement.bind(frame.id, at: at)
            statement.bind(record.sensor, batch, at: at + 1)
            statement.bind(Int64(record.frame), at: at + 2)
            statement.bind(frame.firstAnnotation, at: at + 3)
            statement.bind(record.annotations.map(Int64.init), at: at + 4)
            statement.bind(record.untyped?.word, at: at + 5)
            statement.bind(record.timestamp, batch, at: at + 6)
            statement.bind(record.formatVersion, batch, at: at + 7)
            statement.bind(record.segmentationBitmapURL, batch, at: at + 8)
            statement.bind(record.points, at: at + 9)
            statement.bind(record.imageAttributes, batch, at: at + 10)
            statement.bind(record.extra, batch, at: at + 11)
        }
        let clouds = frames.filter { records[$0.record].points != nil }
        try tables.pointLabels.insert(clouds.count) { statement, at, row in
            statement.bind(clouds[row].id, at: at)
            statement.bindBlob(batch.bytes(records[clouds[row].record].pointRuns), at: at + 1)
        }
    }

    private func writeAnnotations(_ batch: SampleBatch) throws {
        guard !annotations.isEmpty else { return }
        let records = batch.annotations
        let firstID = next.annotation - Int64(annotations.count)
        var geometries: [Int32] = []
        var cuboids: [Int32] = []
        try tables.annotations.insert(annotations.count) { statement, at, row in
            let record = records[Int(annotations[row])]
            let columns = record.columns
            statement.bind(firstID + Int64(row), at: at)
            statement.bind(record.id, if: columns.contains(.id), at: at + 1)
            statement.bind(record.trackID, if: columns.contains(.trackID), at: at + 2)
            statement.bind(record.categoryID, if: columns.contains(.categoryID), at: at + 3)
            statement.bind(record.type, batch, at: at + 4)
            let keyframe: Int64 = columns.contains(.keyframe) ? 1 : 0
            statement.bind(keyframe, if: columns.contains(.isKeyframe), at: at + 5)
            let hasHull = columns.contains(.hull)
            statement.bind(record.xMin, if: hasHull, at: at + 6)
            statement.bind(record.yMin, if: hasHull, at: at + 7)
            statement.bind(record.xMax, if: hasHull, at: at + 8)
            statement.bind(record.yMax, if: hasHull, at: at + 9)
            let hasDepth = columns.contains(.depth)
            statement.bind(record.zMin, if: hasDepth, at: at + 10)
            statement.bind(record.zMax, if: hasDepth, at: at + 11)
            statement.bind(record.area, if: columns.contains(.area), at: at + 12)
            statement.bind(record.length, if: columns.contains(.length), at: at + 13)
            statement.bind(Int64(record.vertices), if: columns.contains(.vertices), at: at + 14)
            statement.bind(record.pointCount, if: columns.contains(.pointCount), at: at + 15)
            if record.attributes.isAbsent {
                statement.bindNull(at: at + 16)
            } else if let id = try attributeSets.id(of: batch.bytes(record.attributes)) {
                statement.bind(id, at: at + 16)
            } else {
                statement.bindText(batch.bytes(record.attributes), at: at + 16)
            }
            statement.bind(record.extra, batch, at: at + 17)
            if !record.points.isAbsent { geometries.append(Int32(row)) }
            if record.cuboid >= 0 { cuboids.append(Int32(row)) }
        }
        try tables.geometries.insert(geometries.count) { statement, at, row in
            let place = Int(geometries[row])
            statement.bind(firstID + Int64(place), at: at)
            statement.bindText(batch.bytes(records[Int(annotations[place])].points), at: at + 1)
        }
        guard !cuboids.isEmpty else { return }
        let shapes = batch.cuboids
        try tables.cuboids.insert(cuboids.count) { statement, at, row in
            let place = Int(cuboids[row])
            let cuboid = shapes[Int(records[Int(annotations[place])].cuboid)]
            statement.bind(firstID + Int64(place), at: at)
            for axis in 0..<3 {
                statement.bind(number: cuboid.center[axis], at: at + 1 + Int32(axis))
                statement.bind(number: cuboid.size[axis], at: at + 4 + Int32(axis))
            }
            statement.bind(number: cuboid.yaw, at: at + 7)
            for axis in 0..<4 { statement.bind(number: cuboid.rotation[axis], at: at + 8 + Int32(axis)) }
        }
    }
}
