/// Counts in how many sets of small numbers each pair occurs.
struct PairCounts {
    /// Pairs of numbers below this are counted in a flat triangle, which takes 8 MiB if all of them occur.
    private static let flatLimit: Int32 = 2048

    private let isFlat: Bool
    /// The pair (i, j) with i < j is at j·(j − 1)/2 + i, so that the triangle grows at its end.
    private var triangle: [Int32] = []
    private var others: [UInt64: Int32] = [:]
    /// The number of sets that contain each number.
    private(set) var single: [Int32] = []
    private(set) var sets = 0

    /// - Parameter isFlat: whether to spend memory on speed.
    init(isFlat: Bool) {
        self.isFlat = isFlat
    }

    /// Counts a set.
    ///
    /// - Parameter numbers: each once, in any order; they are put in order.
    mutating func add(_ numbers: inout [Int32]) {
        sets += 1
        guard numbers.count > 1 else {
            if let only = numbers.first { addSingle(only) }
            return
        }
        numbers.sort()
        for index in numbers.indices {
            let high = numbers[index]
            addSingle(high)
            if isFlat, high < Self.flatLimit {
                let base = Int(high) * (Int(high) - 1) / 2
                let needed = base + Int(high)
                if triangle.count < needed {
                    triangle.append(contentsOf: repeatElement(0, count: needed - triangle.count))
                }
                for low in numbers[..<index] { triangle[base + Int(low)] += 1 }
            } else {
                for low in numbers[..<index] { others[UInt64(high) << 32 | UInt64(low), default: 0] += 1 }
            }
        }
    }

    private mutating func addSingle(_ number: Int32) {
        let index = Int(number)
        if single.count <= index {
            single.append(contentsOf: repeatElement(0, count: index + 1 - single.count))
        }
        single[index] += 1
    }

    /// Every pair that was found, in no particular order.
    func forEachPair(_ body: (_ low: Int32, _ high: Int32, _ count: Int32) -> Void) {
        var low: Int32 = 0
        var high: Int32 = 1
        for count in triangle {
            if count > 0 { body(low, high, count) }
            low += 1
            if low == high {
                low = 0
                high += 1
            }
        }
        for (pair, count) in others {
            body(Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF), Int32(truncatingIfNeeded: pair >> 32), count)
        }
    }
}
