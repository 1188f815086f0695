import ReleaseFormat
import SQLite

/// A sample of a release, by what it takes to read it.
struct PlannedSample: Sendable {
    var sampleID: Int64
    var stateID: Int64
    /// In the release's list, from 0.
    var position: Int32
}

/// Fills a batch from the warehouse: rows in long runs of ids, and only columns that are needed.
final class ContentReader {
    let batch: ContentBatch
    private let connection: Connection
    private let needs: ContentNeeds
    private let context: RuleContext
    private let path: String

    init(_ warehouse: Warehouse, _ context: RuleContext, _ needs: ContentNeeds) {
        connection = warehouse.connection
        path = warehouse.path
        self.context = context
        self.needs = needs
        batch = ContentBatch(warehouse.connection)
    }

    // MARK: Samples and labels

    /// Reads samples and their labels, without content.
    func readSamples(_ plan: ArraySlice<PlannedSample>) throws {
        var samples: [CheckedSample] = []
        samples.reserveCapacity(plan.count)
        var versions: [Int64] = Array(repeating: 0, count: plan.count)
        for planned in plan {
            samples.append(
                CheckedSample(id: planned.sampleID, position: Int(planned.position), uuid: ""))
        }
        let start = plan.startIndex
        try forEach(
            plan.indices.map { Self.one(plan[$0].sampleID, $0 - start) },
            "SELECT id, uuid FROM sample WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { owner, row in
            samples[Int(owner)].uuid = row.text(1)
        }
        let states = plan.indices.map { Self.one(plan[$0].stateID, $0 - start) }
        try forEach(
            states,
            "SELECT id, sample_version_id FROM sample_state WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { owner, row in
            versions[Int(owner)] = row.int64(at: 1)
        }
        let attributes =
            needs.contains(.sequenceAttributes) ? "CASE WHEN frames IS NOT 1 THEN attributes END" : "NULL"
        let assetURL = needs.contains(.assetURLs) ? "asset_url" : "NULL"
        try forEach(
            versions.indices.map { Self.one(versions[$0], $0) },
            """
            SELECT id, name, frames, \(assetURL), \(attributes)
            FROM sample_version
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let sample = Int(owner)
            samples[sample].versionID = row.int64(at: 0)
            samples[sample].name = row.string(at: 1)
            samples[sample].frames = row.optionalInt(2)
            samples[sample].assetURL = row.string(at: 3)
            samples[sample].attributes = row.string(at: 4)
        }
        try readLabels(states, &samples)
        batch.samples = samples
    }

    private func readLabels(_ states: [IDSpan], _ samples: inout [CheckedSample]) throws {
        let labelsets = context.labelsets.count
        var labels: [CheckedLabel] = []
        labels.reserveCapacity(samples.count * labelsets)
        for sample in samples.indices {
            samples[sample].labels = labels.count..<labels.count + labelsets
            for labelset in 0..<labelsets {
                labels.append(
                    CheckedLabel(
                        id: 0, sample: sample, labelset: labelset, status: LabelStatus.unlabeled))
            }
        }
        var spans: [IDSpan] = []
        try forEach(
            states,
            """
            SELECT sample_state_id, labelset_id, label_id
            FROM state_label
            WHERE sample_state_id >= ?1 AND sample_state_id < ?2
            ORDER BY sample_state_id
            """
        ) { owner, row in
            guard !row.isNull(at: 2), let labelset = context.labelset(ofID: row.int64(at: 1)) else { return }
            let index = samples[Int(owner)].labels.lowerBound + labelset
            labels[index].id = row.int64(at: 2)
            spans.append(Self.one(row.int64(at: 2), index))
        }
        let imageAttributes = needs.contains(.imageAttributes) ? "image_attributes" : "NULL"
        let extra = needs.contains(.labelExtra) ? "extra" : "NULL"
        try forEach(
            spans,
            """
            SELECT id, label_status, structure, annotations, frames, first_frame_id, frame_rows,
                first_track_id, tracks, first_link_id, links, first_sensor_id, sensors,
                \(imageAttributes), \(extra)
            FROM label
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let index = Int(owner)
            labels[index].status = row.string(at: 1)
            labels[index].structure = Self.structure(row, 2)
            labels[index].annotationTotal = row.int(3)
            labels[index].frameTotal = row.int(4)
            labels[index].firstFrameID = row.int64(at: 5)
            labels[index].frameRows = row.int(6)
            labels[index].firstTrackID = row.int64(at: 7)
            labels[index].trackRows = row.int(8)
            labels[index].firstLinkID = row.int64(at: 9)
            labels[index].linkRows = row.int(10)
            labels[index].firstSensorID = row.int64(at: 11)
            labels[index].sensorRows = row.int(12)
            labels[index].imageAttributes = row.string(at: 13)
            labels[index].extra = row.string(at: 14)
        }
        batch.labels = labels
        if !context.statuses.keepsAll { keep(context.statuses, &samples) }
    }

