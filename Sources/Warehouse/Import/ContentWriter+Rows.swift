import ReleaseFormat
import SQLite

// The rows of what a batch brought.
extension ContentWriter {
    /// Writes what a batch brought. Its bytes are bound where they stand.
    func flush(_ batch: SampleBatch) throws {
        try writeSamples(batch)
        try writeVersions(batch)
        try writeLabels(batch)
        try writeFrames(batch)
        try writeAnnotations(batch)
        try writeStates(batch)
        samples.removeAll(keepingCapacity: true)
        versions.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        stateLabels.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
        annotations.removeAll(keepingCapacity: true)
    }

    private func writeSamples(_ batch: SampleBatch) throws {
        let bytes = batch.bytes
        try tables.samples.insert(samples.count) { slot, row in
            slot.bind(samples[row].id, at: 0)
            slot.bind(samples[row].uuid, bytes, at: 1)
        }
    }

    private func writeVersions(_ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let samples = batch.samples
        let digests = versions.map { samples[$0.sample].versionDigest }
        try digests.withUnsafeBufferPointer { digests in
            try tables.versions.insert(versions.count) { slot, row in
                let record = samples[versions[row].sample]
                slot.bind(versions[row].id, at: 0)
                slot.bind(digests, row, at: 1)
                slot.bind(record.name, bytes, at: 2)
                slot.bind(record.frames.map(Int64.init), at: 3)
                slot.bind(record.assetURL, bytes, at: 4)
                slot.bind(record.attributes, bytes, at: 5)
                slot.bind(record.metadata, bytes, at: 6)
                slot.bind(record.extra, bytes, at: 7)
            }
        }
    }

    private func writeStates(_ batch: SampleBatch) throws {
        let samples = batch.samples
        let digests = states.map { samples[$0.sample].stateDigest }
        let rawDigests = states.map { samples[$0.sample].rawDigest }
        try digests.withUnsafeBufferPointer { digests in
            try rawDigests.withUnsafeBufferPointer { rawDigests in
                try tables.states.insert(states.count) { slot, row in
                    slot.bind(states[row].id, at: 0)
                    slot.bind(states[row].sampleID, at: 1)
                    slot.bind(states[row].versionID, at: 2)
                    slot.bind(digests, row, at: 3)
                    slot.bind(rawDigests, row, at: 4)
                }
            }
        }
        try tables.stateLabels.insert(stateLabels.count) { slot, row in
            slot.bind(stateLabels[row].stateID, at: 0)
            slot.bind(stateLabels[row].labelsetID, at: 1)
            slot.bind(stateLabels[row].labelID, at: 2)
        }
    }

