extension SampleDecoder {
    private enum Member {
        static let annotations: UInt32 = 1 << 0
        static let bitmap: UInt32 = 1 << 1
        static let points: UInt32 = 1 << 2
        static let timestamp: UInt32 = 1 << 3
        static let imageAttributes: UInt32 = 1 << 4
        static let formatVersion: UInt32 = 1 << 5
    }

    /// What a still's body and a frame of a sequence have in common, while it is read.
    struct FrameParts {
        var record = FrameRecord()
        var firstAnnotation: Int
        /// Whether there is a mask: an object, whatever it holds.
        var hasBitmap = false
        var seen: UInt32 = 0

        /// Whether there is anything that makes a still label a frame.
        var isFrame: Bool { record.annotations != nil || hasBitmap || record.points != nil }
        var hasTimestamp: Bool {
            if case .absent = record.timestamp { false } else { true }
        }
    }

    /// Takes the member at hand if it is one that frames and still bodies share: annotations, a mask, point labels
    /// or a time stamp.
    mutating func frameMember(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ parts: inout FrameParts, _ context: inout FrameContext
    ) throws(JSONFault) -> Bool {
        switch key.count {
        case 11 where key.equals("annotations"):
            try once(Member.annotations, &parts.seen, key, offset)
            try annotations(key, offset, &cursor, depth: depth, &parts, &context)
        case 19 where key.equals("segmentation_bitmap"):
            try once(Member.bitmap, &parts.seen, key, offset)
            try bitmap(key, offset, &cursor, depth: depth, &parts)
        case 17 where key.equals("point_annotations"):
            try once(Member.points, &parts.seen, key, offset)
            try pointLabels(key, offset, &cursor, depth: depth, &parts)
        case 9 where key.equals("timestamp"):
            try once(Member.timestamp, &parts.seen, key, offset)
            parts.record.timestamp = try scalar(key, offset, &cursor, depth: depth)
        default: return false
        }
        return true
    }

    // MARK: Frames of a sequence

