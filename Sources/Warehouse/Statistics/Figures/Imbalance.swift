import Platform

/// How unevenly things are distributed over classes, from the counts of the classes that have any.
struct Imbalance {
    /// Ascending, without zeros.
    private let counts: [Double]
    private let total: Double

    init(_ counts: [Int]) {
        self.counts = counts.filter { $0 > 0 }.sorted().map(Double.init)
        total = self.counts.reduce(0, +)
    }

    /// The greatest class over the smallest.
    var ratio: Double? {
        guard let least = counts.first, let most = counts.last else { return nil }
        return most / least
    }

    /// Shannon's entropy in bits: −Σ p·log₂ p.
    var entropy: Double? {
        guard !counts.isEmpty else { return nil }
        // A single class makes −0.
        return counts.reduce(0) { $0 - $1 / total * log2($1 / total) } + 0
    }

    /// Pielou's evenness: the entropy over the greatest possible for that number of classes; nil for a single class.
    var evenness: Double? {
        guard counts.count > 1 else { return nil }
        return entropy.map { min(1, $0 / log2(Double(counts.count))) }
    }

    /// Gini's coefficient: Σ (2i − n − 1)·xᵢ / (n·Σ x) of counts in ascending order, i from 1; 0 when all are equal.
    var gini: Double? {
        guard !counts.isEmpty else { return nil }
        let n = Double(counts.count)
        let weighted = counts.enumerated().reduce(0.0) {
            $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element
        }
        return weighted / (n * total)
    }

    /// The share of the `k` greatest classes.
    func share(ofTop k: Int) -> Double? {
        counts.isEmpty ? nil : counts.suffix(max(0, k)).reduce(0, +) / total
    }
}
