/// The columns of one annotation while its members are read.
struct AnnotationParts {
    enum Points {
        case absent
        /// Coordinates wait in the decoder: as many to a point as ``dimensions``.
        case coordinates
        /// Something else: JSON text, and canonical bytes in the remainder.
        case other
    }

    var record = AnnotationRecord()
    var cuboid = CuboidRecord()
    var points = Points.absent
    var dimensions = 0
    var pointsCount = 0
    /// Canonical bytes in the remainder.
    var attributes = 0..<0
    var otherPoints = 0..<0
    var hasCuboid = false
}

extension SampleDecoder {
    /// The frame that annotations are read in.
    struct FrameContext {
        var frame: Int32 = 0
        var sensor = ByteRange.absent
        var isSequence = false
    }

    private enum Member {
        static let id: UInt32 = 1 << 0
        static let categoryID: UInt32 = 1 << 1
        static let trackID: UInt32 = 1 << 2
        static let type: UInt32 = 1 << 3
        static let points: UInt32 = 1 << 4
        static let attributes: UInt32 = 1 << 5
        static let isKeyframe: UInt32 = 1 << 6
        static let position: UInt32 = 1 << 7
        static let dimensions: UInt32 = 1 << 8
        static let yaw: UInt32 = 1 << 9
        static let rotation: UInt32 = 1 << 10
    }

