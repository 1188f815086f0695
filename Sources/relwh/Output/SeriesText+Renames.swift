import Warehouse

extension SeriesText {
    /// `person: renamed from pedestrian`: a line for each category that had other names before.
    func writeRenames(_ figures: [FigureSeries]) throws {
        var told: Set<[UInt8]> = []
        let lines = figures.flatMap { figure in
            figure.series.compactMap { one -> String? in
                var seen: Set<[UInt8]> = []
                let names = one.formerNames.compactMap { $0 }.filter {
                    seen.insert(Array($0.utf8)).inserted
                }
                guard !names.isEmpty else { return nil }
                let now = Self.category(of: one, figure.keys)
                return "\(now): renamed from \(names.map { SafeText.shown($0) }.joined(separator: ", "))"
            }
        }
        for line in lines where told.insert(Array(line.utf8)).inserted {
            try output.write(line: output.style(color).muted(line))
        }
    }

    private static func category(of series: FigureSeries.Series, _ keys: [FigureColumn]) -> String {
        zip(keys, series.key).filter { $0.0.name.hasSuffix("category") }.compactMap { _, cell in
            if case .text(let name) = cell { SafeText.shown(name) } else { nil }
        }.joined(separator: " / ")
    }
}
