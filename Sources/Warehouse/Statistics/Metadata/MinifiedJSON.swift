/// Lends the parts of JSON as the warehouse stores it, minified and correct, without building a tree.
enum MinifiedJSON {
    enum Kind {
        case null, flag, number, text, list, object
    }

    static func kind(of value: UnsafeRawBufferPointer) -> Kind {
        switch value.first ?? 0 {
        case 0x22: .text
        case 0x5B: .list
        case 0x7B: .object
        case 0x74, 0x66: .flag
        case 0x2D, 0x30...0x39: .number
        default: .null
        }
    }

    /// Calls `body` with the bytes of each key, quotes included, and those of its value; never for anything but an
    /// object.
    static func forEachMember(
        of object: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        guard object.first == 0x7B else { return }
        var at = 1
        while at < object.count, object[at] == 0x22 {
            let colon = end(ofText: at, in: object)
            let valueEnd = end(ofValue: colon + 1, in: object)
            guard valueEnd > colon + 1 else { return }
            try body(piece(object, at..<colon), piece(object, colon + 1..<valueEnd))
            at = valueEnd + 1
        }
    }

    /// Calls `body` with the bytes of each element; never for anything but a list.
    static func forEachElement(
        of list: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        guard list.first == 0x5B else { return }
        var at = 1
        while at < list.count, list[at] != 0x5D {
            let end = end(ofValue: at, in: list)
            guard end > at else { return }
            try body(piece(list, at..<end))
            at = end + 1
        }
    }

    private static func piece(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UnsafeRawBufferPointer
    {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// The offset after the text whose opening quote is at an offset.
    private static func end(ofText start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var at = start + 1
        while at < bytes.count {
            switch bytes[at] {
            case 0x22: return at + 1
            case 0x5C: at += 2
            default: at += 1
            }
        }
        return bytes.count
    }

    private static func end(ofValue start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var at = start
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x22:
                at = end(ofText: at, in: bytes)
                continue
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D:
                if depth == 0 { return at }
                depth -= 1
            case 0x2C where depth == 0: return at
            default: break
            }
            at += 1
        }
        return bytes.count
    }

    /// The double nearest to a number; infinite beyond the range of doubles.
    static func double(_ literal: UnsafeRawBufferPointer) -> Double {
        everyday(literal) ?? Double(String(decoding: literal, as: UTF8.self)) ?? .nan
    }

    private static let powersOfTen = [
        1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A number of at most 15 digits without an exponent: both its digits and the power of ten are exact doubles, so
    /// that their quotient is the nearest one (W. D. Clinger, "How to read floating point numbers accurately").
    private static func everyday(_ literal: UnsafeRawBufferPointer) -> Double? {
        guard literal.count <= 17 else { return nil }
        var digits: Int64 = 0
        var count = 0
        var decimals: Int?
        for (index, byte) in literal.enumerated() {
            switch byte {
            case 0x30...0x39:
                digits = digits * 10 + Int64(byte - 0x30)
                count += 1
                if let known = decimals { decimals = known + 1 }
            case 0x2E where decimals == nil: decimals = 0
            case 0x2D where index == 0: continue
            default: return nil
            }
        }
        guard count > 0, count <= 15 else { return nil }
        let value = Double(digits) / powersOfTen[decimals ?? 0]
        return literal.first == 0x2D ? -value : value
    }
}
