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