    /// Leaves out labels of other statuses, and samples without any other.
    private func keep(_ statuses: StatusFilter, _ samples: inout [CheckedSample]) {
        var kept: [CheckedLabel] = []
        var keptSamples: [CheckedSample] = []
        for sample in samples {
            let labels = batch.labels[sample.labels].filter {
                $0.isNull ? statuses.keepsNoLabel : statuses.keeps($0.status)
            }
            guard !labels.isEmpty else { continue }
            var sample = sample
            sample.labels = kept.count..<kept.count + labels.count
            for var label in labels {
                label.sample = keptSamples.count
                kept.append(label)
            }
            keptSamples.append(sample)
        }
        batch.labels = kept
        samples = keptSamples
    }

    private static func structure(_ row: borrowing Row, _ column: Int) -> LabelStructure {
        guard !row.isNull(at: column) else { return .none }
        return row.withBytes(at: column) { word in
            if word.elementsEqual("still".utf8) { return .still }
            return word.elementsEqual("sequence".utf8) ? .sequence : .sensors
        }
    }

    // MARK: Content

    /// Reads what is needed of the labels of some samples.
    ///
    /// - Parameter samples: their indexes in the batch.
    func readContent(_ samples: Range<Int>) throws {
        batch.removeContent()
        guard let first = samples.first, let last = samples.last else { return }
        let labels = batch.samples[first].labels.lowerBound..<batch.samples[last].labels.upperBound
        if needs.contains(.sensors) { try readSensors(labels) }
        if needs.contains(.tracks) { try readTracks(labels) }
        if needs.contains(.links) { try readLinks(labels) }
        guard needs.contains(.frames) else { return }
        let spans = try readFrames(labels)
        guard needs.contains(.annotations) else { return }
        try readAnnotations(spans)
        for label in labels where !batch.labels[label].frames.isEmpty {
            let frames = batch.labels[label].frames
            batch.labels[label].annotations =
                batch.frames.firstAnnotation[
                    frames.lowerBound]..<batch.frames.annotations(of: frames.upperBound - 1).upperBound
        }
        if needs.contains(.geometry) { try readGeometry(spans) }
        if needs.contains(.cuboids) { try readCuboids(spans) }
    }

    private func readSensors(_ labels: Range<Int>) throws {
        let spans = labels.map {
            IDSpan(
                first: batch.labels[$0].firstSensorID, count: batch.labels[$0].sensorRows, owner: Int32($0))
        }
        try forEach(
            spans,
            "SELECT id, name, task_type, structure, frames FROM sensor WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { owner, row in
            batch.labels[Int(owner)].sensors.extend(to: batch.sensors.count)
            batch.sensors.append(
                CheckedSensor(
                    name: row.string(at: 1), taskType: row.string(at: 2),
                    structure: Self.structure(row, 3), frames: row.int(4)))
        }
    }

