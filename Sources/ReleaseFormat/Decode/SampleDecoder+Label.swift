extension SampleDecoder {
    private enum Member {
        static let attributes: UInt32 = 1 << 0
        static let status: UInt32 = 1 << 1
        static let labelType: UInt32 = 1 << 2
        static let score: UInt32 = 1 << 3
        static let createdAt: UInt32 = 1 << 4
        static let createdBy: UInt32 = 1 << 5
        static let updatedAt: UInt32 = 1 << 6
        static let updatedBy: UInt32 = 1 << 7
        static let reviewedAt: UInt32 = 1 << 8
        static let reviewedBy: UInt32 = 1 << 9
        // Of the attributes:
        static let frames: UInt32 = 1 << 0
        static let sensors: UInt32 = 1 << 1
        static let links: UInt32 = 1 << 2
        static let imageAttributes: UInt32 = 1 << 3
        static let formatVersion: UInt32 = 1 << 4
    }

    /// Members of a body that are kept as JSON, since another one decides what the body is, or since they are not
    /// what their name says.
    struct Kept: OptionSet {
        var rawValue: UInt8
        static let still = Kept(rawValue: 1)
        static let frames = Kept(rawValue: 2)
        static let sensors = Kept(rawValue: 4)
        static let links = Kept(rawValue: 8)
    }

    /// What a label's or a sensor's `attributes` turned out to hold.
    struct Body {
        var structure = LabelStructure.none
        var formatVersion = Scalar.absent
        var imageAttributes = ByteRange.absent
        var imageCanonical = 0..<0
        var frames: Int32 = 0
        var hasLinks = false
    }

    /// The label whose object begins at the cursor, or null.
    mutating func label(
        _ labelset: ByteRange, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) {
        var record = LabelRecord()
        record.labelset = labelset
        try DecodedRows.checkRoom(rows.labels.count, of: "labels", at: cursor.offset)
        if cursor.at.pointee == 0x6E {
            try cursor.literal("null")
            record.isNull = true
            rows.labels.append(record)
            return
        }
        let rowsBefore = rows.mark
        canonical.truncate(to: 0)
        linkCanonical.truncate(to: 0)
        let mark = remainder.mark
        var body = Body()
        var seen: UInt32 = 0
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                try labelMember(key, offset, &cursor, depth: depth, &record, &body, &seen)
            } while try cursor.another(closing: 0x7D)
        }
        record.structure = body.structure
        record.formatVersion = body.formatVersion
        record.imageAttributes = body.imageAttributes
        record.frames = body.frames
        record.hasLinks = body.hasLinks

        digest(label: record)
        record.extra = try remainder.close(mark, arena: &arena)
        digestRemainder(from: mark.canonical, count: remainder.canonical.count - mark.canonical)
        canonical.append(linkCanonical.base, linkCanonical.count)
        remainder.rewind(to: mark)
        record.digest = Digest.of(canonical.base, canonical.count)

        record.sensorRows = Self.range(rowsBefore.sensors, rows.sensors.count)
        record.frameRows = Self.range(rowsBefore.frames, rows.frames.count)
        record.annotationRows = Self.range(rowsBefore.annotations, rows.annotations.count)
        record.trackRows = Self.range(rowsBefore.tracks, rows.tracks.count)
        record.linkRows = Self.range(rowsBefore.links, rows.links.count)
        countAnnotations(of: record, since: rowsBefore)
        writeCounts(&record)
        rows.labels.append(record)
    }

    private mutating func labelMember(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ record: inout LabelRecord, _ body: inout Body, _ seen: inout UInt32
    ) throws(JSONFault) {
        switch key.count {
        case 12 where key.equals("label_status"):
            try once(Member.status, &seen, key, offset)
            record.status = try text(key, offset, &cursor, depth: depth)
        case 10 where key.equals("attributes"):
            try once(Member.attributes, &seen, key, offset)
            if cursor.at.pointee == 0x7B {
                body = try labelBody(&cursor, depth: depth + 1)
            } else {
                try keep(key, offset, &cursor, depth: depth)
            }
        case 10 where key.equals("label_type"):
            try once(Member.labelType, &seen, key, offset)
            record.labelType = try text(key, offset, &cursor, depth: depth)
        case 5 where key.equals("score"):
            try once(Member.score, &seen, key, offset)
            record.score = try real(key, offset, &cursor, depth: depth)
        case 10 where key.equals("created_at"):
            try once(Member.createdAt, &seen, key, offset)
            record.createdAt = try text(key, offset, &cursor, depth: depth)
        case 10 where key.equals("created_by"):
            try once(Member.createdBy, &seen, key, offset)
            record.createdBy = try text(key, offset, &cursor, depth: depth)
        case 10 where key.equals("updated_at"):
            try once(Member.updatedAt, &seen, key, offset)
            record.updatedAt = try text(key, offset, &cursor, depth: depth)
        case 10 where key.equals("updated_by"):
            try once(Member.updatedBy, &seen, key, offset)
            record.updatedBy = try text(key, offset, &cursor, depth: depth)
        case 11 where key.equals("reviewed_at"):
            try once(Member.reviewedAt, &seen, key, offset)
            record.reviewedAt = try text(key, offset, &cursor, depth: depth)
        case 11 where key.equals("reviewed_by"):
            try once(Member.reviewedBy, &seen, key, offset)
            record.reviewedBy = try text(key, offset, &cursor, depth: depth)
        default: try keep(key, offset, &cursor, depth: depth)
        }
    }

    private mutating func digest(label record: LabelRecord) {
        canonical.append(Mark.label)
        canonical.append(record.structure.rawValue)
        digest(record.status)
        digest(record.labelType)
        digest(record.score)
        digest(record.createdAt)
        digest(record.createdBy)
        digest(record.updatedAt)
        digest(record.updatedBy)
        digest(record.reviewedAt)
        digest(record.reviewedBy)
    }

    static func range(_ first: Int, _ end: Int) -> Range<Int32> {
        Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: end)
    }

    // MARK: Bodies

    /// A label's `attributes`, an object.
    ///
    /// What its members mean depends on each other: `sensors` goes before `frames`, and `frames` before annotations
    /// of its own. They come in any order, so that the first guess, that each is what it seems, may be taken back.
    private mutating func labelBody(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) -> Body {
        let beginning = cursor
        let rowsBefore = rows.mark
        let bytesBefore = canonical.count
        let mark = remainder.mark
        var kept: Kept = []
        while true {
            var body = Body()
            let misread = try self.body(&cursor, depth: depth, kept: kept, sensor: nil, mark, &body)
            if misread.isEmpty { return body }
            kept.formUnion(misread)
            cursor = beginning
            rows.removeAll(after: rowsBefore)
            canonical.truncate(to: bytesBefore)
            linkCanonical.truncate(to: 0)
            remainder.rewind(to: mark)
        }
    }

    /// Reads a body once; answers which members must be kept as JSON instead, none when all went well.
    mutating func body(
        _ cursor: inout JSONCursor, depth: Int, kept: Kept, sensor: ByteRange?, _ mark: Remainder.Mark,
        _ body: inout Body
    ) throws(JSONFault) -> Kept {
        var context = FrameContext()
        context.sensor = sensor ?? .absent
        var parts = FrameParts(firstAnnotation: rows.annotations.count)
        var seen: UInt32 = 0
        var hasFrames = false
        body.structure = .still
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                if !kept.contains(.still),
                    try frameMember(key, offset, &cursor, depth: depth, &parts, &context)
                {
                    continue
                }
                switch key.count {
                case 6 where key.equals("frames"):
                    try once(Member.frames, &seen, key, offset)
                    guard cursor.at.pointee == 0x5B, !kept.contains(.frames) else {
                        try keep(key, offset, &cursor, depth: depth)
                        continue
                    }
                    guard try frames(&cursor, depth: depth, &context) else { return .frames }
                    hasFrames = true
                    if body.structure != .sensors { body.structure = .sequence }
                    body.frames = context.frame
                case 7 where key.equals("sensors") && sensor == nil:
                    try once(Member.sensors, &seen, key, offset)
                    guard cursor.at.pointee == 0x5B, !kept.contains(.sensors) else {
                        try keep(key, offset, &cursor, depth: depth)
                        continue
                    }
                    guard let longest = try sensors(&cursor, depth: depth) else { return .sensors }
                    body.structure = .sensors
                    body.frames = longest
                case 5 where key.equals("links") && sensor == nil:
                    try once(Member.links, &seen, key, offset)
                    guard cursor.at.pointee == 0x5B, !kept.contains(.links) else {
                        try keep(key, offset, &cursor, depth: depth)
                        continue
                    }
                    guard try links(&cursor, depth: depth) else { return .links }
                    body.hasLinks = true
                case 16 where key.equals("image_attributes") && sensor == nil:
                    try once(Member.imageAttributes, &seen, key, offset)
                    let start = remainder.canonical.count
                    body.imageAttributes = try json(&cursor, depth: depth)
                    body.imageCanonical = start..<remainder.canonical.count
                case 14 where key.equals("format_version"):
                    try once(Member.formatVersion, &seen, key, offset)
                    body.formatVersion = try scalar(key, offset, &cursor, depth: depth)
                default: try keep(key, offset, &cursor, depth: depth)
                }
            } while try cursor.another(closing: 0x7D)
        }
        if body.structure != .still {
            if parts.isFrame || parts.hasTimestamp { return .still }
            if body.structure == .sensors, hasFrames { return .frames }
        } else if parts.isFrame {
            finish(&parts, &context)
            digest(frame: parts)
            rows.frames.append(parts.record(sensor: context.sensor))
            body.frames = 1
        } else if parts.hasTimestamp {
            return .still
        }
        canonical.append(Mark.body)
        digest(body.formatVersion)
        canonical.append(body.hasLinks ? 1 : 0)
        canonical.append(body.imageAttributes.isAbsent ? 0 : 1)
        digestRemainder(from: body.imageCanonical.lowerBound, count: body.imageCanonical.count)
        let canonicalPlace = mark.canonical
        let rest = try remainder.close(mark, arena: &arena)
        if !rest.isAbsent {
            remainder.add("attributes", text: rest, canonicalFrom: canonicalPlace, arena: &arena)
        }
        return []
    }

    /// A list of frames; false when an element is no object.
    private mutating func frames(
        _ cursor: inout JSONCursor, depth: Int, _ context: inout FrameContext
    ) throws(JSONFault) -> Bool {
        context.isSequence = true
        context.frame = 0
        trackPlaces.removeAll(keepingCapacity: true)
        if cursor.enter(closing: 0x5D) {
            repeat {
                guard cursor.peek() == 0x7B else { return false }
                try frame(&cursor, depth: depth + 2, &context)
                context.frame += 1
            } while try cursor.another(closing: 0x5D)
        }
        return true
    }
}

extension SampleDecoder.FrameParts {
    fileprivate func record(sensor: ByteRange) -> FrameRecord {
        var record = record
        record.sensor = sensor
        return record
    }
}
