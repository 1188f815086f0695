/// Figures of a list of numbers, calculated in the simplest way.
struct NaiveDistribution {
    private let sorted: [Double]

    init(_ values: [Double]) {
        sorted = values.sorted()
    }

    /// The columns of a profile that are looked at, without the measure's name.
    var figures: [String: Double] {
        guard let least = sorted.first, let most = sorted.last else { return [:] }
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        let variance = sorted.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(sorted.count)
        return [
            "mean": mean, "std": variance.squareRoot(), "min": least, "max": most, "p5": quantile(0.05),
            "p25": quantile(0.25), "median": quantile(0.5), "p75": quantile(0.75), "p95": quantile(0.95),
        ]
    }

    func quantile(_ probability: Double) -> Double {
        let place = probability * Double(sorted.count - 1)
        let low = Int(place)
        guard low + 1 < sorted.count else { return sorted[low] }
        return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
    }
}

extension NaiveRelease {
    /// A cell as text; `-` without one.
    static func word(_ cell: Cell?) -> String {
        switch cell {
        case .text(let text): text
        case .integer(let number): "\(number)"
        default: "-"
        }
    }

    /// Cells as one key.
    static func key(_ row: Row, _ columns: String...) -> String {
        columns.map { word(row[$0]) }.joined(separator: "|")
    }
}

extension FigureRows.Row {
    /// Cells as one key, like ``NaiveRelease/key(_:_:)``.
    func key(_ columns: String...) -> String { columns.map { self[$0] ?? "-" }.joined(separator: "|") }
}
