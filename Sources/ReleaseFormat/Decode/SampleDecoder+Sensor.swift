extension SampleDecoder {
    private enum Member {
        static let name: UInt32 = 1 << 0
        static let taskType: UInt32 = 1 << 1
        static let body: UInt32 = 1 << 2
    }

    /// A list of sensors: the frames of the longest; nil when an element is no object.
    ///
    /// What is left of the sensors becomes a member `sensors` of the remainder: a list of as many objects, unless
    /// nothing is left of any.
    mutating func sensors(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) -> Int32? {
        var longest: Int32 = 0
        var rests: [(text: ByteRange, canonical: Int)] = []
        let place = remainder.mark
        var isEmpty = true
        var restBytes = ByteBuffer()
        if cursor.enter(closing: 0x5D) {
            repeat {
                guard cursor.peek() == 0x7B else { return nil }
                let mark = remainder.mark
                guard let frames = try sensor(&cursor, depth: depth + 2, mark) else { return nil }
                longest = max(longest, frames)
                if !remainder.isEmpty(since: mark) { isEmpty = false }
                let text = try remainder.close(mark, arena: &arena, evenIfEmpty: true)
                restBytes.append(
                    remainder.canonical.base + mark.canonical, remainder.canonical.count - mark.canonical)
                remainder.rewind(to: mark)
                rests.append((text, restBytes.count))
            } while try cursor.another(closing: 0x5D)
        }
        canonical.append(Mark.sensors)
        canonical.append(word: UInt64(rests.count))
        if isEmpty { return longest }
        let start = arena.count
        arena.append(0x5B)
        for (index, rest) in rests.enumerated() {
            if index > 0 { arena.append(0x2C) }
            arena.appendOwn(rest.text.offset, rest.text.count)
        }
        arena.append(0x5D)
        remainder.canonical.append(0x5B)
        remainder.canonical.append(restBytes.base, restBytes.count)
        remainder.canonical.append(0x5D)
        remainder.add(
            "sensors", text: .arena(start, arena.count - start), canonicalFrom: place.canonical, arena: &arena
        )
        return longest
    }

    /// One sensor: its frames; nil when its body must be read another way, which makes the whole list JSON.
    private mutating func sensor(
        _ cursor: inout JSONCursor, depth: Int, _ mark: Remainder.Mark
    ) throws(JSONFault) -> Int32? {
        var record = SensorRecord()
        let place = rows.sensors.count
        let firstFrame = rows.frames.count
        try DecodedRows.checkRoom(rows.sensors.count, of: "sensors", at: cursor.offset)
        rows.sensors.append(record)
        var seen: UInt32 = 0
        // The name is needed for the frames, which may come first.
        record.name = try sensorName(cursor, depth: depth)
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                switch key.count {
                case 4 where key.equals("name"):
                    try once(Member.name, &seen, key, offset)
                    _ = try text(key, offset, &cursor, depth: depth)
                case 9 where key.equals("task_type"):
                    try once(Member.taskType, &seen, key, offset)
                    record.taskType = try text(key, offset, &cursor, depth: depth)
                case 10 where key.equals("attributes"):
                    try once(Member.body, &seen, key, offset)
                    if cursor.at.pointee == 0x7B {
                        try sensorBody(&cursor, depth: depth + 1, &record)
                    } else {
                        try keep(key, offset, &cursor, depth: depth)
                    }
                default: try keep(key, offset, &cursor, depth: depth)
                }
            } while try cursor.another(closing: 0x7D)
        }
        rows.sensors[place] = record
        canonical.append(Mark.sensor)
        setUntyped(record.taskType, frames: firstFrame..<rows.frames.count)
        canonical.append(record.structure.rawValue)
        digest(record.name)
        digest(record.taskType)
        return record.frames
    }

    private mutating func sensorBody(
        _ cursor: inout JSONCursor, depth: Int, _ record: inout SensorRecord
    ) throws(JSONFault) {
        let beginning = cursor
        let rowsBefore = rows.mark
        let bytesBefore = canonical.count
        let mark = remainder.mark
        var kept: Kept = []
        while true {
            var body = Body()
            let misread = try self.body(
                &cursor, depth: depth, kept: kept, sensor: record.name, mark, &body)
            if misread.isEmpty {
                record.structure = body.structure
                record.formatVersion = body.formatVersion
                record.frames = body.frames
                return
            }
            kept.formUnion(misread)
            cursor = beginning
            rows.removeAll(after: rowsBefore)
            canonical.truncate(to: bytesBefore)
            remainder.rewind(to: mark)
        }
    }

    /// Looks ahead for a sensor's name.
    private mutating func sensorName(_ cursor: JSONCursor, depth: Int) throws(JSONFault) -> ByteRange {
        var ahead = cursor
        guard ahead.enter(closing: 0x7D) else { return .absent }
        repeat {
            let (key, _) = try key(&ahead)
            if key.equals("name") {
                guard ahead.at.pointee == 0x22 else { return .absent }
                return textRange(try ahead.string()) ?? .absent
            }
            try skip(&ahead, depth: depth + 1)
        } while try ahead.another(closing: 0x7D)
        return .absent
    }

    /// Steps over a value that is read properly later.
    private mutating func skip(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) {
        switch cursor.peek() {
        case 0x7B, 0x5B:
            let length = valueLength(cursor)
            if length == 0 { throw cursor.fault(.endOfInput, at: cursor.end) }
            cursor.at += length
        default:
            let mark = remainder.mark
            let text = arena.count
            _ = try json(&cursor, depth: depth)
            remainder.rewind(to: mark)
            arena.truncate(to: text)
        }
    }
}