    /// One element of `frames`, an object.
    mutating func frame(
        _ cursor: inout JSONCursor, depth: Int, _ context: inout FrameContext
    ) throws(JSONFault) {
        let mark = remainder.mark
        var parts = FrameParts(firstAnnotation: rows.annotations.count)
        parts.record.sensor = context.sensor
        parts.record.frame = context.frame
        var imageAttributes = 0..<0
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                if try frameMember(key, offset, &cursor, depth: depth, &parts, &context) { continue }
                switch key.count {
                case 16 where key.equals("image_attributes"):
                    try once(Member.imageAttributes, &parts.seen, key, offset)
                    let start = remainder.canonical.count
                    parts.record.imageAttributes = try json(&cursor, depth: depth)
                    imageAttributes = start..<remainder.canonical.count
                case 14 where key.equals("format_version"):
                    try once(Member.formatVersion, &parts.seen, key, offset)
                    parts.record.formatVersion = try scalar(key, offset, &cursor, depth: depth)
                default: try keep(key, offset, &cursor, depth: depth)
                }
            } while try cursor.another(closing: 0x7D)
        }
        finish(&parts, &context)
        digest(frame: parts)
        canonical.append(parts.record.imageAttributes.isAbsent ? 0 : 1)
        digestRemainder(from: imageAttributes.lowerBound, count: imageAttributes.count)
        parts.record.extra = try remainder.close(mark, arena: &arena)
        digestRemainder(from: mark.canonical, count: remainder.canonical.count - mark.canonical)
        remainder.rewind(to: mark)
        try DecodedRows.checkRoom(rows.frames.count, of: "frames", at: cursor.offset)
        rows.frames.append(parts.record)
    }

    /// Gives a frame's annotations what the whole frame says: point counts and tracks.
    mutating func finish(_ parts: inout FrameParts, _ context: inout FrameContext) {
        let range = parts.firstAnnotation..<rows.annotations.count
        if parts.record.points != nil { countPoints(of: range, runs: parts.record.pointRuns) }
        if parts.hasBitmap || parts.record.points != nil { parts.record.untyped = .segment }
        guard context.isSequence else { return }
        for index in range where rows.annotations[index].columns.contains(.trackID) {
            track(rows.annotations[index], context)
        }
    }

    /// Says of frames what their untyped annotations are, unless they say so themselves.
    mutating func setUntyped(_ taskType: ByteRange, frames range: Range<Int>) {
        guard !taskType.isAbsent else { return }
        let text = String(
            decoding: UnsafeBufferPointer(start: bytes(taskType), count: taskType.count), as: UTF8.self)
        guard let untyped = UntypedAnnotations(taskType: text) else { return }
        for index in range where rows.frames[index].untyped == nil { rows.frames[index].untyped = untyped }
    }

    /// The canonical bytes of what frames and still bodies share; those of the annotations came before.
    mutating func digest(frame parts: FrameParts) {
        canonical.append(Mark.frame)
        Self.digest(parts.record.annotations.map(Int64.init), into: &canonical)
        digest(parts.record.timestamp)
        digest(parts.record.formatVersion)
        digest(parts.record.segmentationBitmapURL)
        Self.digest(parts.record.points, into: &canonical)
        digest(parts.record.pointRuns)
    }

    // MARK: Annotations

    private mutating func annotations(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ parts: inout FrameParts, _ context: inout FrameContext
    ) throws(JSONFault) {
        guard cursor.at.pointee == 0x5B else { return try keep(key, offset, &cursor, depth: depth) }
        let beginning = cursor
        let first = rows.annotations.count
        let firstCuboid = rows.cuboids.count
        let firstByte = canonical.count
        if cursor.enter(closing: 0x5D) {
            repeat {
                guard cursor.peek() == 0x7B else {
                    // Not a list of annotations: it is kept as it is.
                    rows.annotations.removeLast(rows.annotations.count - first)
                    rows.cuboids.removeLast(rows.cuboids.count - firstCuboid)
                    canonical.truncate(to: firstByte)
                    cursor = beginning
                    return try keep(key, offset, &cursor, depth: depth)
                }
                try annotation(&cursor, depth: depth + 2)
            } while try cursor.another(closing: 0x5D)
        }
        parts.firstAnnotation = first
        parts.record.annotations = Int32(truncatingIfNeeded: rows.annotations.count - first)
    }

    // MARK: Masks

    /// `segmentation_bitmap`: a column when it is an object with a `url` and nothing else.
    private mutating func bitmap(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int, _ parts: inout FrameParts
    ) throws(JSONFault) {
        guard cursor.at.pointee == 0x7B else { return try keep(key, offset, &cursor, depth: depth) }
        parts.hasBitmap = true
        var ahead = cursor
        var isWhole = true
        if ahead.enter(closing: 0x7D) {
            repeat {
                let (member, place) = try self.key(&ahead)
                if member.equals("url"), ahead.at.pointee == 0x22 {
                    guard parts.record.segmentationBitmapURL.isAbsent else {
                        throw JSONFault(offset: place, problem: .duplicateKey("url"))
                    }
                    if let url = textRange(try ahead.string()) {
                        parts.record.segmentationBitmapURL = url
                    } else {
                        isWhole = false
                    }
                } else {
                    isWhole = false
                    let mark = remainder.mark
                    let text = arena.count
                    _ = try json(&ahead, depth: depth + 1)
                    remainder.rewind(to: mark)
                    arena.truncate(to: text)
                }
            } while try ahead.another(closing: 0x7D)
        }
        if isWhole, !parts.record.segmentationBitmapURL.isAbsent {
            cursor = ahead
        } else {
            try keep(key, offset, &cursor, depth: depth)
        }
    }

    // MARK: Point labels

    /// `point_annotations`: packed when it is a list of whole numbers.
    private mutating func pointLabels(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int, _ parts: inout FrameParts
    ) throws(JSONFault) {
        guard cursor.at.pointee == 0x5B else { return try keep(key, offset, &cursor, depth: depth) }
        var ahead = cursor
        let start = arena.count
        var points: Int64 = 0
        var current: Int64 = 0
        var run = 0
        if ahead.enter(closing: 0x5D) {
            repeat {
                guard Self.beginsNumber(ahead.peek()), case .integer(let value) = try ahead.number().value
                else {
                    arena.truncate(to: start)
                    return try keep(key, offset, &cursor, depth: depth)
                }
                if value != current, run > 0 {
                    PointRuns.append(value: current, count: run, to: &arena)
                    run = 0
                }
                current = value
                run += 1
                points += 1
            } while try ahead.another(closing: 0x5D)
            PointRuns.append(value: current, count: run, to: &arena)
        }
        cursor = ahead
        parts.record.points = points
        parts.record.pointRuns = .arena(start, arena.count - start)
    }

    /// How many points each annotation owns. Points name annotations by id; in files where the ids that the points
    /// use are track ids, by those.
    private mutating func countPoints(of range: Range<Int>, runs: ByteRange) {
        var owned: [Int64: Int64] = [:]
        let packed = UnsafeRawBufferPointer(start: bytes(runs), count: runs.count)
        _ = PointRuns.forEach(in: packed) { value, count in owned[value, default: 0] += Int64(count) }
        var ids: Set<Int64> = []
        var trackIDs: Set<Int64> = []
        for index in range {
            let record = rows.annotations[index]
            if record.columns.contains(.id) { ids.insert(record.id) }
            if record.columns.contains(.trackID) { trackIDs.insert(record.trackID) }
        }
        let byTrack = PointOwners.areTracks(
            used: owned.keys.lazy.filter { $0 != 0 }, ids: ids, trackIDs: trackIDs)
        for index in range {
            let record = rows.annotations[index]
            let id = record.columns.contains(.id) ? record.id : nil
            let trackID = record.columns.contains(.trackID) ? record.trackID : nil
            guard let owner = PointOwners.owner(id: id, trackID: trackID, areTracks: byTrack) else {
                continue
            }
            rows.annotations[index].pointCount = owned[owner] ?? 0
            rows.annotations[index].columns.insert(.pointCount)
        }
    }

    // MARK: Tracks

    private mutating func track(_ annotation: AnnotationRecord, _ context: FrameContext) {
        let keyframes: Int32 = annotation.columns.contains(.keyframe) ? 1 : 0
        if let index = trackPlaces[annotation.trackID] {
            if rows.tracks[index].lastFrame != context.frame {
                rows.tracks[index].lastFrame = context.frame
                rows.tracks[index].frames += 1
            }
            rows.tracks[index].keyframes += keyframes
            return
        }
        trackPlaces[annotation.trackID] = rows.tracks.count
        rows.tracks.append(
            TrackRecord(
                sensor: context.sensor, trackID: annotation.trackID,
                categoryID: annotation.columns.contains(.categoryID) ? annotation.categoryID : nil,
                firstFrame: context.frame, lastFrame: context.frame, frames: 1, keyframes: keyframes))
    }
}
