/// What is known of a set of numbers once all of them are in.
///
/// The standard deviation is that of the whole population (it divides by n). Quantiles interpolate linearly between
/// the two nearest numbers: Hyndman and Fan's type 7, the default of NumPy and pandas.
struct Distribution {
    private(set) var values: [Double] = []

    var count: Int { values.count }

    /// Takes a number in; what is not finite is left out.
    mutating func add(_ value: Double) {
        if value.isFinite { values.append(value) }
    }

    init(_ values: [Double] = []) {
        self.values = values.filter(\.isFinite)
    }

    var sum: Double { CompensatedSum.of(values) }

    var mean: Double? { values.isEmpty ? nil : sum / Double(values.count) }

    var standardDeviation: Double? {
        guard let mean else { return nil }
        let squares = CompensatedSum.of(values.lazy.map { ($0 - mean) * ($0 - mean) })
        return (squares / Double(values.count)).squareRoot()
    }

    var minimum: Double? { values.min() }
    var maximum: Double? { values.max() }

    /// The quantiles at `probabilities`, which ascend; nothing of no numbers.
    func quantiles(_ probabilities: [Double]) -> [Double?] {
        guard !values.isEmpty else { return probabilities.map { _ in nil } }
        var order = OrderStatistics(values)
        return probabilities.map { order.quantile($0) }
    }

    /// The number that as many are above as below.
    var median: Double? { quantiles([0.5])[0] }
}

/// Kahan's and Neumaier's sum: the rounding errors of adding are added too.
enum CompensatedSum {
    static func of(_ values: some Sequence<Double>) -> Double {
        var sum = 0.0
        var lost = 0.0
        for value in values {
            let next = sum + value
            lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
            sum = next
        }
        // An infinite sum has no rounding error to correct.
        return sum.isFinite ? sum + lost : sum
    }
}

/// Numbers of which a few are asked by rank: partly sorted, only as far as needed.
struct OrderStatistics {
    private var values: [Double]
    /// All before this index are in their place, and none after it is smaller.
    private var settled = 0

    init(_ values: [Double]) {
        self.values = values
    }

    /// The quantile at a probability that is no less than those asked before.
    mutating func quantile(_ probability: Double) -> Double {
        let place = probability * Double(values.count - 1)
        let low = Int(place.rounded(.down))
        let high = min(low + 1, values.count - 1)
        let fraction = place - Double(low)
        let lower = value(at: low)
        guard fraction > 0 else { return lower }
        let upper = value(at: high)
        // As NumPy does, from the nearer end: exact where both are equal.
        return fraction < 0.5
            ? lower + (upper - lower) * fraction : upper - (upper - lower) * (1 - fraction)
    }

    /// The number of a rank, from 0.
    private mutating func value(at rank: Int) -> Double {
        guard rank >= settled else { return values[rank] }
        let from = settled
        values.withUnsafeMutableBufferPointer { Self.select(rank, in: $0, from: from) }
        settled = rank + 1
        return values[rank]
    }

    /// Hoare's quickselect with the median of three; afterwards all before `rank` are no greater, all behind no
    /// smaller.
    private static func select(
        _ rank: Int, in values: UnsafeMutableBufferPointer<Double>, from start: Int
    ) {
        var low = start
        var high = values.count - 1
        // Numbers that are arranged to defeat the choice of pivots are sorted instead.
        var patience = 2 * (Int.bitWidth - values.count.leadingZeroBitCount) + 8
        while low < high {
            if high - low < 16 || patience == 0 {
                var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
                rest.sort()
                return
            }
            patience -= 1
            let pivot = median(values[low], values[(low + high) / 2], values[high])
            var left = low
            var right = high
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                return
            }
        }
    }

    private static func median(_ one: Double, _ two: Double, _ three: Double) -> Double {
        max(min(one, two), min(max(one, two), three))
    }
}
