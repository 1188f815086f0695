import ReleaseFormat
import SQLite

/// Writes labels out, decodes them as an import does, and compares the rows.
final class LabelExaminer {
    /// How much text is decoded at a time, in bytes.
    private static let batchSize = 256 << 10

    private let warehouse: Warehouse
    private let comparison: RowComparison
    private let batch = SampleBatch(capacity: LabelExaminer.batchSize)
    private var pending: [(id: Int64, text: [UInt8])] = []
    private var size = 0
    private var findings = CheckFindings()

    init(_ warehouse: Warehouse) {
        self.warehouse = warehouse
        comparison = RowComparison(warehouse.connection)
    }

    /// Checks the labels whose ids are in a range; returns how many there are.
    func examine(_ ids: Range<Int64>, _ findings: inout CheckFindings) throws -> Int {
        self.findings = CheckFindings()
        var count = 0
        try warehouse.forEachLabel(ids, mayBeDamaged: true) { id, content in
            count += 1
            try take(id, content)
            if size >= Self.batchSize { try settle() }
        }
        try settle()
        findings.add(self.findings)
        return count
    }

    /// Writes a label out, as the only one of a sample.
    private func take(_ id: Int64, _ content: StoredLabel.Content) throws {
        // Point labels are written one by one: exactly as many as the frame states.
        for frame in content.frames where !frame.hasAllPoints {
            return note(id, "point_label", "runs", stored: .text("other points"), found: Value(frame.points))
        }
        do {
            let label = StoredLabel(labelset: "-", content: content)
            let text = try StoredSample(
                uuid: "-", name: nil, attributes: nil, metadata: nil, extra: nil, labels: [label]
            ).minifiedDocument()
            size += text.count
            pending.append((id, text))
        } catch let error as InputError {
            unreadable(id, error)
        }
    }

    /// Decodes what was written, and compares it.
    private func settle() throws {
        var rest = pending[...]
        while !rest.isEmpty {
            batch.begin()
            for label in rest { label.text.withUnsafeBytes { batch.append(sample: $0) } }
            batch.decode(known: nil)
            let decoded = Decoded(batch)
            for (label, sample) in zip(rest, decoded.samples) { try compare(label.id, sample, decoded) }
            rest = rest.dropFirst(decoded.samples.count)
            guard let failure = batch.failure, let label = rest.popFirst() else { break }
            unreadable(label.id, failure)
        }
        pending.removeAll(keepingCapacity: true)
        size = 0
    }

    // MARK: Comparing

    /// A batch's rows, taken out of it once for all of its labels.
    private struct Decoded {
        let samples: [SampleRecord]
        let labels: [LabelRecord]
        let sensors: [SensorRecord]
        let frames: [FrameRecord]
        let annotations: [AnnotationRecord]
        let cuboids: [CuboidRecord]
        let tracks: [TrackRecord]
        let links: [LinkRecord]
        let bytes: BatchBytes

        init(_ batch: SampleBatch) {
            samples = batch.samples
            labels = batch.labels
            sensors = batch.sensors
            frames = batch.frames
            annotations = batch.annotations
            cuboids = batch.cuboids
            tracks = batch.tracks
            links = batch.links
            bytes = batch.bytes
        }
    }

    private func compare(_ id: Int64, _ sample: SampleRecord, _ decoded: Decoded) throws {
        guard sample.labels.count == 1 else { return }
        let record = decoded.labels[Int(sample.labels.lowerBound)]
        let note = { (difference: RowComparison.Difference) in self.note(difference, of: id) }
        guard let first = try children(id) else { return }
        try comparison.compare(.label, id..<(id + 1), count: 1, id: { _ in id }) { probe, _ in
            probe.skip(0)
            probe.bind(record.digest, at: 1)
            record.bind(first, decoded.bytes, to: &probe)
        } note: {
            note($0)
        }
        try compareRun(.sensor, first.firstSensor, record.sensorRows, note) { probe, row in
            decoded.sensors[row].bind(decoded.bytes, to: &probe)
        }
        try compareRun(.track, first.firstTrack, record.trackRows, note) { probe, row in
            decoded.tracks[row].bind(decoded.bytes, to: &probe)
        }
        try compareRun(.link, first.firstLink, record.linkRows, note) { probe, row in
            decoded.links[row].bind(decoded.bytes, to: &probe)
        }
        try compareFrames(record, first.firstFrame, decoded, note)
    }

    /// The first ids of a label's children, as its row states them.
    private func children(_ label: Int64) throws -> LabelChildren? {
        try warehouse.connection.first(
            "SELECT first_frame_id, first_track_id, first_link_id, first_sensor_id FROM label WHERE id = ?",
            Value(label)
        ) { row in
            LabelChildren(
                firstFrame: row.int64(at: 0), firstTrack: row.int64(at: 1), firstLink: row.int64(at: 2),
                firstSensor: row.int64(at: 3))
        }
    }

