import CBytes

/// A string as it is in the input: its bytes between the quotes, escapes and all.
struct JSONString {
    var start: UnsafePointer<UInt8>
    var count: Int
    var hasEscapes: Bool

    /// Compares with a key that needs no escapes. Only for strings without escapes; callers resolve those first.
    @inline(__always)
    func equals(_ key: StaticString) -> Bool {
        guard count == key.utf8CodeUnitCount else { return false }
        let other = key.utf8Start
        for index in 0..<count where start[index] != other[index] { return false }
        return true
    }
}

/// A literal number: its bytes and their value.
struct JSONNumberLiteral {
    var start: UnsafePointer<UInt8>
    var count: Int
    var value: JSONNumber

    /// The double that is nearest; NaN beyond the range of doubles.
    var nearestDouble: Double {
        switch value {
        case .integer(let whole): return Double(whole)
        case .real(let double): return double
        case .huge:
            let double = slowDouble(start, count)
            return double.isFinite ? double : .nan
        }
    }
}

/// A pull cursor over JSON bytes that accepts what RFC 8259 allows and nothing else.
///
/// The bytes must be readable for ``ByteBuffer/padding`` bytes behind the end. The cursor keeps no state but its
/// place; who calls it keeps the structure.
struct JSONCursor {
    /// Deeper nesting is refused.
    static let maximumDepth = 512

