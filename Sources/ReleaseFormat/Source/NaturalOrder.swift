/// The order in which people count: `v2` before `v10`.
enum NaturalOrder {
    /// Whether a name comes before another: digits are compared as the number that they write, all else byte by byte.
    static func precedes(_ one: String, _ other: String) -> Bool {
        let (ones, others) = (Array(one.utf8), Array(other.utf8))
        var (i, j) = (0, 0)
        while i < ones.count, j < others.count {
            let (number, twin) = (digits(of: ones, from: i), digits(of: others, from: j))
            if number.isEmpty || twin.isEmpty {
                if ones[i] != others[j] { return ones[i] < others[j] }
                i += 1
                j += 1
                continue
            }
            let (value, twinValue) = (ones[number].drop { $0 == 0x30 }, others[twin].drop { $0 == 0x30 })
            if value.count != twinValue.count { return value.count < twinValue.count }
            if !value.elementsEqual(twinValue) { return value.lexicographicallyPrecedes(twinValue) }
            (i, j) = (number.upperBound, twin.upperBound)
        }
        if i < ones.count || j < others.count { return j < others.count }
        // `v01` and `v1` are the same number.
        return ones.lexicographicallyPrecedes(others)
    }

    private static func digits(of bytes: [UInt8], from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, 0x30...0x39 ~= bytes[end] { end += 1 }
        return start..<end
    }
}
