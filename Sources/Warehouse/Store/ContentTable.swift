import ReleaseFormat

/// The tables of content, their columns in the order of binding, and the values of a decoded record's row.
///
/// An import binds rows to write them, a check to compare them with what is stored.
enum ContentTable: String {
    case sample
    case sampleVersion = "sample_version"
    case sampleState = "sample_state"
    case stateLabel = "state_label"
    case label
    case sensor
    case frame
    case pointLabel = "point_label"
    case annotation
    case geometry
    case cuboid
    case track
    case link

    var columns: [String] { list.split(separator: " ").map(String.init) }

    private var list: String {
        switch self {
        case .sample: "id uuid"
        case .sampleVersion: "id digest name frames asset_url attributes metadata extra"
        case .sampleState: "id sample_id sample_version_id digest raw_digest"
        case .stateLabel: "sample_state_id labelset_id label_id"
        case .label:
            """
            id digest label_status structure annotations frames first_frame_id frame_rows format_version \
            image_attributes category_counts type_counts first_track_id tracks first_link_id links \
            first_sensor_id sensors label_type score created_at created_by updated_at updated_by \
            reviewed_at reviewed_by extra
            """
        case .sensor: "id name task_type structure format_version frames"
        case .frame:
            """
            id sensor frame first_annotation_id annotations untyped timestamp format_version \
            segmentation_bitmap_url points image_attributes extra
            """
        case .pointLabel: "frame_id runs"
        case .annotation:
            """
            annotation_id track_id category_id type is_keyframe x_min y_min x_max y_max z_min z_max area \
            length vertices point_count attributes extra
            """
        case .geometry: "id points"
        case .cuboid: "id center_x center_y center_z size_x size_y size_z yaw qx qy qz qw"
        case .track: "id sensor track_id category_id first_frame last_frame frames keyframes"
        case .link: "id from_id to_id attributes extra"
        }
    }
}

/// The ids of a label's children.
struct LabelChildren {
    var firstFrame: Int64
    var firstTrack: Int64
    var firstLink: Int64
    var firstSensor: Int64
}

extension SampleRecord {
    /// All but the id and the digest.
    @inline(__always)
    func bindVersion(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(name, bytes, at: 2)
        slot.bind(frames.map(Int64.init), at: 3)
        slot.bind(assetURL, bytes, at: 4)
        slot.bind(attributes, bytes, at: 5)
        slot.bind(metadata, bytes, at: 6)
        slot.bind(extra, bytes, at: 7)
    }
}

extension LabelRecord {
    /// All but the id and the digest.
    @inline(__always)
    func bind(_ children: LabelChildren, _ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(status, bytes, at: 2)
        slot.bind(structure.word, at: 3)
        slot.bind(Int64(annotationRows.count), at: 4)
        slot.bind(Int64(frames), at: 5)
        slot.bind(children.firstFrame, at: 6)
        slot.bind(Int64(frameRows.count), at: 7)
        slot.bind(formatVersion, bytes, at: 8)
        slot.bind(imageAttributes, bytes, at: 9)
        slot.bind(categoryCounts, bytes, at: 10)
        slot.bind(typeCounts, bytes, at: 11)
        let tracks = trackRows.count
        slot.bind(tracks > 0 ? children.firstTrack : nil, at: 12)
        slot.bind(tracks > 0 ? Int64(tracks) : nil, at: 13)
        slot.bind(hasLinks ? children.firstLink : nil, at: 14)
        slot.bind(hasLinks ? Int64(linkRows.count) : nil, at: 15)
        let isSensors = structure == .sensors
        slot.bind(isSensors ? children.firstSensor : nil, at: 16)
        slot.bind(isSensors ? Int64(sensorRows.count) : nil, at: 17)
        slot.bind(labelType, bytes, at: 18)
        slot.bind(score, at: 19)
        slot.bind(createdAt, bytes, at: 20)
        slot.bind(createdBy, bytes, at: 21)
        slot.bind(updatedAt, bytes, at: 22)
        slot.bind(updatedBy, bytes, at: 23)
        slot.bind(reviewedAt, bytes, at: 24)
        slot.bind(reviewedBy, bytes, at: 25)
        slot.bind(extra, bytes, at: 26)
    }
}

extension SensorRecord {
    /// All but the id.
    @inline(__always)
    func bind(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(name, bytes, at: 1)
        slot.bind(taskType, bytes, at: 2)
        slot.bind(structure.word, at: 3)
        slot.bind(formatVersion, bytes, at: 4)
        slot.bind(Int64(frames), at: 5)
    }
}

extension TrackRecord {
    /// All but the id.
    @inline(__always)
    func bind(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(sensor, bytes, at: 1)
        slot.bind(trackID, at: 2)
        slot.bind(categoryID, at: 3)
        slot.bind(Int64(firstFrame), at: 4)
        slot.bind(Int64(lastFrame), at: 5)
        slot.bind(Int64(frames), at: 6)
        slot.bind(Int64(keyframes), at: 7)
    }
}

extension LinkRecord {
    /// All but the id.
    @inline(__always)
    func bind(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(fromID, at: 1)
        slot.bind(toID, at: 2)
        slot.bind(attributes, bytes, at: 3)
        slot.bind(extra, bytes, at: 4)
    }
}

extension FrameRecord {
    /// All but the id and the first annotation's.
    @inline(__always)
    func bind(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        slot.bind(sensor, bytes, at: 1)
        slot.bind(Int64(frame), at: 2)
        slot.bind(annotations.map(Int64.init), at: 4)
        slot.bind(untyped?.word, at: 5)
        slot.bind(timestamp, bytes, at: 6)
        slot.bind(formatVersion, bytes, at: 7)
        slot.bind(segmentationBitmapURL, bytes, at: 8)
        slot.bind(points, at: 9)
        slot.bind(imageAttributes, bytes, at: 10)
        slot.bind(extra, bytes, at: 11)
    }
}

extension AnnotationRecord {
    /// All but the attributes and `extra`, which are the last two.
    @inline(__always)
    func bindNumbers(_ bytes: BatchBytes, to slot: inout some RowSlot) {
        if columns.contains(.id) { slot.bind(id, at: 0) }
        if columns.contains(.trackID) { slot.bind(trackID, at: 1) }
        if columns.contains(.categoryID) { slot.bind(categoryID, at: 2) }
        slot.bind(type, bytes, at: 3)
        if columns.contains(.isKeyframe) { slot.bind(columns.contains(.keyframe) ? 1 as Int64 : 0, at: 4) }
        if columns.contains(.hull) {
            slot.bind(xMin, at: 5)
            slot.bind(yMin, at: 6)
            slot.bind(xMax, at: 7)
            slot.bind(yMax, at: 8)
        }
        if columns.contains(.depth) {
            slot.bind(zMin, at: 9)
            slot.bind(zMax, at: 10)
        }
        if columns.contains(.area) { slot.bind(area, at: 11) }
        if columns.contains(.length) { slot.bind(length, at: 12) }
        if columns.contains(.vertices) { slot.bind(Int64(vertices), at: 13) }
        if columns.contains(.pointCount) { slot.bind(pointCount, at: 14) }
    }
}

extension CuboidRecord {
    /// All but the id.
    @inline(__always)
    func bind(to slot: inout some RowSlot) {
        for axis in 0..<3 {
            slot.bind(number: center[axis], at: 1 + Int32(axis))
            slot.bind(number: size[axis], at: 4 + Int32(axis))
        }
        slot.bind(number: yaw, at: 7)
        for axis in 0..<4 { slot.bind(number: rotation[axis], at: 8 + Int32(axis)) }
    }
}
