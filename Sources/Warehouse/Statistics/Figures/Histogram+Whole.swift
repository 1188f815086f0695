extension Histogram {
    /// Counts whole numbers in bins that are as wide as a whole number, all the same: a bin for each number where there
    /// are few of them. A bin holds its lower edge, and never its upper one.
    ///
    /// - Parameter bins: The largest number of bins.
    init?(whole values: [Double], bins: Int) {
        guard bins > 0, let low = values.min(), let high = values.max() else { return nil }
        // Beyond that, not every whole number is a double.
        guard low.magnitude < 0x1p52, high.magnitude < 0x1p52 else {
            self.init(values, bins: bins)
            return
        }
        let first = Int(low)
        let width = (Int(high) - first) / bins + 1
        var counts = [Int](repeating: 0, count: (Int(high) - first) / width + 1)
        for value in values { counts[(Int(value) - first) / width] += 1 }
        self.init(edges: (0...counts.count).map { Double(first + $0 * width) }, counts: counts)
    }
}

extension Distribution {
    var isWhole: Bool { values.allSatisfy { $0 == $0.rounded() } }
}
