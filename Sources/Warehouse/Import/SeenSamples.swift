/// Which samples a release has had so far: a bit for each sample id of the warehouse.
struct SeenSamples {
    private var bits: [UInt64] = []
    /// Those whose id none of ours has: a damaged file has any.
    private var others: Set<Int64> = []

    /// Marks a sample; false when it was marked before.
    mutating func insert(_ id: Int64) -> Bool {
        guard id >= 0, id < 1 << 34 else { return others.insert(id).inserted }
        let word = Int(id >> 6)
        if word >= bits.count {
            bits.append(contentsOf: repeatElement(0, count: max(word + 1 - bits.count, bits.count)))
        }
        let bit: UInt64 = 1 << UInt64(id & 63)
        guard bits[word] & bit == 0 else { return false }
        bits[word] |= bit
        return true
    }
}
