/// Counts in bins of equal width, from the smallest number to the greatest.
///
/// A bin holds its lower edge, the last one its upper edge too: the rule of NumPy's `histogram`. When all numbers are
/// equal, the one bin range reaches half a unit to both sides, as there.
struct Histogram {
    var edges: [Double]
    var counts: [Int]

    /// nil of no numbers.
    init?(_ values: [Double], bins: Int) {
        guard bins > 0, var low = values.min(), var high = values.max() else { return nil }
        if low == high {
            low -= 0.5
            high += 0.5
        }
        // Numbers so far apart that their distance is no number: halves of it are.
        let width = high / Double(bins) - low / Double(bins)
        let edges = (0...bins).map { $0 == bins ? high : low + Double($0) * width }
        var counts = [Int](repeating: 0, count: bins)
        for value in values {
            var bin = width > 0 ? min(bins - 1, max(0, Int((value / width - low / width)))) : 0
            // The division may have been rounded over an edge.
            if value < edges[bin], bin > 0 { bin -= 1 }
            if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
            counts[bin] += 1
        }
        self.edges = edges
        self.counts = counts
    }
}
