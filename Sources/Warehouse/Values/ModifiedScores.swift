/// How far numbers are from the middle of their like, not disturbed by those that are far.
///
/// The modified z-score M = 0.6745·(x − median) / MAD, where MAD is the median of |x − median| and 0.6745 the third
/// quartile of the normal distribution; |M| above 3.5 is an outlier: B. Iglewicz and D. C. Hoaglin, "How to Detect
/// and Handle Outliers", 1993.
struct ModifiedScores {
    static let limit = 3.5
    private static let quartile = 0.6745

    let median: Double
    let deviation: Double

    /// nil of no numbers.
    init?(_ values: [Double]) {
        guard let median = Distribution(values).median else { return nil }
        self.median = median
        deviation = Distribution(values.map { ($0 - median).magnitude }).median ?? 0
    }

    /// Whether there are scores. There are none if half of the numbers or more are equal, or if they differ by what
    /// may be the rounding of a calculation.
    var isSpread: Bool { deviation > 1e-9 * max(1, median.magnitude) }

    func score(of value: Double) -> Double { Self.quartile * (value - median) / deviation }

    /// Numbers below and above are outliers; nil without spread.
    var limits: (low: Double, high: Double)? {
        guard isSpread else { return nil }
        let reach = Self.limit * deviation / Self.quartile
        return (median - reach, median + reach)
    }
}