    private func writeLabels(_ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let records = batch.labels
        let digests = labels.map { records[$0.record].digest }
        try digests.withUnsafeBufferPointer { digests in
            try tables.labels.insert(labels.count) { slot, row in
                let label = labels[row]
                let record = records[label.record]
                let tracks = record.trackRows.count
                slot.bind(label.id, at: 0)
                slot.bind(digests, row, at: 1)
                slot.bind(record.status, bytes, at: 2)
                slot.bind(record.structure.word, at: 3)
                slot.bind(Int64(record.annotationRows.count), at: 4)
                slot.bind(Int64(record.frames), at: 5)
                slot.bind(label.firstFrame, at: 6)
                slot.bind(Int64(record.frameRows.count), at: 7)
                slot.bind(record.formatVersion, bytes, at: 8)
                slot.bind(record.imageAttributes, bytes, at: 9)
                slot.bind(record.categoryCounts, bytes, at: 10)
                slot.bind(record.typeCounts, bytes, at: 11)
                slot.bind(tracks > 0 ? label.firstTrack : nil, at: 12)
                slot.bind(tracks > 0 ? Int64(tracks) : nil, at: 13)
                slot.bind(record.hasLinks ? label.firstLink : nil, at: 14)
                slot.bind(record.hasLinks ? Int64(record.linkRows.count) : nil, at: 15)
                let isSensors = record.structure == .sensors
                slot.bind(isSensors ? label.firstSensor : nil, at: 16)
                slot.bind(isSensors ? Int64(record.sensorRows.count) : nil, at: 17)
                slot.bind(record.labelType, bytes, at: 18)
                slot.bind(record.score, at: 19)
                slot.bind(record.createdAt, bytes, at: 20)
                slot.bind(record.createdBy, bytes, at: 21)
                slot.bind(record.updatedAt, bytes, at: 22)
                slot.bind(record.updatedBy, bytes, at: 23)
                slot.bind(record.reviewedAt, bytes, at: 24)
                slot.bind(record.reviewedBy, bytes, at: 25)
                slot.bind(record.extra, bytes, at: 26)
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
        let bytes = batch.bytes
        let sensors = batch.sensors[Int(record.sensorRows.lowerBound)..<Int(record.sensorRows.upperBound)]
        try tables.sensors.insert(sensors.count) { slot, row in
            let sensor = sensors[sensors.startIndex + row]
            slot.bind(label.firstSensor + Int64(row), at: 0)
            slot.bind(sensor.name, bytes, at: 1)
            slot.bind(sensor.taskType, bytes, at: 2)
            slot.bind(sensor.structure.word, at: 3)
            slot.bind(sensor.formatVersion, bytes, at: 4)
            slot.bind(Int64(sensor.frames), at: 5)
        }
    }

    private func writeTracks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let tracks = batch.tracks[Int(record.trackRows.lowerBound)..<Int(record.trackRows.upperBound)]
        try tables.tracks.insert(tracks.count) { slot, row in
            let track = tracks[tracks.startIndex + row]
            slot.bind(label.firstTrack + Int64(row), at: 0)
            slot.bind(track.sensor, bytes, at: 1)
            slot.bind(track.trackID, at: 2)
            slot.bind(track.categoryID, at: 3)
            slot.bind(Int64(track.firstFrame), at: 4)
            slot.bind(Int64(track.lastFrame), at: 5)
            slot.bind(Int64(track.frames), at: 6)
            slot.bind(Int64(track.keyframes), at: 7)
        }
    }

    private func writeLinks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let links = batch.links[Int(record.linkRows.lowerBound)..<Int(record.linkRows.upperBound)]
        try tables.links.insert(links.count) { slot, row in
            let link = links[links.startIndex + row]
            slot.bind(label.firstLink + Int64(row), at: 0)
            slot.bind(link.fromID, at: 1)
            slot.bind(link.toID, at: 2)
            slot.bind(link.attributes, bytes, at: 3)
            slot.bind(link.extra, bytes, at: 4)
        }
    }

    private func writeFrames(_ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let records = batch.frames
        try tables.frames.insert(frames.count) { slot, row in
            let frame = frames[row]
            let record = records[frame.record]
            slot.bind(frame.id, at: 0)
            slot.bind(record.sensor, bytes, at: 1)
            slot.bind(Int64(record.frame), at: 2)
            slot.bind(frame.firstAnnotation, at: 3)
            slot.bind(record.annotations.map(Int64.init), at: 4)
            slot.bind(record.untyped?.word, at: 5)
            slot.bind(record.timestamp, bytes, at: 6)
            slot.bind(record.formatVersion, bytes, at: 7)
            slot.bind(record.segmentationBitmapURL, bytes, at: 8)
            slot.bind(record.points, at: 9)
            slot.bind(record.imageAttributes, bytes, at: 10)
            slot.bind(record.extra, bytes, at: 11)
        }
        let clouds = frames.filter { records[$0.record].points != nil }
        try tables.pointLabels.insert(clouds.count) { slot, row in
            slot.bind(clouds[row].id, at: 0)
            slot.bindBlob(bytes[records[clouds[row].record].pointRuns], at: 1)
        }
    }

