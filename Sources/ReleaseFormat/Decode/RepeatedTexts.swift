import Platform

/// Texts that repeat, each numbered once: the attributes of a batch's annotations.
///
/// Found where the text was just written, in the cache of the core that decodes; the writer only looks numbers up.
struct RepeatedTexts: ~Copyable {
    /// Longer texts are not numbered: they do not repeat.
    static let longest = 512

    private struct Slot {
        var hash: UInt32
        /// -1: free.
        var number: Int32
    }

    private(set) var texts: [ByteRange] = []
    private var slots: UnsafeMutableBufferPointer<Slot>
    private let seed = HashSeed()
    private static let fewestSlots = 256

    init() {
        slots = .allocate(capacity: Self.fewestSlots)
        slots.initialize(repeating: Slot(hash: 0, number: -1))
    }

    deinit { slots.deallocate() }

    mutating func removeAll() {
        guard !texts.isEmpty else { return }
        if slots.count > Self.fewestSlots, texts.count * 16 < slots.count {
            // Emptying a large table again and again for a few texts would take longer than all the rest.
            slots.deallocate()
            slots = .allocate(capacity: Self.fewestSlots)
            slots.initialize(repeating: Slot(hash: 0, number: -1))
            texts = []
            return
        }
        texts.removeAll(keepingCapacity: true)
        slots.update(repeating: Slot(hash: 0, number: -1))
    }

    /// The number of a text, which gets one when it is new.
    ///
    /// - Parameter resolve: where a range's bytes are; they are readable for eight bytes more.
    @inline(__always)
    mutating func number(of text: ByteRange, resolve: (ByteRange) -> UnsafePointer<UInt8>) -> Int32 {
        let bytes = resolve(text)
        let hash = UInt32(truncatingIfNeeded: seed.hash(padded: bytes, text.count))
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index].number >= 0 {
            if slots[index].hash == hash {
                let other = texts[Int(slots[index].number)]
                if other.count == text.count, memcmp(resolve(other), bytes, text.count) == 0 {
                    return slots[index].number
                }
            }
            index = (index + 1) & mask
        }
        let number = Int32(truncatingIfNeeded: texts.count)
        texts.append(text)
        slots[index] = Slot(hash: hash, number: number)
        if texts.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        let old = slots
        slots = .allocate(capacity: old.count * 4)
        slots.initialize(repeating: Slot(hash: 0, number: -1))
        for slot in old where slot.number >= 0 {
            var index = Int(slot.hash) & (slots.count - 1)
            while slots[index].number >= 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
        old.deallocate()
    }
}