    private func readTracks(_ labels: Range<Int>) throws {
        let spans = labels.map {
            IDSpan(first: batch.labels[$0].firstTrackID, count: batch.labels[$0].trackRows, owner: Int32($0))
        }
        try forEach(
            spans,
            """
            SELECT id, sensor, track_id, category_id, first_frame, last_frame, frames, keyframes
            FROM track
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            batch.labels[Int(owner)].tracks.extend(to: batch.tracks.count)
            batch.tracks.append(
                CheckedTrack(
                    sensor: batch.sensorNames.number(in: row, at: 1), trackID: row.int64(at: 2),
                    categoryID: row.optionalInt64(3), firstFrame: row.int(4), lastFrame: row.int(5),
                    frames: row.int(6), keyframes: row.int(7)))
        }
    }

    private func readLinks(_ labels: Range<Int>) throws {
        let spans = labels.map {
            IDSpan(first: batch.labels[$0].firstLinkID, count: batch.labels[$0].linkRows, owner: Int32($0))
        }
        try forEach(
            spans,
            "SELECT id, from_id, to_id, attributes, extra FROM link WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { owner, row in
            let label = Int(owner)
            batch.labels[label].links.extend(to: batch.links.count)
            batch.links.append(
                CheckedLink(
                    position: Int(row.int64(at: 0) - batch.labels[label].firstLinkID),
                    fromID: row.optionalInt64(1), toID: row.optionalInt64(2), attributes: row.string(at: 3),
                    extra: row.string(at: 4)))
        }
    }

    /// - Returns: the ids of each frame's annotations.
    private func readFrames(_ labels: Range<Int>) throws -> [IDSpan] {
        let frames = batch.frames
        let texts = batch.texts
        var spans: [IDSpan] = []
        func column(_ name: String, _ need: ContentNeeds) -> String { needs.contains(need) ? name : "NULL" }
        let pointLabels = needs.contains(.pointLabels)
        try forEach(
            labels.map {
                IDSpan(
                    first: batch.labels[$0].firstFrameID, count: batch.labels[$0].frameRows, owner: Int32($0))
            },
            """
            SELECT f.id, f.sensor, f.frame, f.first_annotation_id, f.annotations, f.untyped,
                f.segmentation_bitmap_url, f.points, \(column("f.image_attributes", .imageAttributes)),
                \(column("f.extra", .frameExtra)), \(column("f.timestamp", .timestamps)),
                \(pointLabels ? "p.runs" : "NULL")
            FROM frame AS f\(pointLabels ? "\nLEFT JOIN point_label AS p ON p.frame_id = f.id" : "")
            WHERE f.id >= ?1 AND f.id < ?2
            ORDER BY f.id
            """
        ) { owner, row in
            let index = frames.count
            batch.labels[Int(owner)].frames.extend(to: index)
            frames.sensor.append(batch.sensorNames.number(in: row, at: 1))
            frames.number.append(Int32(clamping: row.int64(at: 2)))
            frames.firstAnnotationID.append(row.int64(at: 3))
            frames.firstAnnotation.append(-1)
            frames.annotations.append(0)
            frames.listed.append(Int32(clamping: row.int64(at: 4)))
            frames.hasList.append(!row.isNull(at: 4))
            frames.untyped.append(
                row.isNull(at: 5)
                    ? context.labelsets[batch.labels[Int(owner)].labelset].untyped
                    : row.withBytes(at: 5) { AnnotationType($0) })
            frames.bitmapURL.append(try Self.text(row, 6, texts))
            frames.points.append(row.isNull(at: 7) ? -1 : row.int64(at: 7))
            if needs.contains(.imageAttributes) {
                frames.imageAttributes.append(try Self.text(row, 8, texts))
            }
            if needs.contains(.frameExtra) { frames.extra.append(try Self.text(row, 9, texts)) }
            if needs.contains(.timestamps) { frames.timestamps.append(row.value(at: 10)) }
            if pointLabels { frames.pointRuns.append(try Self.text(row, 11, texts)) }
            spans.append(
                IDSpan(first: row.int64(at: 3), count: Int(row.int64(at: 4)), owner: Int32(index)))
        }
        return spans
    }

    private static func text(
        _ row: borrowing Row, _ column: Int, _ texts: CheckedTexts
    ) throws -> TextRange {
        try row.isNull(at: column) ? .none : row.withBytes(at: column) { try texts.add($0) }
    }

    private func readAnnotations(_ spans: [IDSpan]) throws {
        let annotations = batch.annotations
        let frames = batch.frames
        let hasExtents = needs.contains(.extents)
        let hasPointCounts = needs.contains(.pointCounts)
        let hasAttributes = needs.contains(.attributes)
        let hasExtra = needs.contains(.spanExtra) && context.labelsets.contains { $0.untyped == .span }
        let texts = batch.texts
        try forEach(
            spans,
            """
            SELECT id, annotation_id, track_id, category_id, type, is_keyframe, vertices,
                \(hasExtents ? "x_min, y_min, x_max, y_max, z_min, z_max, area, length" : "0, 0, 0, 0, 0, 0, 0, 0"),
                \(hasPointCounts ? "point_count" : "NULL"), \(hasAttributes ? "attributes" : "NULL"),
                \(hasExtra ? "extra" : "NULL")
            FROM annotation
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let frame = Int(owner)
            let index = annotations.count
            if frames.firstAnnotation[frame] < 0 { frames.firstAnnotation[frame] = index }
            frames.annotations[frame] += 1
            var flags: CheckedAnnotations.Flags = []
            if !row.isNull(at: 1) { flags.insert(.hasID) }
            if !row.isNull(at: 2) { flags.insert(.hasTrackID) }
            if !row.isNull(at: 3) { flags.insert(.hasCategoryID) }
            annotations.id.append(row.int64(at: 1))
            annotations.trackID.append(row.int64(at: 2))
            annotations.categoryID.append(row.int64(at: 3))
            var type = frames.untyped[frame]
            if !row.isNull(at: 4) {
                flags.insert(.hasType)
                type = row.withBytes(at: 4) { AnnotationType($0) }
                if type == .other { annotations.setOtherType(row.text(4), of: index) }
            }
            annotations.type.append(type)
            if !row.isNull(at: 5) {
                flags.insert(.hasKeyframe)
                if row.int64(at: 5) != 0 { flags.insert(.isKeyframe) }
            }
            annotations.vertices.append(row.isNull(at: 6) ? -1 : Int32(clamping: row.int64(at: 6)))
            if hasExtents {
                annotations.xMin.append(Self.number(row, 7))
                annotations.yMin.append(Self.number(row, 8))
                annotations.xMax.append(Self.number(row, 9))
                annotations.yMax.append(Self.number(row, 10))
                annotations.zMin.append(Self.number(row, 11))
                annotations.zMax.append(Self.number(row, 12))
                annotations.area.append(Self.number(row, 13))
                annotations.length.append(Self.number(row, 14))
            }
            if hasPointCounts { annotations.pointCount.append(row.isNull(at: 15) ? -1 : row.int64(at: 15)) }
            if hasAttributes {
                // Long or rare attributes are not shared: they are in the row.
                let isShared = row.type(at: 16) == .integer
                let isNone = row.isNull(at: 16)
                annotations.attributes.append(isShared ? row.int64(at: 16) : isNone ? 0 : -1)
                annotations.ownAttributes.append(try isShared ? .none : Self.text(row, 16, texts))
            }
            if hasExtra { annotations.extra.append(try Self.text(row, 17, texts)) }
            annotations.flags.append(flags)
        }
        // Empty frames come after the annotations of the one before.
        var end = 0
        for span in spans {
            let frame = Int(span.owner)
            guard Int(frames.annotations[frame]) == span.count else {
                throw WarehouseError(
                    kind: .unusable, message: "\(path) has lost annotations",
                    hint: "the file is damaged: restore a backup, or import its releases into a new warehouse"
                )
            }
            if frames.firstAnnotation[frame] < 0 { frames.firstAnnotation[frame] = end }
            end = frames.annotations(of: frame).upperBound
        }
    }

