extension SampleDecoder {
    /// `points`: a list of `[x, y]` or `[x, y, z]` becomes coordinates and minified text; anything else stays JSON.
    mutating func points(
        _ cursor: inout JSONCursor, depth: Int, _ parts: inout AnnotationParts
    ) throws(JSONFault) {
        coordinates.removeAll()
        let place = arena.count
        let beginning = cursor
        if cursor.at.pointee == 0x5B, let read = try coordinateList(&cursor) {
            parts.dimensions = read.dimensions
            parts.pointsCount = read.points
            parts.record.vertices = Int32(truncatingIfNeeded: read.points)
            parts.record.columns.insert(.vertices)
            parts.record.points = .arena(place, arena.count - place)
            if read.isExact {
                parts.points = .coordinates
                return
            }
            arena.truncate(to: place)
        } else {
            arena.truncate(to: place)
            coordinates.removeAll()
        }
        cursor = beginning
        let start = remainder.canonical.count
        parts.record.points = try json(&cursor, depth: depth)
        parts.otherPoints = start..<remainder.canonical.count
        parts.points = .other
    }

    private struct CoordinateList {
        var points = 0
        /// 2 or 3 where all points agree, else 0.
        var dimensions = 0
        /// Whether doubles hold every coordinate exactly and all points have as many.
        var isExact = true
    }

    /// Reads coordinates and writes them minified; nil when the list is not one of points.
    private mutating func coordinateList(_ cursor: inout JSONCursor) throws(JSONFault) -> CoordinateList? {
        let place = arena.count
        if let list = everydayList(&cursor) { return list }
        arena.truncate(to: place)
        coordinates.removeAll()
        var list = CoordinateList()
        arena.append(0x5B)
        guard cursor.enter(closing: 0x5D) else {
            arena.append(0x5D)
            return list
        }
        while true {
            guard cursor.peek() == 0x5B else { return nil }
            cursor.at += 1
            arena.append(0x5B)
            let first = coordinates.count
            while true {
                guard Self.beginsNumber(cursor.peek()) else { return nil }
                let number = try cursor.number()
                switch number.value {
                case .real(let double): coordinates.append(double)
                case .integer(let whole):
                    coordinates.append(Double(whole))
                    if number.count > 15, number.value.exactDouble == nil { list.isExact = false }
                case .huge: return nil
                }
                arena.append(number.start, number.count)
                guard try cursor.another(closing: 0x5D) else { break }
                arena.append(0x2C)
            }
            arena.append(0x5D)
            let dimensions = coordinates.count - first
            guard dimensions == 2 || dimensions == 3 else { return nil }
            if list.points == 0 {
                list.dimensions = dimensions
            } else if list.dimensions != dimensions {
                // Of points that disagree x and y still make a hull.
                if list.dimensions == 3 { keepPlane(of: list.points) }
                list.dimensions = 0
                list.isExact = false
            }
            if dimensions == 3, list.dimensions == 0 { coordinates.removeLast() }
            list.points += 1
            guard try cursor.another(closing: 0x5D) else { break }
            arena.append(0x2C)
        }
        arena.append(0x5D)
        return list
    }

    /// The same for lists as nearly all are: plain numbers, as many to each point. Others are nil: nothing is said
    /// about them.
    @inline(__always)
    private mutating func everydayList(_ cursor: inout JSONCursor) -> CoordinateList? {
        var ahead = cursor
        var list = CoordinateList()
        arena.append(0x5B)
        ahead.at += 1
        while true {
            guard ahead.peek() == 0x5B else { return nil }
            ahead.at += 1
            arena.append(0x5B)
            guard everydayCoordinate(&ahead), ahead.peek() == 0x2C else { return nil }
            ahead.at += 1
            arena.append(0x2C)
            guard everydayCoordinate(&ahead) else { return nil }
            var dimensions = 2
            if ahead.peek() == 0x2C {
                ahead.at += 1
                arena.append(0x2C)
                guard everydayCoordinate(&ahead) else { return nil }
                dimensions = 3
            }
            guard ahead.peek() == 0x5D, list.points == 0 || list.dimensions == dimensions else { return nil }
            ahead.at += 1
            arena.append(0x5D)
            list.dimensions = dimensions
            list.points += 1
            let next = ahead.peek()
            ahead.at += 1
            if next == 0x2C {
                arena.append(0x2C)
            } else if next == 0x5D, ahead.at <= ahead.end {
                arena.append(0x5D)
                cursor = ahead
                return list
            } else {
                return nil
            }
        }
    }

    @inline(__always)
    private mutating func everydayCoordinate(_ cursor: inout JSONCursor) -> Bool {
        cursor.skipSpace()
        let first = cursor.at
        guard let value = cursor.everydayNumber() else { return false }
        coordinates.append(value)
        // Such a number is short: it is copied as one block, and what is too much is written over.
        arena.appendBlock(first, cursor.at - first)
        return true
    }

    /// Takes the height from the first points, which have three coordinates each.
    private mutating func keepPlane(of points: Int) {
        coordinates.dropThird(of: points)
    }
}
