/// Whether bytes are JSON by RFC 8259 and our own rules (no key twice, no half characters, 512 levels), judged slowly
/// and simply.
struct StrictJSON {
    private let bytes: [UInt8]
    private var at = 0

    private struct Broken: Error {}

    static func accepts(_ bytes: some Sequence<UInt8>, depth: Int = 512) -> Bool {
        var judge = StrictJSON(bytes: Array(bytes))
        do {
            try judge.value(depth)
            judge.space()
            return judge.at == judge.bytes.count
        } catch {
            return false
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func space() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    private mutating func take(_ text: String) throws {
        for byte in text.utf8 {
            guard next == byte else { throw Broken() }
            at += 1
        }
    }

    private mutating func value(_ depth: Int) throws {
        space()
        switch next {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try take("true")
        case UInt8(ascii: "f"): try take("false")
        case UInt8(ascii: "n"): try take("null")
        default: try number()
        }
    }

    private mutating func object(_ depth: Int) throws {
        guard depth > 0 else { throw Broken() }
        at += 1
        var keys: Set<[UInt8]> = []
        space()
        if next == UInt8(ascii: "}") {
            at += 1
            return
        }
        while true {
            space()
            guard next == UInt8(ascii: "\""), keys.insert(try string()).inserted else { throw Broken() }
            space()
            try take(":")
            try value(depth - 1)
            space()
            if next == UInt8(ascii: "}") { break }
            try take(",")
        }
        at += 1
    }

    private mutating func array(_ depth: Int) throws {
        guard depth > 0 else { throw Broken() }
        at += 1
        space()
        if next == UInt8(ascii: "]") {
            at += 1
            return
        }
        while true {
            try value(depth - 1)
            space()
            if next == UInt8(ascii: "]") { break }
            try take(",")
        }
        at += 1
    }

    /// The string's characters as UTF-8.
    private mutating func string() throws -> [UInt8] {
        at += 1
        var units: [UInt8] = []
        var high: UInt32?
        while true {
            guard let byte = next else { throw Broken() }
            if high != nil, byte != UInt8(ascii: "\\") { throw Broken() }
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard String(validating: units, as: UTF8.self) != nil else { throw Broken() }
                return units
            case UInt8(ascii: "\\"):
                let escape = next
                at += 1
                if escape == UInt8(ascii: "u") {
                    let unit = try hexadecimal()
                    if let first = high {
                        guard (0xDC00..<0xE000).contains(unit) else { throw Broken() }
                        high = nil
                        let scalar = 0x1_0000 + (first - 0xD800) * 0x400 + (unit - 0xDC00)
                        units += Array(String(UnicodeScalar(scalar).map(Character.init) ?? "?").utf8)
                    } else if (0xD800..<0xDC00).contains(unit) {
                        high = unit
                    } else {
                        guard let scalar = UnicodeScalar(unit) else { throw Broken() }
                        units += Array(String(Character(scalar)).utf8)
                    }
                    continue
                }
                let plain: [UInt8: UInt8] = [
                    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
                ]
                guard high == nil, let escape, let character = plain[escape] else { throw Broken() }
                units.append(character)
            case 0..<0x20: throw Broken()
            default: units.append(byte)
            }
        }
    }

    private mutating func hexadecimal() throws -> UInt32 {
        guard at + 4 <= bytes.count else { throw Broken() }
        let digits = bytes[at..<at + 4]
        let isHexadecimal = digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit && $0 < 0x80 }
        guard isHexadecimal, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw Broken()
        }
        at += 4
        return value
    }

    private mutating func number() throws {
        if next == UInt8(ascii: "-") { at += 1 }
        let first = next
        let whole = try digits()
        if first == UInt8(ascii: "0"), whole > 1 { throw Broken() }
        if next == UInt8(ascii: ".") {
            at += 1
            _ = try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            _ = try digits()
        }
    }

    private mutating func digits() throws -> Int {
        let first = at
        while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
        guard at > first else { throw Broken() }
        return at - first
    }
}
