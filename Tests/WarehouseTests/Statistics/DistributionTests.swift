import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Means, quantiles and histograms: against sorting, and where numbers end.
@Suite struct DistributionTests {
    @Test func `nothing is said of no numbers`() {
        let none = Distribution()
        #expect(none.count == 0 && none.mean == nil && none.standardDeviation == nil && none.median == nil)
        #expect(none.minimum == nil && none.quantiles([0, 0.5, 1]) == [nil, nil, nil])
        #expect(Histogram([], bins: 10) == nil && Histogram([1], bins: 0) == nil)
        #expect(Distribution([.nan, .infinity, -.infinity]).count == 0)
    }

    @Test func `one number and two numbers are their own quantiles`() {
        #expect(Distribution([4]).quantiles([0, 0.3, 1]) == [4, 4, 4])
        #expect(Distribution([4]).standardDeviation == 0)
        #expect(Distribution([4, 2]).quantiles([0, 0.25, 0.5, 1]) == [2, 2.5, 3, 4])
    }

    @Test func `quantiles equal those of sorted numbers`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        let probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
        for round in 0..<300 {
            let values = Self.numbers(round, &random)
            let sorted = values.sorted()
            let found = Distribution(values).quantiles(probabilities)
            for (probability, one) in zip(probabilities, found) {
                guard let last = sorted.indices.last else {
                    #expect(one == nil)
                    continue
                }
                let place = probability * Double(last)
                let (lower, upper) = (sorted[Int(place)], sorted[min(last, Int(place) + 1)])
                let expected = lower + (upper - lower) * (place - place.rounded(.down))
                // Between numbers of two signs, little may be left of either.
                let rounding = 1e-14 * max(lower.magnitude, upper.magnitude)
                #expect(
                    isClose(one, expected, relative: 1e-14, absolute: rounding),
                    "RELWH_SEED=\(seed) \(round)")
            }
            // Ends and equal neighbours are exact.
            #expect(found[0] == sorted.first && found[6] == sorted.last, "RELWH_SEED=\(seed) \(round)")
        }
    }

    /// Random numbers, and orders that a choice of pivots may be bad at.
    private static func numbers(_ round: Int, _ random: inout SeededRandom) -> [Double] {
        let count = round < 60 ? round / 10 : random.int(0...3000)
        let rising = (0..<count).map { Double($0) }
        switch round % 10 {
        case 0: return rising
        case 1: return rising.reversed()
        case 2: return rising.map { $0.truncatingRemainder(dividingBy: 3) }
        case 3: return rising.map { min($0, Double(count) - $0) }
        case 4: return rising.map { max($0, Double(count) - $0) }
        case 5: return Array(repeating: -0.5, count: count)
        case 6: return medianOfThreeKiller(count)
        case 7: return rising.map { _ in Double.random(in: -1e-300...1e-300, using: &random) }
        case 8: return rising.map { _ in Double(random.int(-3...3)) }
        default: return rising.map { _ in Double.random(in: -1e6...1e6, using: &random) }
        }
    }

    /// D. R. Musser, "Introspective Sorting and Selection Algorithms" (1997): defeats the median of three.
    private static func medianOfThreeKiller(_ count: Int) -> [Double] {
        let half = count / 2
        return (0..<count).map { index in
            if index >= half { return Double(2 * (index - half + 1)) }
            return Double(index % 2 == 0 ? index + 1 : half + index + half % 2)
        }
    }

    @Test func `every number is in one bin, between its edges`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for round in 0..<300 {
            let values = Self.numbers(round, &random)
            let bins = random.int(1...20)
            guard let histogram = Histogram(values, bins: bins) else {
                #expect(values.isEmpty)
                continue
            }
            let count = values.min() == values.max() ? 1 : bins
            #expect(histogram.counts.count == count && histogram.edges.count == count + 1)
            let expected = (0..<count).map { bin in
                values.count {
                    $0 >= histogram.edges[bin]
                        && (bin == count - 1 ? $0 <= histogram.edges[count] : $0 < histogram.edges[bin + 1])
                }
            }
            #expect(histogram.counts == expected, "RELWH_SEED=\(seed) \(round)")
        }
    }

    @Test func `whole numbers are in bins of whole numbers`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for round in 0..<300 {
            let low = random.int(-50...50)
            let values = (0..<random.int(1...40)).map { _ in Double(low + random.int(0...(round + 1))) }
            let bins = random.int(1...20)
            let histogram = try #require(Histogram(whole: values, bins: bins))
            #expect(histogram.counts.count <= bins && histogram.counts.reduce(0, +) == values.count)
            #expect(histogram.counts.first != 0 && histogram.counts.last != 0)
            #expect(histogram.edges.allSatisfy { $0 == $0.rounded() })
            guard histogram.counts.count > 1 else { continue }
            let widths = Set(zip(histogram.edges, histogram.edges.dropFirst()).map { $1 - $0 })
            #expect(widths.count == 1, "RELWH_SEED=\(seed) \(round)")
            for (bin, count) in histogram.counts.enumerated() {
                let found = values.count { $0 >= histogram.edges[bin] && $0 < histogram.edges[bin + 1] }
                #expect(found == count, "RELWH_SEED=\(seed) \(round)")
            }
        }
        #expect(try #require(Histogram(whole: [4, 4, 4], bins: 10)).counts == [3])
        #expect(try #require(Histogram(whole: [1, 2, 6], bins: 10)).counts == [1, 1, 0, 0, 0, 1])
        #expect(try #require(Histogram(whole: [-1e300, 1e300], bins: 10)).counts.count == 10)
    }

    @Test func `the most frequent values are the first of all in order`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for round in 0..<50 {
            var counts: [ExactFigure: Int] = [:]
            for _ in 0..<random.int(0...400) {
                let number = random.int(-200...200)
                counts[ExactFigure(random.chance(0.5) ? .count(number) : .text("\(number)"))] = random.int(
                    1...5)
            }
            let all = counts.sorted { one, other in
                let (left, right) = (one.key.figure, other.key.figure)
                return one.value != other.value
                    ? one.value > other.value
                    : FigureDimension.naturalOrder(left) < FigureDimension.naturalOrder(right)
            }
            let most = random.int(-1...60)
            let found = MostFrequent(of: counts, most: most)
            let expected = all.prefix(max(0, most))
            #expect(found.values.map(\.value) == expected.map(\.key.figure), "RELWH_SEED=\(seed) \(round)")
            #expect(found.values.map(\.count) == expected.map(\.value), "RELWH_SEED=\(seed) \(round)")
            #expect(found.omitted == all.count - expected.count)
        }
    }

    @Test(arguments: [
        [-1.7e308, 1.7e308, 0], [1e300], [.leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude],
        [1, 1.0000000000000002], [1e300, 1e300.nextUp],
        [-0.0, 0], [.greatestFiniteMagnitude, -.greatestFiniteMagnitude],
    ])
    func `numbers at the ends of doubles are counted all the same`(values: [Double]) throws {
        let histogram = try #require(Histogram(values, bins: 10))
        #expect(histogram.counts.reduce(0, +) == values.count)
        #expect(histogram.edges.allSatisfy { $0.isFinite })
        let distribution = Distribution(values)
        #expect(distribution.minimum == values.min() && distribution.quantiles([0.5]).count == 1)
    }
}
