extension SampleDecoder {
    /// `position`, `dimensions` or `rotation`: columns when the object holds exactly their numbers. Otherwise the
    /// object goes to `extra`, and the columns show what they can.
    mutating func cuboidVector(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ parts: inout AnnotationParts, _ column: CuboidRecord.Columns
    ) throws(JSONFault) {
        var ahead = cursor
        var isWhole = false
        if cursor.at.pointee == 0x7B {
            let isRotation = column == .rotation
            var values = SIMD4<Double>(repeating: .nan)
            isWhole = try vector(&ahead, isRotation: isRotation, &values)
            parts.hasCuboid = true
            switch column {
            case .position: parts.cuboid.center = SIMD3(values.x, values.y, values.z)
            case .dimensions: parts.cuboid.size = SIMD3(values.x, values.y, values.z)
            default: parts.cuboid.rotation = values
            }
        }
        if isWhole {
            parts.cuboid.columns.insert(column)
            cursor = ahead
        } else {
            try keep(key, offset, &cursor, depth: depth)
        }
    }

    /// `yaw`: a column when a double holds it exactly; a number that none does is shown rounded, and goes to `extra`.
    mutating func yaw(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int,
        _ parts: inout AnnotationParts
    ) throws(JSONFault) {
        guard Self.beginsNumber(cursor.at.pointee) else {
            return try keep(key, offset, &cursor, depth: depth)
        }
        var ahead = cursor
        let number = try ahead.number()
        parts.hasCuboid = true
        if let exact = number.value.exactDouble {
            parts.cuboid.yaw = exact
            parts.cuboid.columns.insert(.yaw)
            cursor = ahead
        } else {
            parts.cuboid.yaw = number.nearestDouble
            try keep(key, offset, &cursor, depth: depth)
        }
    }

    /// An object of `x`, `y`, `z` or of `qx`, `qy`, `qz`, `qw`; false when it holds more, less or something else.
    private mutating func vector(
        _ cursor: inout JSONCursor, isRotation: Bool, _ values: inout SIMD4<Double>
    ) throws(JSONFault) -> Bool {
        var isWhole = true
        var found = 0
        let expected = isRotation ? 4 : 3
        guard cursor.enter(closing: 0x7D) else { return false }
        repeat {
            let (key, offset) = try key(&cursor)
            let axis = Self.axis(key, isRotation: isRotation)
            if let axis, Self.beginsNumber(cursor.at.pointee) {
                let number = try cursor.number()
                guard values[axis].isNaN else {
                    throw JSONFault(offset: offset, problem: .duplicateKey(key.text))
                }
                switch number.value {
                case .integer(let whole):
                    values[axis] = Double(whole)
                    if number.value.exactDouble == nil { isWhole = false }
                case .real(let double): values[axis] = double
                case .huge:
                    values[axis] = number.nearestDouble
                    isWhole = false
                }
                found += 1
            } else {
                isWhole = false
                let start = arena.count
                let mark = remainder.mark
                _ = try json(&cursor, depth: Self.sampleDepth)
                remainder.rewind(to: mark)
                arena.truncate(to: start)
            }
        } while try cursor.another(closing: 0x7D)
        return isWhole && found == expected
    }

    @inline(__always)
    private static func axis(_ key: JSONString, isRotation: Bool) -> Int? {
        let letter: UInt8
        if isRotation {
            guard key.count == 2, key.start[0] == 0x71 else { return nil }
            letter = key.start[1]
            if letter == 0x77 { return 3 }
        } else {
            guard key.count == 1 else { return nil }
            letter = key.start[0]
        }
        return letter >= 0x78 && letter <= 0x7A ? Int(letter - 0x78) : nil
    }
}
