extension SampleDecoder {
    /// Counts a label's annotations by category and type, now that all of it is known.
    mutating func countAnnotations(of record: LabelRecord, since mark: DecodedRows.Mark) {
        let frames = mark.frames..<rows.frames.count
        let annotations = mark.annotations..<rows.annotations.count
        counts.removeAll()
        let hasUntyped = annotations.contains { rows.annotations[$0].type.isAbsent }
        if hasUntyped { setUntyped(record.labelType, frames: frames) }
        // The words for those, written down once.
        let segment = hasUntyped ? written(UntypedAnnotations.segment.word) : .absent
        let span = hasUntyped ? written(UntypedAnnotations.span.word) : .absent
        var next = annotations.lowerBound
        for frame in frames {
            let end = next + Int(rows.frames[frame].annotations ?? 0)
            for index in next..<end {
                if rows.annotations[index].columns.contains(.categoryID) {
                    counts.count(category: rows.annotations[index].categoryID)
                }
                let type = rows.annotations[index].type
                if !type.isAbsent {
                    count(type: type)
                } else if let untyped = rows.frames[frame].untyped {
                    count(type: untyped == .segment ? segment : span)
                }
            }
            next = end
        }
    }

    private mutating func written(_ word: StaticString) -> ByteRange {
        arena.append(word)
        return .arena(arena.count - word.utf8CodeUnitCount, word.utf8CodeUnitCount)
    }

    @inline(__always)
    private mutating func count(type: ByteRange) {
        let input = input
        let base = UnsafePointer(arena.base)
        counts.count(type: type) { range in
            range.isInArena ? base + range.offset : input + range.offset
        }
    }

    /// Writes the label's counts: as rows for the release's totals, as JSON for its own row.
    mutating func writeCounts(_ record: inout LabelRecord) {
        let firstCategory = rows.categoryCounts.count
        rows.categoryCounts.append(contentsOf: counts.categories)
        record.categoryCountRows = Self.range(firstCategory, rows.categoryCounts.count)
        let firstType = rows.typeCounts.count
        let types = counts.types
        rows.typeCounts.append(contentsOf: types)
        record.typeCountRows = Self.range(firstType, rows.typeCounts.count)
        if !counts.categories.isEmpty {
            let place = arena.count
            for (index, entry) in counts.categories.enumerated() {
                arena.append(index == 0 ? "{\"" : ",\"")
                arena.append(decimal: entry.categoryID)
                arena.append("\":")
                arena.append(decimal: Int64(entry.annotations))
            }
            arena.append(0x7D)
            record.categoryCounts = .arena(place, arena.count - place)
        }
        if !types.isEmpty {
            let place = arena.count
            for (index, entry) in types.enumerated() {
                arena.append(index == 0 ? "{" : ",")
                arena.append(0x22)
                // A word in the input may hold escapes; one in the arena has had them resolved.
                for scalar in String(
                    decoding: UnsafeBufferPointer(start: bytes(entry.type), count: entry.type.count),
                    as: UTF8.self
                ).unicodeScalars {
                    arena.appendJSONEscaped(scalar)
                }
                arena.append("\":")
                arena.append(decimal: Int64(entry.annotations))
            }
            arena.append(0x7D)
            record.typeCounts = .arena(place, arena.count - place)
        }
    }
}
