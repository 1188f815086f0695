/// Numbers by pairs of an owner and a set of attributes: what was worked out for a pair is used again for each
/// annotation that has both.
struct PairTable {
    private struct Slot {
        var owner: Int32 = -1
        var value: Int32 = 0
        var set: Int64 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 256)
    private var count = 0

    @inline(__always)
    private func index(_ owner: Int32, _ set: Int64) -> Int {
        // The golden ratio's bits spread numbers that follow each other.
        let mixed =
            (UInt64(bitPattern: set) &* 31 &+ UInt64(UInt32(bitPattern: owner))) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
        while slots[index].owner >= 0, slots[index].owner != owner || slots[index].set != set {
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }

    /// - Parameter owner: 0 or more.
    @inline(__always)
    subscript(owner: Int32, set: Int64) -> Int32? {
        let slot = slots[index(owner, set)]
        return slot.owner < 0 ? nil : slot.value
    }

    mutating func set(_ value: Int32, _ owner: Int32, _ set: Int64) {
        let index = index(owner, set)
        if slots[index].owner < 0 {
            count += 1
            if count * 2 > slots.count { return grow(adding: Slot(owner: owner, value: value, set: set)) }
        }
        slots[index] = Slot(owner: owner, value: value, set: set)
    }

    private mutating func grow(adding slot: Slot) {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for known in old where known.owner >= 0 { slots[index(known.owner, known.set)] = known }
        slots[index(slot.owner, slot.set)] = slot
    }

    mutating func removeAll() {
        slots = [Slot](repeating: Slot(), count: 256)
        count = 0
    }
}
