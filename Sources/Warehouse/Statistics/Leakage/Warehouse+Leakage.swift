/// The samples that several releases share, of one warehouse or of several.
public struct LeakageReport: Sendable, Hashable {
    /// In the order in which they were asked for.
    public var releases: [ReleaseSummary]
    public var report: StatisticReport
}

extension Warehouse {
    /// Which samples are in several releases, by uuid, asset or name: a test set that shares them with a training set
    /// measures nothing.
    ///
    /// Digests are compared, one kind at a time: a release of a million samples takes some 45 MB.
    ///
    /// - Parameters:
    ///   - releases: two or more, each with the warehouse that has it; see ``resolve(_:)``.
    ///   - options: only `top`, at most how many samples are named for each pair and kind, and `cancellation`.
    /// - Throws: ``WarehouseError``: `notFound` or `ambiguous`, `interrupted`; `invalidInput` for filters and groups.
    public static func leakage(
        among releases: [(warehouse: Warehouse, reference: String)],
        options: StatisticOptions = StatisticOptions()
    ) throws -> LeakageReport {
        var warehouses: [Warehouse] = []
        for release in releases where !warehouses.contains(where: { $0 === release.warehouse }) {
            warehouses.append(release.warehouse)
        }
        return try reading(warehouses[...], options.cancellation) {
            let found = try releases.map { release in
                let summary = try release.warehouse.release(release.reference)
                return LeakageStatistic.Side(warehouse: release.warehouse, release: summary)
            }
            let tables = try LeakageStatistic.tables(among: found, options)
            return LeakageReport(
                releases: found.map(\.release),
                report: StatisticReport(statistic: LeakageStatistic.entry, tables: tables))
        }
    }

    /// Runs `body` in a read transaction of each warehouse.
    private static func reading<R>(
        _ warehouses: ArraySlice<Warehouse>, _ cancellation: Cancellation?, _ body: () throws -> R
    ) throws -> R {
        guard let first = warehouses.first else { return try body() }
        return try first.reading(cancellation) {
            try reading(warehouses.dropFirst(), cancellation, body)
        }
    }
}
