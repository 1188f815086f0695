extension SampleDecoder {
    /// A list of links; false when an element is no object.
    mutating func links(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) -> Bool {
        let first = rows.links.count
        if cursor.enter(closing: 0x5D) {
            repeat {
                guard cursor.peek() == 0x7B else { return false }
                try link(&cursor, depth: depth + 2)
            } while try cursor.another(closing: 0x5D)
        }
        linkCanonical.append(word: UInt64(rows.links.count - first))
        return true
    }

    private mutating func link(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) {
        let mark = remainder.mark
        var record = LinkRecord()
        var attributes = 0..<0
        var seen: UInt32 = 0
        if cursor.enter(closing: 0x7D) {
            repeat {
                let (key, offset) = try key(&cursor)
                switch key.count {
                case 7 where key.equals("from_id"):
                    try once(1, &seen, key, offset)
                    record.fromID = try integer(key, offset, &cursor, depth: depth)
                case 5 where key.equals("to_id"):
                    try once(2, &seen, key, offset)
                    record.toID = try integer(key, offset, &cursor, depth: depth)
                case 10 where key.equals("attributes"):
                    try once(4, &seen, key, offset)
                    let start = remainder.canonical.count
                    record.attributes = try json(&cursor, depth: depth)
                    attributes = start..<remainder.canonical.count
                default: try keep(key, offset, &cursor, depth: depth)
                }
            } while try cursor.another(closing: 0x7D)
        }
        Self.digest(record.fromID, into: &linkCanonical)
        Self.digest(record.toID, into: &linkCanonical)
        linkCanonical.append(record.attributes.isAbsent ? 0 : 1)
        linkCanonical.append(remainder.canonical.base + attributes.lowerBound, attributes.count)
        record.extra = try remainder.close(mark, arena: &arena)
        linkCanonical.append(
            remainder.canonical.base + mark.canonical, remainder.canonical.count - mark.canonical)
        remainder.rewind(to: mark)
        try DecodedRows.checkRoom(rows.links.count, of: "links", at: cursor.offset)
        rows.links.append(record)
    }
}
