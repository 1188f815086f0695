/// Counts in bins of equal width, from the smallest number to the greatest.
///
/// A bin holds its lower edge, the last one its upper edge too: the rule of NumPy's `histogram`. When all numbers are
/// equal, the one bin range reaches half a unit to both sides, as there.
struct Histogram {
    var edges: [Double]
    var counts: [Int]

    /// nil of no numbers.
    init?(_ values: [Double], bins: Int) {
        guard bins > 0, var low = values.min(), var high = values.max(), low.isFinite, high.isFinite else {
            return nil
        }
        if low == high {
            low -= 0.5
            high += 0.5
        }
        // The distance of numbers far apart is no number: that of their halves is.
        let scale = (high - low).isFinite ? 1.0 : 0.5
        let span = high * scale - low * scale
        let edges = (0...bins).map { bin in
            bin == bins ? high : (low * scale + Double(bin) * (span / Double(bins))) / scale
        }
        var counts = [Int](repeating: 0, count: bins)
        for value in values {
            let place = (value * scale - low * scale) / span * Double(bins)
            // Half a unit is lost on large numbers: then they all stand in the first bin.
            guard span > 0 else {
                counts[0] += 1
                continue
            }
            var bin = min(bins - 1, Int(place))
            // The division may have been rounded over an edge.
            if value < edges[bin], bin > 0 { bin -= 1 }
            if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
            counts[bin] += 1
        }
        self.edges = edges
        self.counts = counts
    }
}