    @inline(__always)
    private static func number(_ row: borrowing Row, _ column: Int) -> Double {
        row.isNull(at: column) ? .nan : row.double(at: column)
    }

    private func readGeometry(_ spans: [IDSpan]) throws {
        let annotations = batch.annotations
        let frames = batch.frames
        for _ in 0..<annotations.count {
            annotations.firstCoordinate.append(0)
            annotations.pointTotal.append(-1)
        }
        let texts = batch.texts
        let coordinates = annotations.coordinates
        try forEach(
            spans, "SELECT id, points FROM geometry WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { owner, row in
            let frame = Int(owner)
            let index =
                frames.firstAnnotation[frame] + Int(row.int64(at: 0) - frames.firstAnnotationID[frame])
            let first = coordinates.count
            let dimensions = row.withBytes(at: 1) { CoordinateReader.read($0, into: coordinates) }
            guard let dimensions else {
                annotations.setOddPoints(try row.withBytes(at: 1) { try texts.add($0) }, of: index)
                return
            }
            if dimensions == 3 { annotations.flags[index].insert(.isSolid) }
            annotations.firstCoordinate[index] = first
            annotations.pointTotal[index] = Int32((coordinates.count - first) / dimensions)
        }
        // Boxes and single points are known from their hulls.
        for index in 0..<annotations.count
        where annotations.pointTotal[index] < 0 && annotations.vertices[index] > 0
            && !annotations.flags[index].contains(.hasOddPoints)
        {
            annotations.firstCoordinate[index] = coordinates.count
            coordinates.append(annotations.xMin[index])
            coordinates.append(annotations.yMin[index])
            if annotations.type[index] == .bbox {
                coordinates.append(annotations.xMax[index])
                coordinates.append(annotations.yMax[index])
                annotations.pointTotal[index] = 2
            } else {
                if !annotations.zMin[index].isNaN {
                    coordinates.append(annotations.zMin[index])
                    annotations.flags[index].insert(.isSolid)
                }
                annotations.pointTotal[index] = 1
            }
        }
    }

