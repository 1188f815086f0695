extension Warehouse {
    /// A figure of a statistic over the history of a dataset, oldest release first.
    ///
    /// - Parameters:
    ///   - dataset: `owner/name`, or `name` alone; nil for the only one.
    ///   - figure: a column of the statistic's first table; nil for the one that matters most.
    /// - Throws: ``WarehouseError``: `notFound` for a dataset or a figure that is not there, `ambiguous` when no
    ///   dataset is named and there are several; as ``statistics(_:of:options:)`` otherwise.
    public func trend(
        _ statistic: Statistic, dataset: String? = nil, figure: String? = nil,
        options: StatisticOptions = StatisticOptions()
    ) throws -> FigureSeries {
        try reading(options.cancellation) {
            let releases = try history(of: dataset)
            try check(options, releases.reversed())
            var options = options
            let top = options.top
            // Which series are the weightiest is for the whole history to say.
            options.top = nil
            let tables = try tables(of: statistic, releases, options).compactMap(\.first)
            guard let name = figure ?? statistic.trend else {
                throw WarehouseError(
                    kind: .notFound, message: "\(statistic.name) has no default figure",
                    remedy: .nameFigure, candidates: Self.figures(of: tables))
            }
            let lineage = options.followsRenames ? try self.lineage(of: releases) : nil
            guard
                var series = FigureSeries(name, tables: tables, releases: releases, lineage: lineage)
            else {
                throw WarehouseError(
                    kind: .notFound, message: "\(statistic.name) has no figure \(name)",
                    candidates: NearestNames.of(name, in: Self.figures(of: tables)))
            }
            if let top { series.keep(top: top) }
            return series
        }
    }

    /// Which categories of several releases are the same; the newest last.
    private func lineage(of releases: [ReleaseSummary]) throws -> CategoryLineage {
        CategoryLineage(Array(zip(releases, try categoryLists(of: releases))))
    }

    private static func figures(of tables: [FigureTable]) -> [String] {
        tables.first?.columns.filter { !$0.isKey }.map(\.name) ?? []
    }

    /// The releases of a dataset, or of the only one, oldest first.
    private func history(of dataset: String?) throws -> [ReleaseSummary] {
        let releases = try releases(dataset: dataset)
        let datasets = Set(releases.map { ExactText($0.dataset) }).sorted()
        guard datasets.count <= 1 else {
            throw WarehouseError(
                kind: .ambiguous, message: "there are several datasets" + (dataset.map { " \($0)" } ?? ""),
                hint: "name one of them", candidates: datasets.map(\.text))
        }
        guard !releases.isEmpty else {
            throw WarehouseError(
                kind: .notFound, message: "the warehouse is empty", hint: "import a release first")
        }
        return releases.reversed()
    }
}

extension FigureSeries {
    /// Keeps the first series of each labelset.
    mutating func keep(top: Int) {
        let labelset = keys.firstIndex { $0.name == "labelset" }
        var seen: [ExactFigure: Int] = [:]
        series = series.filter { one in
            let key = ExactFigure(labelset.map { one.key[$0] } ?? .none)
            seen[key, default: 0] += 1
            return seen[key, default: 0] <= top
        }
    }
}