    private func writeAnnotations(_ batch: SampleBatch) throws {
        guard !annotations.isEmpty else { return }
        let firstID = next.annotation - Int64(annotations.count)
        let bytes = batch.bytes
        // The ids of the batch's attributes, once they are asked for: in the order of the annotations.
        let sets = batch.attributeSets
        var setIDs = [AttributeSets.ID](repeating: .unknown, count: sets.count)
        var geometries: [(id: Int64, points: ByteRange)] = []
        var cuboids: [(id: Int64, cuboid: Int32)] = []
        try batch.annotations.withUnsafeBufferPointer { records in
            try annotations.withUnsafeBufferPointer { places in
                try tables.annotations.insert(places.count) { slot, row in
                    let id = firstID + Int64(row)
                    let place = Int(places[row])
                    let columns = records[place].columns
                    if columns.contains(.id) { slot.bind(records[place].id, at: 0) }
                    if columns.contains(.trackID) { slot.bind(records[place].trackID, at: 1) }
                    if columns.contains(.categoryID) { slot.bind(records[place].categoryID, at: 2) }
                    slot.bind(records[place].type, bytes, at: 3)
                    if columns.contains(.isKeyframe) {
                        slot.bind(columns.contains(.keyframe) ? 1 as Int64 : 0, at: 4)
                    }
                    if columns.contains(.hull) {
                        slot.bind(records[place].xMin, at: 5)
                        slot.bind(records[place].yMin, at: 6)
                        slot.bind(records[place].xMax, at: 7)
                        slot.bind(records[place].yMax, at: 8)
                    }
                    if columns.contains(.depth) {
                        slot.bind(records[place].zMin, at: 9)
                        slot.bind(records[place].zMax, at: 10)
                    }
                    if columns.contains(.area) { slot.bind(records[place].area, at: 11) }
                    if columns.contains(.length) { slot.bind(records[place].length, at: 12) }
                    if columns.contains(.vertices) { slot.bind(Int64(records[place].vertices), at: 13) }
                    if columns.contains(.pointCount) { slot.bind(records[place].pointCount, at: 14) }
                    let number = Int(records[place].attributeSet)
                    if number >= 0, case .unknown = setIDs[number] {
                        setIDs[number] = try attributeSets.id(of: bytes[sets[number]])
                    }
                    if number >= 0, case .id(let id) = setIDs[number] {
                        slot.bind(id, at: 15)
                    } else {
                        slot.bind(records[place].attributes, bytes, at: 15)
                    }
                    slot.bind(records[place].extra, bytes, at: 16)
                    let points = records[place].points
                    if !points.isAbsent { geometries.append((id, points)) }
                    if records[place].cuboid >= 0 { cuboids.append((id, records[place].cuboid)) }
                }
            }
        }
        // SQLite numbers the rows, each one more than the last: cheaper than to be told the number and to check it.
        guard connection.lastInsertedRowID == next.annotation - 1 else {
            throw WarehouseError(
                kind: .unusable, message: "annotations were numbered out of order",
                hint: "the warehouse may be damaged")
        }
        try geometries.withUnsafeBufferPointer { geometries in
            try tables.geometries.insert(geometries.count) { slot, row in
                slot.bind(geometries[row].id, at: 0)
                slot.bindText(bytes[geometries[row].points], at: 1)
            }
        }
        guard !cuboids.isEmpty else { return }
        let shapes = batch.cuboids
        try tables.cuboids.insert(cuboids.count) { slot, row in
            let cuboid = shapes[Int(cuboids[row].cuboid)]
            slot.bind(cuboids[row].id, at: 0)
            for axis in 0..<3 {
                slot.bind(number: cuboid.center[axis], at: 1 + Int32(axis))
                slot.bind(number: cuboid.size[axis], at: 4 + Int32(axis))
            }
            slot.bind(number: cuboid.yaw, at: 7)
            for axis in 0..<4 { slot.bind(number: cuboid.rotation[axis], at: 8 + Int32(axis)) }
        }
    }
}
