/// Counts in bins of equal width, from the smallest number to the greatest.
///
/// A bin includes its lower edge, and the last one its upper edge too, as in NumPy's `histogram`. When all numbers are
/// equal, there is one bin without a width.
struct Histogram {
    var edges: [Double]
    var counts: [Int]

    init(edges: [Double], counts: [Int]) {
        self.edges = edges
        self.counts = counts
    }

    /// nil if `values` is empty.
    init?(_ values: [Double], bins: Int) {
        guard bins > 0, let low = values.min(), let high = values.max(), low.isFinite, high.isFinite else {
            return nil
        }
        guard low < high else {
            (edges, counts) = ([low, high], [values.count])
            return
        }
        // The distance of numbers far apart may be infinite: that of their halves is not.
        let scale = (high - low).isFinite ? 1.0 : 0.5
        let span = high * scale - low * scale
        let edges = (0...bins).map { bin in
            bin == bins ? high : (low * scale + Double(bin) * (span / Double(bins))) / scale
        }
        var counts = [Int](repeating: 0, count: bins)
        for value in values {
            let position = (value * scale - low * scale) / span * Double(bins)
            var bin = min(bins - 1, Int(position))
            // The division may have been rounded over an edge.
            if value < edges[bin], bin > 0 { bin -= 1 }
            if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
            counts[bin] += 1
        }
        self.edges = edges
        self.counts = counts
    }
}

extension Histogram {
    /// Counts whole numbers in bins that are as wide as a whole number, all the same: a bin for each number where there
    /// are few of them. A bin includes its lower edge, and never its upper one.
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