    private func readCuboids(_ spans: [IDSpan]) throws {
        let annotations = batch.annotations
        let frames = batch.frames
        let cuboids = batch.cuboids
        for _ in 0..<annotations.count { annotations.cuboid.append(-1) }
        try forEach(
            spans,
            """
            SELECT id, center_x, center_y, center_z, size_x, size_y, size_z, yaw, qx, qy, qz, qw
            FROM cuboid
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let frame = Int(owner)
            let index =
                frames.firstAnnotation[frame] + Int(row.int64(at: 0) - frames.firstAnnotationID[frame])
            annotations.cuboid[index] = Int32(cuboids.yaw.count)
            cuboids.center.append(
                SIMD3(Self.number(row, 1), Self.number(row, 2), Self.number(row, 3)))
            cuboids.size.append(SIMD3(Self.number(row, 4), Self.number(row, 5), Self.number(row, 6)))
            cuboids.yaw.append(Self.number(row, 7))
            cuboids.rotation.append(
                SIMD4(Self.number(row, 8), Self.number(row, 9), Self.number(row, 10), Self.number(row, 11)))
        }
    }

    private static func one(_ id: Int64, _ owner: Int) -> IDSpan {
        IDSpan(first: id, count: 1, owner: Int32(owner))
    }

    private func forEach(
        _ spans: [IDSpan], _ sql: String, _ body: (Int32, borrowing Row) throws -> Void
    ) throws {
        try IDRuns(spans).forEach(connection, sql, body)
    }
}

extension Range<Int> {
    /// Adds an index at the end.
    fileprivate mutating func extend(to index: Int) {
        self = isEmpty ? index..<index + 1 : lowerBound..<index + 1
    }
}