    var at: UnsafePointer<UInt8>
    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        at = bytes
        start = bytes
        end = bytes + count
    }

    var offset: Int { at - start }

    // MARK: Faults

    @inline(never)
    func fault(_ problem: JSONFault.Problem) -> JSONFault {
        fault(problem, at: at)
    }

    @inline(never)
    func fault(_ problem: JSONFault.Problem, at place: UnsafePointer<UInt8>) -> JSONFault {
        if place >= end { return JSONFault(offset: end - start, problem: .endOfInput) }
        return JSONFault(offset: place - start, problem: problem)
    }

    // MARK: Structure

    @inline(__always)
    mutating func skipSpace() {
        if at.pointee > 0x20 { return }
        skipLongSpace()
    }

    private mutating func skipLongSpace() {
        while at < end {
            switch at.pointee {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    /// The next byte that is not white space; 0 at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        skipSpace()
        return at < end ? at.pointee : 0
    }

    @inline(__always)
    mutating func expect(_ byte: UInt8, _ what: StaticString) throws(JSONFault) {
        skipSpace()
        guard at < end, at.pointee == byte else { throw fault(.expected("\(what)")) }
        at += 1
    }

    /// After a member or an element: true when another one follows, false when the container closed.
    @inline(__always)
    mutating func another(closing: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        let byte = at.pointee
        if at < end {
            if byte == 0x2C {
                at += 1
                return true
            }
            if byte == closing {
                at += 1
                return false
            }
        }
        throw fault(.expected(closing == 0x7D ? "',' or '}'" : "',' or ']'"))
    }

    /// Enters an object or array; false when it is empty and already left.
    @inline(__always)
    mutating func enter(closing: UInt8) -> Bool {
        at += 1
        if peek() == closing, at < end {
            at += 1
            return false
        }
        return true
    }

    /// A member's key and the colon behind it; the cursor is at the value then.
    @inline(__always)
    mutating func key() throws(JSONFault) -> JSONString {
        skipSpace()
        guard at < end, at.pointee == 0x22 else { throw fault(.expected("a key in double quotes")) }
        let key = try string()
        try expect(0x3A, "':'")
        skipSpace()
        return key
    }

    // MARK: Scalars

    /// The string that begins at the cursor's quote; checks its escapes, its UTF-8 and its control characters.
    @inline(__always)
    mutating func string() throws(JSONFault) -> JSONString {
        at += 1
        let first = at
        var hasEscapes = false
        while true {
            let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self).littleEndian
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            let quote = word ^ 0x2222_2222_2222_2222
            let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            let special =
                ((quote &- ones) & ~quote | (slash &- ones) & ~slash
                    | (word &- 0x2020_2020_2020_2020) & ~word | word) & highs
            if special == 0 {
                at += 8
                if at >= end { throw fault(.endOfInput, at: end) }
                continue
            }
            at += special.trailingZeroBitCount >> 3
            if at >= end { throw fault(.endOfInput, at: end) }
            let byte = at.pointee
            if byte == 0x22 {
                let string = JSONString(start: first, count: at - first, hasEscapes: hasEscapes)
                at += 1
                return string
            }
            if byte == 0x5C {
                hasEscapes = true
                try skipEscape()
            } else if byte < 0x20 {
                throw fault(.controlCharacter)
            } else if byte >= 0x80 {
                try skipUTF8()
            } else {
                at += 1
            }
        }
    }

    private mutating func skipEscape() throws(JSONFault) {
        let slash = at
        guard at + 1 < end else { throw fault(.endOfInput, at: end) }
        switch at[1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
        case 0x75:
            at += 2
            let unit = try hexUnit(slash)
            if unit & 0xFC00 == 0xDC00 { throw fault(.loneSurrogate, at: slash) }
            guard unit & 0xFC00 == 0xD800 else { return }
            guard at < end else { throw fault(.endOfInput, at: end) }
            guard at.pointee == 0x5C else { throw fault(.loneSurrogate, at: slash) }
            guard at + 1 < end else { throw fault(.endOfInput, at: end) }
            guard at[1] == 0x75 else { throw fault(.loneSurrogate, at: slash) }
            at += 2
            let low = try hexUnit(slash)
            if low & 0xFC00 != 0xDC00 { throw fault(.loneSurrogate, at: slash) }
        default: throw fault(.invalidEscape)
        }
    }

    private mutating func hexUnit(_ slash: UnsafePointer<UInt8>) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < end else { throw fault(.endOfInput, at: end) }
            guard let digit = hexDigit(at.pointee) else { throw fault(.invalidEscape, at: slash) }
            unit = unit << 4 | digit
            at += 1
        }
        return unit
    }

    /// Steps over one character beyond ASCII, in the well-formed sequences of Unicode's table 3-7.
    private mutating func skipUTF8() throws(JSONFault) {
        let lead = at.pointee
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        let trailing: Int
        switch lead {
        case 0xC2...0xDF: trailing = 1
        case 0xE0:
            trailing = 2
            low = 0xA0
        case 0xED:
            trailing = 2
            high = 0x9F
        case 0xE1...0xEF: trailing = 2
        case 0xF0:
            trailing = 3
            low = 0x90
        case 0xF4:
            trailing = 3
            high = 0x8F
        case 0xF1...0xF3: trailing = 3
        default: throw fault(.invalidUTF8)
        }
        for index in 1...trailing {
            guard at + index < end else { throw fault(.endOfInput, at: end) }
            let byte = at[index]
            if byte < low || byte > high { throw fault(.invalidUTF8) }
            low = 0x80
            high = 0xBF
        }
        at += trailing + 1
    }

    /// The number that begins at the cursor.
    @inline(__always)
    mutating func number() throws(JSONFault) -> JSONNumberLiteral {
        let first = at
        var isNegative = false
        if at.pointee == 0x2D {
            isNegative = true
            at += 1
        }
        var mantissa: UInt64 = 0
        let digits = at
        while true {
            let digit = at.pointee &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            at += 1
        }
        var significant = at - digits
        if significant == 0 || significant > 1 && digits.pointee == 0x30 {
            throw numberFault(first)
        }
        let next = at.pointee
        if next != 0x2E && next | 0x20 != 0x65 {
            guard at <= end else { throw fault(.endOfInput, at: end) }
            let value: JSONNumber =
                significant > 18
                ? extremeNumber(first, at - first) : .integer(isNegative ? -Int64(mantissa) : Int64(mantissa))
            return JSONNumberLiteral(start: first, count: at - first, value: value)
        }
        var exponent = 0
        if next == 0x2E {
            at += 1
            let fraction = at
            while at + 8 <= end {
                let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self).littleEndian
                guard let eight = Self.eightDigits(word) else { break }
                mantissa = mantissa &* 100_000_000 &+ eight
                at += 8
            }
            while true {
                let digit = at.pointee &- 0x30
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                at += 1
            }
            if at == fraction { throw numberFault(first) }
            exponent = fraction - at
            significant += at - fraction
        }
        if at.pointee | 0x20 == 0x65 {
            at += 1
            var isNegativeExponent = false
            if at.pointee == 0x2D {
                isNegativeExponent = true
                at += 1
            } else if at.pointee == 0x2B {
                at += 1
            }
            let power = at
            var explicit = 0
            while true {
                let digit = at.pointee &- 0x30
                if digit > 9 { break }
                if explicit < 1_000_000 { explicit = explicit * 10 + Int(digit) }
                at += 1
            }
            if at == power { throw numberFault(first) }
            exponent += isNegativeExponent ? -explicit : explicit
        }
        if at > end { throw fault(.endOfInput, at: end) }
        let double: Double
        if significant <= 19, mantissa < 1 << 53, exponent >= -22, exponent <= 22 {
            // Both are exact doubles: one rounding, hence the right one.
            let exact = Double(mantissa)
            double =
                exponent < 0
                ? exact / relwh_power_of_ten(Int32(-exponent)) : exact * relwh_power_of_ten(Int32(exponent))
        } else if significant <= 19, let rounded = eiselLemire(mantissa, exponent) {
            double = rounded
        } else {
            double = abs(slowDouble(first, at - first))
        }
        let value: JSONNumber
        if double < 0x1p53, double > 0 || mantissa == 0 && significant <= 19 {
            value = JSONNumber(rounded: isNegative ? -double : double)
        } else {
            value = extremeNumber(first, at - first)
        }
        return JSONNumberLiteral(start: first, count: at - first, value: value)
    }

    /// The number at the cursor if it is of the everyday kind, which coordinates are: no exponent, and few enough
    /// digits that its double is found at once. Otherwise nil, and the cursor stays.
    @inline(__always)
    mutating func everydayNumber() -> Double? {
        var next = at
        var isNegative = false
        if next.pointee == 0x2D {
            isNegative = true
            next += 1
        }
        let digits = next
        var mantissa: UInt64 = 0
        while true {
            let digit = next.pointee &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            next += 1
        }
        let whole = next - digits
        guard whole > 0, whole < 10, whole == 1 || digits.pointee != 0x30 else { return nil }
        var double: Double
        if next.pointee == 0x2E {
            next += 1
            let fraction = next
            if let eight = Self.eightDigits(
                UnsafeRawPointer(next).loadUnaligned(as: UInt64.self).littleEndian)
            {
                mantissa = mantissa &* 100_000_000 &+ eight
                next += 8
            }
            while true {
                let digit = next.pointee &- 0x30
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                next += 1
            }
            let places = next - fraction
            guard places > 0, whole + places < 19 else { return nil }
            if mantissa < 1 << 53 {
                double = Double(mantissa) / relwh_power_of_ten(Int32(truncatingIfNeeded: places))
            } else if let rounded = eiselLemire(mantissa, -places) {
                double = rounded
            } else {
                return nil
            }
        } else {
            double = Double(mantissa)
        }
        guard next.pointee | 0x20 != 0x65, next < end else { return nil }
        at = next
        return isNegative ? -double : double
    }

    /// A number is at fault as a whole, unless it was cut short.
    @inline(never)
    private func numberFault(_ first: UnsafePointer<UInt8>) -> JSONFault {
        at >= end ? fault(.endOfInput) : fault(.invalidNumber, at: first)
    }

    @inline(__always)
    private static func eightDigits(_ word: UInt64) -> UInt64? {
        let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        let carried = (word &+ 0x0606_0606_0606_0606) & upper
        guard word & upper | carried >> 4 == 0x3333_3333_3333_3333 else { return nil }
        var value = word &- 0x3030_3030_3030_3030
        value = (value &* 10) &+ (value >> 8)
        let odd = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let even = ((value >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (odd &+ even) >> 32
    }

    /// `true`, `false` or `null`, spelled out at the cursor.
    @inline(__always)
    mutating func literal(_ word: StaticString) throws(JSONFault) {
        let letters = word.utf8Start
        let first = at
        for index in 0..<word.utf8CodeUnitCount {
            guard at < end else { throw fault(.endOfInput) }
            guard at.pointee == letters[index] else { throw fault(.expected("a value"), at: first) }
            at += 1
        }
    }
}

@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
}
