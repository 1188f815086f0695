import TestSupport

/// The inputs of `Scripts/record-geometry.py`, number by number as it draws them.
struct ReferenceRandom {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func fraction() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    mutating func signed() -> Double { fraction() * 2 - 1 }
    mutating func below(_ bound: UInt64) -> Int { Int(random.next() % bound) }
}
