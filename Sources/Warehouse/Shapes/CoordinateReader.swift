import Platform

/// Reads minified JSON lists of points, `[[x,y],…]` or `[[x,y,z],…]`, into flat numbers.
enum CoordinateReader {
    /// Powers of ten that a double represents exactly.
    static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    /// - Returns: how many numbers each point has, 2 or 3; nil, with nothing appended, for anything else: no list of
    ///   lists of numbers, points of different lengths, a number beyond a double. An empty list has two.
    static func read(_ text: UnsafeRawBufferPointer, into coordinates: Column<Double>) -> Int? {
        let before = coordinates.count
        guard let dimensions = points(text, coordinates) else {
            coordinates.removeLast(coordinates.count - before)
            return nil
        }
        return dimensions
    }

    private static func points(_ text: UnsafeRawBufferPointer, _ coordinates: Column<Double>) -> Int? {
        // The brackets behind every number end it: no number is read beyond the text.
        guard text.count >= 2, let base = text.baseAddress, text[0] == 0x5B, text[text.count - 1] == 0x5D
        else { return nil }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        let end = text.count - 1
        var at = 1
        if at == end { return 2 }
        var dimensions = 0
        return powers.withUnsafeBufferPointer { powers in
            while true {
                guard bytes[at] == 0x5B else { return nil }
                at += 1
                var count = 0
                while true {
                    guard let number = number(bytes, &at, powers) else { return nil }
                    coordinates.append(number)
                    count += 1
                    if bytes[at] == 0x2C {
                        at += 1
                    } else {
                        break
                    }
                }
                guard at < end, bytes[at] == 0x5D, count == 2 || count == 3 else { return nil }
                if dimensions == 0 { dimensions = count }
                guard count == dimensions else { return nil }
                at += 1
                if at == end { return dimensions }
                guard bytes[at] == 0x2C else { return nil }
                at += 1
            }
        }
    }

    /// The number at `at`, which moves past it; nil if it is not a finite number.
    ///
    /// - Parameters:
    ///   - text: with a byte after the number.
    ///   - powers: ``powers``.
    @inline(__always)
    static func number(
        _ text: UnsafePointer<UInt8>, _ at: inout Int, _ powers: UnsafeBufferPointer<Double>
    ) -> Double? {
        let start = at
        let isNegative = text[at] == 0x2D
        if isNegative { at += 1 }
        var mantissa: UInt64 = 0
        let first = at
        while text[at] &- 0x30 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(text[at] &- 0x30)
            at += 1
        }
        var digits = at - first
        guard digits > 0 else { return nil }
        var decimals = 0
        if text[at] == 0x2E {
            at += 1
            let fraction = at
            while text[at] &- 0x30 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(text[at] &- 0x30)
                at += 1
            }
            decimals = at - fraction
            digits += decimals
        }
        // Both are exact, so that the quotient is rounded only once (Clinger 1990).
        if text[at] | 0x20 != 0x65, digits <= 19, mantissa <= 1 << 53, decimals <= 22 {
            let value = Double(mantissa) / powers[decimals]
            return isNegative ? -value : value
        }
        return rare(text, start, &at)
    }

    @inline(never)
    private static func rare(_ text: UnsafePointer<UInt8>, _ start: Int, _ at: inout Int) -> Double? {
        if text[at] | 0x20 == 0x65 {
            at += 1
            if text[at] == 0x2B || text[at] == 0x2D { at += 1 }
            while text[at] &- 0x30 < 10 { at += 1 }
        }
        let value = (text + start).withMemoryRebound(to: CChar.self, capacity: 1) { strtod($0, nil) }
        return value.isFinite ? value : nil
    }
}
