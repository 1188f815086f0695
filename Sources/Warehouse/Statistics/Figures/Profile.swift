/// The columns of a measure: mean, standard deviation, quantiles.
enum Profile {
    /// Probability and the name of its column.
    static let quantiles: [(probability: Double, name: String)] = [
        (0.05, "p5"), (0.25, "p25"), (0.5, "median"), (0.75, "p75"), (0.95, "p95"),
    ]

    /// `width_mean`, `width_std`, `width_min`, … `width_max`; people are shown mean and median.
    static func columns(_ measure: String, _ unit: FigureUnit?) -> [FigureColumn] {
        (["mean", "std", "min"] + quantiles.map(\.name) + ["max"]).map { name in
            let column = "\(measure)_\(name)"
            return name == "mean" || name == "median" ? .figure(column, unit) : .detail(column, unit)
        }
    }

    /// The cells of those columns; empty without numbers.
    static func figures(_ distribution: Distribution) -> [Figure] {
        let quantiles = distribution.quantiles(quantiles.map(\.probability))
        return [.optional(distribution.mean), .optional(distribution.standardDeviation)]
            + ([distribution.minimum] + quantiles + [distribution.maximum]).map { .optional($0) }
    }

    /// A table of histograms: one row per bin.
    static func histogram(_ name: String, _ keys: [FigureColumn], _ unit: FigureUnit?) -> FigureTable {
        var table = FigureTable(
            name,
            keys + [
                .key("measure"), .key("bin"), .figure("from", unit), .figure("to", unit), .figure("count"),
            ],
            isRanked: false)
        table.isDetail = true
        return table
    }
}

extension FigureTable {
    /// Adds the bins of a measure's histogram: no bins without numbers, one if all numbers are the same.
    ///
    /// - Parameter isWhole: whether all numbers are whole, and bins shall be too.
    mutating func addHistogram(
        of values: Distribution, _ measure: String, key: [Figure], bins: Int, isWhole: Bool = false
    ) {
        guard
            let histogram = isWhole
                ? Histogram(whole: values.values, bins: bins) : Histogram(values.values, bins: bins)
        else { return }
        for (bin, count) in histogram.counts.enumerated() {
            rows.append(
                key + [
                    .text(measure), .count(bin), .measure(histogram.edges[bin]),
                    .measure(histogram.edges[bin + 1]),
                    .count(count),
                ])
        }
    }
}

extension Profile {
    /// The columns of a measure; all but those in `shown` are details: `mean`, `median`, `max`, …
    static func columns(_ measure: String, _ unit: FigureUnit?, shown: Set<String>) -> [FigureColumn] {
        columns(measure, unit).map { column in
            let isShown = shown.contains { column.name == "\(measure)_\($0)" }
            return isShown ? .figure(column.name, unit) : .detail(column.name, unit)
        }
    }

    /// The cells of a measure's columns; where there are no numbers for a reason, that reason.
    static func figures(_ distribution: Distribution, orUnknown needs: String?) -> [Figure] {
        let figures = figures(distribution)
        guard distribution.count == 0, let needs else { return figures }
        return figures.map { _ in .unknown(needs) }
    }
}
