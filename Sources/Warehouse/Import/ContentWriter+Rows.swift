import ReleaseFormat
import SQLite

// The rows that a batch adds.
extension ContentWriter {
    /// Writes what a batch added. Its bytes are bound without a copy.
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
                record.bindVersion(bytes, to: &slot)
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
                slot.bind(label.id, at: 0)
                slot.bind(digests, row, at: 1)
                record.bind(label.children, bytes, to: &slot)
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
            slot.bind(label.children.firstSensor + Int64(row), at: 0)
            sensors[sensors.startIndex + row].bind(bytes, to: &slot)
        }
    }

    private func writeTracks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let tracks = batch.tracks[Int(record.trackRows.lowerBound)..<Int(record.trackRows.upperBound)]
        try tables.tracks.insert(tracks.count) { slot, row in
            slot.bind(label.children.firstTrack + Int64(row), at: 0)
            tracks[tracks.startIndex + row].bind(bytes, to: &slot)
        }
    }

    private func writeLinks(_ label: NewLabel, _ record: LabelRecord, _ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let links = batch.links[Int(record.linkRows.lowerBound)..<Int(record.linkRows.upperBound)]
        try tables.links.insert(links.count) { slot, row in
            slot.bind(label.children.firstLink + Int64(row), at: 0)
            links[links.startIndex + row].bind(bytes, to: &slot)
        }
    }

    private func writeFrames(_ batch: SampleBatch) throws {
        let bytes = batch.bytes
        let records = batch.frames
        try tables.frames.insert(frames.count) { slot, row in
            let frame = frames[row]
            let record = records[frame.record]
            slot.bind(frame.id, at: 0)
            slot.bind(frame.firstAnnotation, at: 3)
            record.bind(bytes, to: &slot)
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
        // The ids of the batch's attributes, assigned when first used: in the order of the annotations.
        let sets = batch.attributeSets
        var setIDs = [AttributeSets.ID](repeating: .unknown, count: sets.count)
        var geometries: [(id: Int64, points: ByteRange)] = []
        var cuboids: [(id: Int64, cuboid: Int32)] = []
        try batch.annotations.withUnsafeBufferPointer { records in
            try annotations.withUnsafeBufferPointer { rows in
                try tables.annotations.insert(rows.count) { slot, row in
                    let id = firstID + Int64(row)
                    let record = Int(rows[row])
                    records[record].bindNumbers(bytes, to: &slot)
                    let number = Int(records[record].attributeSet)
                    if number >= 0, case .unknown = setIDs[number] {
                        setIDs[number] = try attributeSets.id(of: bytes[sets[number]])
                    }
                    if number >= 0, case .id(let id) = setIDs[number] {
                        slot.bind(id, at: 15)
                    } else {
                        slot.bind(records[record].attributes, bytes, at: 15)
                    }
                    slot.bind(records[record].extra, bytes, at: 16)
                    let points = records[record].points
                    if !points.isAbsent { geometries.append((id, points)) }
                    if records[record].cuboid >= 0 { cuboids.append((id, records[record].cuboid)) }
                }
            }
        }
        // SQLite numbers the rows, each one more than the last: cheaper than giving it a number that it has to check.
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
            cuboid.bind(to: &slot)
        }
    }
}
