extension Warehouse {
    /// What a statistic says of a release.
    ///
    /// Standard statistics of a whole release are read from what was counted at its import; everything else looks at
    /// the labels, and at the annotations once.
    ///
    /// - Parameter reference: see ``resolve(_:)``.
    /// - Throws: ``WarehouseError``: `notFound` or `ambiguous`; `notFound` too for a labelset or category that the
    ///   release does not have; `sql` for a condition that is no expression over the statistic's view;
    ///   `interrupted`.
    public func statistics(
        _ statistic: Statistic, of reference: String, options: StatisticOptions = StatisticOptions()
    ) throws -> StatisticReport {
        try statistics([statistic], of: [reference], options: options)[0].reports[0]
    }

    /// What several statistics say of several releases, all of the same moment.
    ///
    /// - Throws: as the same of one statistic and release.
    public func statistics(
        _ statistics: [Statistic], of references: [String], options: StatisticOptions = StatisticOptions()
    ) throws -> [ReleaseStatistics] {
        try reading(options.cancellation) {
            let releases = try resolve(references)
            let reports = try statistics.map { try tables(of: $0, releases, options) }
            return releases.indices.map { place in
                ReleaseStatistics(
                    release: releases[place],
                    reports: zip(statistics, reports).map { statistic, tables in
                        var tables = tables[place]
                        if let top = options.top { tables.keep(top: top) }
                        return StatisticReport(statistic: statistic, tables: tables)
                    })
            }
        }
    }

    /// A statistic's tables for each of several releases.
    ///
    /// A labelset or category that is asked for need not be in all of them: where it is not, tables are empty.
    func tables(
        of statistic: Statistic, _ releases: [ReleaseSummary], _ options: StatisticOptions
    ) throws -> [[FigureTable]] {
        guard let calculation = Statistic.catalogue.first(where: { $0.entry == statistic }) else {
            throw WarehouseError(kind: .notFound, message: "there is no statistic \(statistic.name)")
        }
        if let calculation = calculation as? any HistoricStatistic.Type {
            return try calculation.tables(of: releases, in: self, options)
        }
        var taxonomies: [Int64: Taxonomy] = [:]
        var absence: WarehouseError?
        var example: [FigureTable]?
        let found = try releases.map { release -> [FigureTable]? in
            do {
                let selection = try Selection(self, release, statistic, options, &taxonomies)
                let tables = try calculation.tables(of: selection)
                example = example ?? tables
                return tables
            } catch let error as WarehouseError where error.kind == .notFound {
                absence = absence ?? error
                return nil
            }
        }
        if let absence, example == nil { throw absence }
        let empty = (example ?? []).map { table in
            var table = table
            table.rows = []
            table.unknown = nil
            return table
        }
        return found.map { $0 ?? empty }
    }

    /// What releases hold, at a glance: the document of the command `stats`.
    ///
    /// - Throws: as ``statistics(_:of:options:)``.
    public func overview(
        of references: [String], options: StatisticOptions = StatisticOptions()
    ) throws -> [ReleaseOverview] {
        try reading(options.cancellation) {
            var taxonomies: [Int64: Taxonomy] = [:]
            return try resolve(references).map { release in
                try ReleaseOverview(
                    Selection(self, release, OverviewStatistic.entry, options, &taxonomies))
            }
        }
    }

    /// Runs `body` in one read transaction, which ends when its cancellation says so.
    func reading<R>(_ cancellation: Cancellation?, _ body: () throws -> R) throws -> R {
        try translating {
            if let cancellation { connection.onProgress(every: 20_000) { cancellation.isCancelled } }
            defer { if cancellation != nil { connection.onProgress(every: 0, nil) } }
            return try connection.transaction(.deferred, body)
        }
    }
}