    /// Compares children with consecutive ids.
    private func compareRun(
        _ table: ContentTable, _ first: Int64, _ rows: Range<Int32>,
        _ note: (RowComparison.Difference) -> Void, bind: (inout RowProbe, Int) -> Void
    ) throws {
        try comparison.compare(
            table, Self.run(first, rows.count), count: rows.count, id: { first + Int64($0) }
        ) { probe, row in
            probe.skip(0)
            bind(&probe, Int(rows.lowerBound) + row)
        } note: {
            note($0)
        }
    }

    private func compareFrames(
        _ record: LabelRecord, _ first: Int64, _ decoded: Decoded, _ note: (RowComparison.Difference) -> Void
    ) throws {
        try compareRun(.frame, first, record.frameRows, note) { probe, row in
            probe.skip(3)
            decoded.frames[row].bind(decoded.bytes, to: &probe)
        }
        let clouds = record.frameRows.filter { decoded.frames[Int($0)].points != nil }
        func frame(_ index: Int) -> Int64 { first + Int64(clouds[index] - record.frameRows.lowerBound) }
        try comparison.compare(
            .pointLabel, Self.run(first, record.frameRows.count), count: clouds.count, id: frame
        ) { probe, index in
            probe.skip(0)
            probe.bindBlob(decoded.bytes[decoded.frames[Int(clouds[index])].pointRuns], at: 1)
        } note: {
            note($0)
        }
        // A frame's annotations follow those of the one before: one run for the whole label.
        guard
            let start = try warehouse.connection.first(
                "SELECT first_annotation_id FROM frame WHERE id = ?", Value(first),
                transform: { $0.int64(at: 0) }), !record.frameRows.isEmpty
        else { return }
        try compareAnnotations(record.annotationRows, start, decoded, note)
    }

    private func compareAnnotations(
        _ rows: Range<Int32>, _ first: Int64, _ decoded: Decoded, _ note: (RowComparison.Difference) -> Void
    ) throws {
        let bytes = decoded.bytes
        let run = Self.run(first, rows.count)
        let offset = Int(rows.lowerBound)
        try decoded.annotations.withUnsafeBufferPointer { records in
            try comparison.compare(
                .annotation, run, count: rows.count, id: { first + Int64($0) }
            ) { probe, row in
                records[offset + row].bindNumbers(bytes, to: &probe)
                probe.bind(records[offset + row].attributes, bytes, at: 15)
                probe.bind(records[offset + row].extra, bytes, at: 16)
            } note: {
                note($0)
            }
            let shapes = rows.filter { !records[Int($0)].points.isAbsent }
            try comparison.compare(
                .geometry, run, count: shapes.count, id: { first + Int64(Int(shapes[$0]) - offset) }
            ) { probe, index in
                probe.skip(0)
                probe.bind(records[Int(shapes[index])].points, bytes, at: 1)
            } note: {
                note($0)
            }
            let cuboids = rows.filter { records[Int($0)].cuboid >= 0 }
            try comparison.compare(
                .cuboid, run, count: cuboids.count, id: { first + Int64(Int(cuboids[$0]) - offset) }
            ) { probe, index in
                probe.skip(0)
                decoded.cuboids[Int(records[Int(cuboids[index])].cuboid)].bind(to: &probe)
            } note: {
                note($0)
            }
        }
    }

    /// The ids of a number of rows; fewer if a damaged first id leaves too few.
    private static func run(_ first: Int64, _ count: Int) -> Range<Int64> {
        let (end, isBeyond) = first.addingReportingOverflow(Int64(count))
        return first..<(isBeyond ? .max : end)
    }

    // MARK: Findings

    private func note(_ difference: RowComparison.Difference, of label: Int64) {
        note(
            label, difference.table.rawValue, difference.column, row: difference.row,
            stored: difference.stored,
            found: difference.found)
    }

    private func unreadable(_ label: Int64, _ error: InputError) {
        note(
            label, "label", nil, stored: .text("expected \(error.expected ?? "a label")"),
            found: .text(error.found ?? "another"))
    }

    private func note(
        _ label: Int64, _ table: String, _ column: String?, row: Int64? = nil, stored: Value, found: Value
    ) {
        findings.note(
            CheckFinding(
                subject: .labels,
                place: LabelLocations.unresolved(label, table: table, column: column, row: row ?? label),
                stored: stored, found: found))
    }
}

extension StoredFrame {
    /// Whether the packed list of point labels, if there is one, has as many as its frame states.
    fileprivate var hasAllPoints: Bool {
        guard let points else { return true }
        guard let pointRuns else { return false }
        var count: Int64 = 0
        let isWhole = pointRuns.withUnsafeBytes { bytes in
            PointRuns.forEach(in: bytes) { _, length in
                count = count.addingReportingOverflow(Int64(length)).partialValue
                if count < 0 { count = .min }
            }
        }
        return isWhole && count == points
    }
}
