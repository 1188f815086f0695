extension FigureTable {
    /// Adds the bins of a histogram of whole numbers: a bin for each number where there are few of them, from the
    /// number to the next; else ``Histogram``'s bins.
    mutating func addWholeHistogram(of values: Distribution, _ measure: String, key: [Figure], bins: Int) {
        guard bins > 0, let low = values.minimum, let high = values.maximum else { return }
        guard high - low < Double(bins) else {
            addHistogram(of: values, measure, key: key, bins: bins)
            return
        }
        // Fewer than `bins` apart, so that an Int holds the distances.
        var counts = [Int](repeating: 0, count: Int(high - low) + 1)
        for value in values.values { counts[Int(value - low)] += 1 }
        for (bin, count) in counts.enumerated() {
            let from = low + Double(bin)
            rows.append(
                key + [.text(measure), .count(bin), .measure(from), .measure(from + 1), .count(count)])
        }
    }
}
