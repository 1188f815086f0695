/// Texts numbered as they come, each kept once: to count many by few numbers, without a string made for each.
struct DistinctTexts {
    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// Numbers of texts by hash, in open addressing; -1 is free.
    private var slots = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count }

    /// The number of a text, which is new when it was not met before.
    mutating func number(of text: UnsafeRawBufferPointer) -> Int32 {
        let hash = Self.hash(text)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place] >= 0 {
            let number = Int(slots[place])
            if hashes[number] == hash, isSame(number, text) { return slots[place] }
            place = (place + 1) & (slots.count - 1)
        }
        let number = Int32(truncatingIfNeeded: ends.count)
        slots[place] = number
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        hashes.append(hash)
        if ends.count * 2 > slots.count { grow() }
        return number
    }

    /// The text of a number that was given.
    subscript(number: Int32) -> String {
        String(decoding: bytes[range(Int(number))], as: UTF8.self)
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func isSame(_ number: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        return bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]).elementsEqual(text) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Int32(truncatingIfNeeded: number)
        }
    }

    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
