import CBytes

extension SampleDecoder {
    private enum Member {
        static let uuid: UInt32 = 1 << 0
        static let name: UInt32 = 1 << 1
        static let attributes: UInt32 = 1 << 2
        static let metadata: UInt32 = 1 << 3
        static let labels: UInt32 = 1 << 4
    }

    /// The length of the object or array at the cursor; 0 when it does not end.
    func valueLength(_ cursor: JSONCursor) -> Int {
        relwh_value_length(cursor.at, cursor.end - cursor.at)
    }

    /// The sample whose object is all of the cursor's bytes.
    mutating func sample(_ cursor: inout JSONCursor, rawDigest: Digest) throws(JSONFault) {
        var record = SampleRecord(rawDigest: rawDigest)
        let mark = remainder.mark
        let firstLabel = rows.labels.count
        var seen: UInt32 = 0
        var attributes = 0..<0
        var metadata = 0..<0
        let beginning = cursor.offset
        try cursor.expect(0x7B, "a sample, an object")
        cursor.at -= 1
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                let depth = Self.sampleDepth
                switch key.count {
                case 4 where key.equals("uuid"):
                    try once(Member.uuid, &seen, key, offset)
                    record.uuid = try uuid(&cursor)
                case 4 where key.equals("name"):
                    try once(Member.name, &seen, key, offset)
                    record.name = try text(key, offset, &cursor, depth: depth)
                case 10 where key.equals("attributes"):
                    try once(Member.attributes, &seen, key, offset)
                    let start = remainder.canonical.count
                    record.attributes = try json(&cursor, depth: depth)
                    attributes = start..<remainder.canonical.count
                case 8 where key.equals("metadata"):
                    try once(Member.metadata, &seen, key, offset)
                    let start = remainder.canonical.count
                    record.metadata = try json(&cursor, depth: depth)
                    metadata = start..<remainder.canonical.count
                case 6 where key.equals("labels"):
                    try once(Member.labels, &seen, key, offset)
                    if cursor.at.pointee == 0x7B {
                        try labels(&cursor, depth: depth + 1)
                    } else {
                        try keep(key, offset, &cursor, depth: depth)
                    }
                default: try keep(key, offset, &cursor, depth: depth)
                }
            } while try cursor.another(closing: 0x7D)
        }
        if record.uuid.isAbsent {
            throw JSONFault(
                offset: beginning,
                problem: .rule(
                    expected: "a sample with a `uuid`", found: "none",
                    advice: "every sample of a release has one, which identifies it"))
        }
        record.labels = Self.range(firstLabel, rows.labels.count)
        summarise(&record)

        canonical.truncate(to: 0)
        digest(record.uuid)
        digest(record.name)
        canonical.append(record.attributes.isAbsent ? 0 : 1)
        digestRemainder(from: attributes.lowerBound, count: attributes.count)
        canonical.append(record.metadata.isAbsent ? 0 : 1)
        digestRemainder(from: metadata.lowerBound, count: metadata.count)
        record.extra = try remainder.close(mark, arena: &arena)
        digestRemainder(from: mark.canonical, count: remainder.canonical.count - mark.canonical)
        remainder.rewind(to: mark)
        record.versionDigest = Digest.of(canonical.base, canonical.count)
        record.stateDigest = stateDigest(of: record)
        if arena.count > ByteRange.largestArena {
            throw JSONFault(
                offset: beginning, problem: .tooLarge("a sample that takes more than 2 GB to decode"))
        }
        rows.samples.append(record)
    }

    private mutating func uuid(_ cursor: inout JSONCursor) throws(JSONFault) -> ByteRange {
        let place = cursor
        let advice = "every sample of a release has one, which identifies it"
        guard cursor.peek() == 0x22 else {
            if cursor.at >= cursor.end { throw cursor.fault(.endOfInput) }
            guard let kind = JSONFault.kind(cursor.at.pointee) else {
                throw cursor.fault(.expected("a value"))
            }
            throw place.fault(.rule(expected: "a `uuid` that is a string", found: kind, advice: advice))
        }
        let string = try cursor.string()
        guard let range = textRange(string), range.count > 0 else {
            throw place.fault(
                .rule(
                    expected: "a `uuid` that is a string", found: "an empty one, or one with U+0000",
                    advice: advice))
        }
        return range
    }

    /// `labels`, an object: one member for each labelset.
    private mutating func labels(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) {
        let mark = remainder.mark
        labelsetNames.removeAll()
        guard cursor.enter(closing: 0x7D) else {
            // No label is not the same as no `labels`.
            let empty = try remainder.close(mark, arena: &arena, evenIfEmpty: true)
            remainder.add("labels", text: empty, canonicalFrom: mark.canonical, arena: &arena)
            return
        }
        repeat {
            let (key, offset) = try key(&cursor)
            let labelset = labelsetName(key)
            if let labelset {
                let known = labelsetNames.texts.count
                let input = input
                let base = UnsafePointer(arena.base)
                let number = labelsetNames.number(of: labelset) { range in
                    range.isInArena ? base + range.offset : input + range.offset
                }
                if number < known { throw JSONFault(offset: offset, problem: .duplicateKey(key.text)) }
            }
            guard cursor.at.pointee == 0x7B || cursor.at.pointee == 0x6E else {
                try keep(key, offset, &cursor, depth: depth)
                continue
            }
            guard let labelset else {
                throw JSONFault(
                    offset: offset,
                    problem: .rule(
                        expected: "the name of a labelset", found: "one with U+0000",
                        advice: "rename the labelset; no tool shows such a name completely"))
            }
            try label(labelset, &cursor, depth: depth + 1)
        } while try cursor.another(closing: 0x7D)
        if !remainder.isEmpty(since: mark) {
            let rest = try remainder.close(mark, arena: &arena)
            remainder.add("labels", text: rest, canonicalFrom: mark.canonical, arena: &arena)
        }
    }

    private mutating func labelsetName(_ key: JSONString) -> ByteRange? {
        if key.start == UnsafePointer(keyText.base) {
            for index in 0..<key.count where key.start[index] == 0 { return nil }
            let place = arena.count
            arena.append(key.start, key.count)
            return .arena(place, key.count)
        }
        return textRange(key)
    }

    /// The digest of a sample and its labels, whatever their order.
    private mutating func stateDigest(of record: SampleRecord) -> Digest {
        var hash = Digest.Hash()
        hash.update(record.versionDigest)
        var order = Array(Int(record.labels.lowerBound)..<Int(record.labels.upperBound))
        if order.count > 1 {
            order.sort { one, other in
                let left = UnsafeRawBufferPointer(
                    start: bytes(rows.labels[one].labelset), count: rows.labels[one].labelset.count)
                let right = UnsafeRawBufferPointer(
                    start: bytes(rows.labels[other].labelset), count: rows.labels[other].labelset.count)
                return left.lexicographicallyPrecedes(right)
            }
        }
        canonical.truncate(to: 0)
        for index in order {
            digest(rows.labels[index].labelset)
            canonical.append(rows.labels[index].isNull ? 0 : 1)
            if !rows.labels[index].isNull {
                canonical.append(word: rows.labels[index].digest.words.0)
                canonical.append(word: rows.labels[index].digest.words.1)
            }
        }
        hash.update(canonical.bytes)
        return hash.finish()
    }

    // MARK: What a sample's attributes say

    /// Finds the number of frames and the first asset in the attributes, which were checked and minified before.
    private mutating func summarise(_ record: inout SampleRecord) {
        guard !record.attributes.isAbsent else { return }
        var cursor = JSONCursor(bytes(record.attributes), count: record.attributes.count)
        guard cursor.at.pointee == 0x7B else { return }
        guard let summary = try? asset(&cursor, isFrame: false) else { return }
        record.frames = summary.frames
        if let url = summary.url {
            // By way of another buffer: the arena, which holds the text, may move.
            keyText.truncate(to: 0)
            url.appendText(to: &keyText)
            record.assetURL = .arena(arena.count, keyText.count)
            arena.append(keyText.base, keyText.count)
        }
    }

    private struct Asset {
        var frames: Int32?
        var url: JSONString?
    }

    /// A body of sample attributes: `{image:{url}}`, `{pcd:{url}}`, `{frames:[body]}`, `{sensors:[{attributes:body}]}`.
    private mutating func asset(_ cursor: inout JSONCursor, isFrame: Bool) throws(JSONFault) -> Asset {
        var still: JSONString?
        var isStill = false
        var listed: Asset?
        var longest: Asset?
        guard cursor.enter(closing: 0x7D) else { return Asset() }
        repeat {
            let (key, _) = try key(&cursor)
            let byte = cursor.at.pointee
            if byte == 0x7B, key.equals("image") || key.equals("pcd") {
                isStill = true
                if let url = try assetURL(&cursor) { still = url }
            } else if byte == 0x5B, !isFrame, key.equals("frames") {
                listed = try assetFrames(&cursor)
            } else if byte == 0x5B, !isFrame, key.equals("sensors") {
                longest = try assetSensors(&cursor)
            } else {
                isStill = isStill || key.equals("text") && byte == 0x22
                try step(&cursor)
            }
        } while try cursor.another(closing: 0x7D)
        if let longest { return longest }
        if let listed { return listed }
        return Asset(frames: isStill ? 1 : nil, url: still)
    }

    private mutating func assetURL(_ cursor: inout JSONCursor) throws(JSONFault) -> JSONString? {
        var url: JSONString?
        guard cursor.enter(closing: 0x7D) else { return nil }
        repeat {
            let (key, _) = try key(&cursor)
            if key.equals("url"), cursor.at.pointee == 0x22 {
                url = try cursor.string()
            } else {
                try step(&cursor)
            }
        } while try cursor.another(closing: 0x7D)
        return url
    }

    private mutating func assetFrames(_ cursor: inout JSONCursor) throws(JSONFault) -> Asset {
        var list = Asset(frames: 0)
        guard cursor.enter(closing: 0x5D) else { return list }
        var count: Int32 = 0
        repeat {
            if cursor.at.pointee == 0x7B, count == 0 {
                list.url = try asset(&cursor, isFrame: true).url
            } else {
                try step(&cursor)
            }
            count += 1
        } while try cursor.another(closing: 0x5D)
        list.frames = count
        return list
    }

    private mutating func assetSensors(_ cursor: inout JSONCursor) throws(JSONFault) -> Asset {
        var list = Asset(frames: 0)
        guard cursor.enter(closing: 0x5D) else { return list }
        repeat {
            guard cursor.at.pointee == 0x7B, cursor.at[1] != 0x7D else {
                try step(&cursor)
                continue
            }
            _ = cursor.enter(closing: 0x7D)
            repeat {
                let (key, _) = try key(&cursor)
                if key.equals("attributes"), cursor.at.pointee == 0x7B {
                    let sensor = try asset(&cursor, isFrame: false)
                    list.frames = max(list.frames ?? 0, sensor.frames ?? 0)
                    list.url = list.url ?? sensor.url
                } else {
                    try step(&cursor)
                }
            } while try cursor.another(closing: 0x7D)
        } while try cursor.another(closing: 0x5D)
        return list
    }

    /// Steps over a value of JSON that was checked before.
    private func step(_ cursor: inout JSONCursor) throws(JSONFault) {
        switch cursor.at.pointee {
        case 0x7B, 0x5B: cursor.at += max(valueLength(cursor), 1)
        case 0x22: _ = try cursor.string()
        default:
            while cursor.at < cursor.end, cursor.at.pointee != 0x2C, cursor.at.pointee != 0x7D,
                cursor.at.pointee != 0x5D
            {
                cursor.at += 1
            }
        }
    }
}
