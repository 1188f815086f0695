/// The samples that are known already, by the digest of their bytes in a file.
public struct KnownContent: Sendable {
    private var digests: [Digest] = []
    private var slots: [Int32]
    private var mask: Int

    public init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        digests.reserveCapacity(capacity)
    }

    public var count: Int { digests.count }

    /// Adds a digest; its index is the number of those before it.
    public mutating func insert(_ digest: Digest) {
        if digests.count * 2 >= slots.count { grow() }
        let index = Int32(truncatingIfNeeded: digests.count)
        digests.append(digest)
        place(digest, index)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (index, digest) in digests.enumerated() { place(digest, Int32(truncatingIfNeeded: index)) }
    }

    private mutating func place(_ digest: Digest, _ index: Int32) {
        var slot = Int(truncatingIfNeeded: digest.words.0) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = index
    }

    /// The index of a digest, or -1.
    @inline(__always)
    func find(_ digest: Digest) -> Int32 {
        if digests.isEmpty { return -1 }
        var slot = Int(truncatingIfNeeded: digest.words.0) & mask
        while slots[slot] >= 0 {
            if digests[Int(slots[slot])] == digest { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return -1
    }
}
