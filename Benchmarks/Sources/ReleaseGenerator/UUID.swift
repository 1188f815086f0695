/// A version 4 UUID made from a random source.
struct UUID {
    private let high: UInt64
    private let low: UInt64

    init(from random: inout RandomSource) {
        high = random.next() & ~0xF000 | 0x4000
        low = random.next() & ~0xC000_0000_0000_0000 | 0x8000_0000_0000_0000
    }

    /// Calls `body` with each of the 36 ASCII characters of the usual text form.
    @inline(__always)
    func forEachCharacter(_ body: (UInt8) -> Void) {
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { body(UInt8(ascii: "-")) }
            let word = place < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (place & 15))) & 15
            body(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    var text: String {
        var text = ""
        forEachCharacter { text.unicodeScalars.append(Unicode.Scalar($0)) }
        return text
    }
}