    /// The annotation whose object begins at the cursor.
    mutating func annotation(
        _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) {
        let mark = remainder.mark
        var parts = AnnotationParts()
        var seen: UInt32 = 0
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                try annotationMember(key, offset, &cursor, depth: depth, &parts, &seen)
            } while try cursor.another(closing: 0x7D)
        }
        finishGeometry(&parts)
        digestHead(parts)
        parts.record.extra = try remainder.close(mark, arena: &arena)
        digestRemainder(from: mark.canonical, count: remainder.canonical.count - mark.canonical)
        remainder.rewind(to: mark)
        try DecodedRows.checkRoom(rows.annotations.count, of: "annotations", at: cursor.offset)
        rows.annotations.append(parts.record)
    }

    @inline(__always)
    private mutating func annotationMember(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ parts: inout AnnotationParts, _ seen: inout UInt32
    ) throws(JSONFault) {
        switch key.count {
        case 2 where key.equals("id"):
            try once(Member.id, &seen, key, offset)
            if let id = try integer(key, offset, &cursor, depth: depth) {
                parts.record.id = id
                parts.record.columns.insert(.id)
            }
        case 11 where key.equals("category_id"):
            try once(Member.categoryID, &seen, key, offset)
            if let id = try integer(key, offset, &cursor, depth: depth) {
                parts.record.categoryID = id
                parts.record.columns.insert(.categoryID)
            }
        case 4 where key.equals("type"):
            try once(Member.type, &seen, key, offset)
            parts.record.type = try text(key, offset, &cursor, depth: depth)
        case 6 where key.equals("points"):
            try once(Member.points, &seen, key, offset)
            try points(&cursor, depth: depth, &parts)
        case 10 where key.equals("attributes"):
            try once(Member.attributes, &seen, key, offset)
            let start = remainder.canonical.count
            parts.record.attributes = try json(&cursor, depth: depth)
            parts.attributes = start..<remainder.canonical.count
            numberAttributes(&parts.record)
        case 8 where key.equals("track_id"):
            try once(Member.trackID, &seen, key, offset)
            if let id = try integer(key, offset, &cursor, depth: depth) {
                parts.record.trackID = id
                parts.record.columns.insert(.trackID)
            }
        case 11 where key.equals("is_keyframe"):
            try once(Member.isKeyframe, &seen, key, offset)
            if cursor.at.pointee == 0x74 {
                try cursor.literal("true")
                parts.record.columns.formUnion([.isKeyframe, .keyframe])
            } else if cursor.at.pointee == 0x66 {
                try cursor.literal("false")
                parts.record.columns.insert(.isKeyframe)
            } else {
                try keep(key, offset, &cursor, depth: depth)
            }
        case 8 where key.equals("position"):
            try once(Member.position, &seen, key, offset)
            try cuboidVector(key, offset, &cursor, depth: depth, &parts, .position)
        case 10 where key.equals("dimensions"):
            try once(Member.dimensions, &seen, key, offset)
            try cuboidVector(key, offset, &cursor, depth: depth, &parts, .dimensions)
        case 3 where key.equals("yaw"):
            try once(Member.yaw, &seen, key, offset)
            try yaw(key, offset, &cursor, depth: depth, &parts)
        case 8 where key.equals("rotation"):
            try once(Member.rotation, &seen, key, offset)
            try cuboidVector(key, offset, &cursor, depth: depth, &parts, .rotation)
        default:
            try keep(key, offset, &cursor, depth: depth)
        }
    }

    /// Gives attributes their number, and the room of those that were there before back.
    @inline(__always)
    private mutating func numberAttributes(_ record: inout AnnotationRecord) {
        let text = record.attributes
        guard text.count <= RepeatedTexts.longest else { return }
        let input = input
        let base = UnsafePointer(arena.base)
        record.attributeSet = attributeSets.number(of: text) { range in
            range.isInArena ? base + range.offset : input + range.offset
        }
        let first = attributeSets.texts[Int(record.attributeSet)]
        if text.isInArena, first.isInArena, first.offset != text.offset { arena.truncate(to: text.offset) }
        record.attributes = first
    }

    // MARK: Geometry

    private mutating func finishGeometry(_ parts: inout AnnotationParts) {
        if coordinates.count > 0, parts.points != .absent, parts.pointsCount > 0 {
            finishPoints(&parts)
        }
        if parts.hasCuboid {
            parts.record.cuboid = Int32(truncatingIfNeeded: rows.cuboids.count)
            rows.cuboids.append(parts.cuboid)
            if parts.points == .absent, let hull = parts.cuboid.hull {
                parts.record.columns.formUnion([.hull, .depth])
                (parts.record.xMin, parts.record.yMin, parts.record.zMin) =
                    (hull.lower.x, hull.lower.y, hull.lower.z)
                (parts.record.xMax, parts.record.yMax, parts.record.zMax) =
                    (hull.upper.x, hull.upper.y, hull.upper.z)
            }
        }
    }

    private mutating func finishPoints(_ parts: inout AnnotationParts) {
        let type = parts.record.type
        let word = JSONString(start: bytes(type), count: type.count, hasEscapes: false)
        let count = parts.pointsCount
        let isSolid = parts.dimensions == 3
        let step = isSolid ? 3 : 2
        let first = UnsafePointer(coordinates.base)
        guard coordinates.count == count * step else { return }
        let shape = PointGeometry(first, count: count, step: step)
        (parts.record.xMin, parts.record.yMin) = (shape.lower.x, shape.lower.y)
        (parts.record.xMax, parts.record.yMax) = (shape.upper.x, shape.upper.y)
        parts.record.columns.insert(.hull)
        if isSolid {
            (parts.record.zMin, parts.record.zMax) = (shape.lower.z, shape.upper.z)
            parts.record.columns.insert(.depth)
        }
        if word.equals("polygon"), parts.dimensions == 2 {
            parts.record.area = shape.area()
            if parts.record.area.isFinite { parts.record.columns.insert(.area) }
        } else if word.equals("polyline"), parts.dimensions != 0 {
            parts.record.length = shape.length()
            if parts.record.length.isFinite { parts.record.columns.insert(.length) }
        } else if parts.points == .coordinates {
            // The hull of a box in order, or of a single point, says all that the list says.
            let isBox =
                word.equals("bbox") && count == 2 && parts.dimensions == 2
                && first[0] <= first[2] && first[1] <= first[3]
            let isPoint = word.equals("point") && count == 1
            if isBox || isPoint { parts.record.points = .absent }
        }
    }

    // MARK: Canonical bytes

    private mutating func digestHead(_ parts: AnnotationParts) {
        let record = parts.record
        var mask = Mark.annotation | UInt64(record.columns.rawValue & 0x1F)
        mask |= UInt64(parts.cuboid.columns.rawValue) << 8
        mask |= record.type.isAbsent ? 0 : 1 << 16
        mask |= record.attributes.isAbsent ? 0 : 1 << 17
        switch parts.points {
        case .absent: break
        case .coordinates: mask |= 1 << 18
        case .other: mask |= 1 << 19
        }
        canonical.reserve(64)
        canonical.append(word: mask)
        if record.columns.contains(.id) { canonical.append(word: UInt64(bitPattern: record.id)) }
        if record.columns.contains(.trackID) { canonical.append(word: UInt64(bitPattern: record.trackID)) }
        if record.columns.contains(.categoryID) {
            canonical.append(word: UInt64(bitPattern: record.categoryID))
        }
        if !record.type.isAbsent { digest(record.type) }
        switch parts.points {
        case .absent: break
        case .coordinates:
            canonical.append(word: UInt64(parts.pointsCount) << 2 | UInt64(parts.dimensions))
            UnsafeRawPointer(coordinates.base).withMemoryRebound(
                to: UInt8.self, capacity: coordinates.count * 8
            ) { canonical.append($0, coordinates.count * 8) }
        case .other: digestRemainder(from: parts.otherPoints.lowerBound, count: parts.otherPoints.count)
        }
        if !record.attributes.isAbsent {
            digestRemainder(from: parts.attributes.lowerBound, count: parts.attributes.count)
        }
        let cuboid = parts.cuboid
        if cuboid.columns.contains(.position) { for axis in 0..<3 { digest(value: cuboid.center[axis]) } }
        if cuboid.columns.contains(.dimensions) { for axis in 0..<3 { digest(value: cuboid.size[axis]) } }
        if cuboid.columns.contains(.yaw) { digest(value: cuboid.yaw) }
        if cuboid.columns.contains(.rotation) { for axis in 0..<4 { digest(value: cuboid.rotation[axis]) } }
    }
}
