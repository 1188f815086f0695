/// A SplitMix64 sequence: small, fast, and the same on every machine.
struct RandomSource {
    private var state: UInt64

    /// The sequence that belongs to one purpose and the numbers that name it, so that any sample of any
    /// release can be made again without making those before it.
    init(_ seed: UInt64, _ purpose: Purpose, _ a: Int, _ b: Int = 0, _ c: Int = 0) {
        state = seed &+ purpose.rawValue &* 0xD6E8_FEB8_6659_FD93
        mix(in: a)
        mix(in: b)
        mix(in: c)
    }

    init(seed: UInt64) { state = seed }

    enum Purpose: UInt64 {
        case sample = 1
        case removal, label, edit, outline, track
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number from 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A fraction in 0..<1 with all 53 bits of a double in use.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    private mutating func mix(in part: Int) {
        state = Self.mixed(state ^ UInt64(bitPattern: Int64(part)))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
