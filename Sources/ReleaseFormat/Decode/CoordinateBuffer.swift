/// The coordinates of one list of points, one after the other.
struct CoordinateBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Double>
    private(set) var count = 0
    private var capacity = 256

    init() {
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    mutating func removeAll() {
        count = 0
    }

    mutating func removeLast() {
        count -= 1
    }

    /// Takes the third coordinate from the first points, which have three each.
    mutating func dropThird(of points: Int) {
        var kept = 0
        for index in 0..<count where index >= points * 3 || index % 3 != 2 {
            base[kept] = base[index]
            kept += 1
        }
        count = kept
    }

    /// Zero is kept as 0: -0 is the same number, and has to have the same digest.
    @inline(__always)
    mutating func append(_ value: Double) {
        if count == capacity { grow() }
        base[count] = value + 0
        count &+= 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Double>.allocate(capacity: capacity * 2)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
