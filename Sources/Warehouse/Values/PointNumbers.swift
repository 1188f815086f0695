import ReleaseFormat

/// How many points of a frame bear each number.
struct PointNumbers {
    private(set) var counts: [Int64: Int] = [:]

    /// Starts over with the runs of a frame.
    mutating func count(_ runs: UnsafeRawBufferPointer) {
        counts.removeAll(keepingCapacity: counts.capacity < 4096)
        // Ids are small nearly always.
        var small = [Int](repeating: 0, count: 1024)
        _ = PointRuns.forEach(in: runs) { number, count in
            if number >= 0, number < 1024 {
                small[Int(number)] &+= count
            } else {
                counts[number, default: 0] &+= count
            }
        }
        for (number, count) in small.enumerated() where count > 0 { counts[Int64(number)] = count }
    }
}
