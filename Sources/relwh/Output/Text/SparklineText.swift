/// A series of numbers in a line: `▁▂▅▇█▃`, in ASCII `_.=*#:`.
enum SparklineText {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let signs: [Character] = ["_", ".", ":", "-", "=", "+", "*", "#"]

    /// One character a value, from the least to the greatest; a space where there is none, or none that is finite.
    ///
    /// Where all values are equal, they are of the middle level.
    ///
    /// - Parameter width: The most characters; a longer series is reduced to means of neighbours.
    static func of(_ values: [Double?], style: Style, width: Int? = nil) -> String {
        var series = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
        if let width, series.count > width { series = means(of: series, count: max(0, width)) }
        let known = series.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else {
            return String(repeating: " ", count: series.count)
        }
        let levels = style.isUnicode ? blocks : signs
        return String(
            series.map { $0.map { levels[level($0, low, high, count: levels.count)] } ?? " " })
    }

    private static func level(_ value: Double, _ low: Double, _ high: Double, count: Int) -> Int {
        guard low < high else { return (count - 1) / 2 }
        // Halves, so that the distance of any two doubles is one, too; unless they are too small to have any.
        let share =
            high - low < .infinity
            ? (value - low) / (high - low) : (value / 2 - low / 2) / (high / 2 - low / 2)
        return min(count - 1, Int(share * Double(count)))
    }

    /// The mean of each of `count` parts of nearly equal length; nil where a part has no value.
    private static func means(of series: [Double?], count: Int) -> [Double?] {
        (0..<count).map { part in
            let bucket = series[part * series.count / count..<(part + 1) * series.count / count]
            let known = bucket.compactMap { $0 }
            // Divided first: the sum might be too large for a double.
            return known.isEmpty ? nil : known.reduce(0) { $0 + $1 / Double(known.count) }
        }
    }
}
