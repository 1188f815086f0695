import ReleaseFormat
import SQLite

extension Warehouse {
    /// Calculates a statistic of a release.
    ///
    /// Standard statistics of a whole release are read from what was counted at its import; everything else looks at
    /// the labels, and at the annotations once.
    ///
    /// - Parameter reference: see ``release(_:)``.
    /// - Throws: ``WarehouseError``: `notFound` or `ambiguous`; `notFound` too for a filter's value, or a key to group
    ///   by, that the release does not have; `sql` for a condition that is no expression over the statistic's view;
    ///   `interrupted`.
    public func statistics(
        _ statistic: Statistic, of reference: String, options: StatisticOptions = StatisticOptions()
    ) throws -> StatisticReport {
        try statistics([statistic], of: [reference], options: options)[0].reports[0]
    }

    /// Calculates several statistics of several releases, from one snapshot of the warehouse.
    ///
    /// - Throws: as with one statistic and release.
    public func statistics(
        _ statistics: [Statistic], of references: [String], options: StatisticOptions = StatisticOptions()
    ) throws -> [ReleaseStatistics] {
        try reading(options.cancellation) {
            let releases = try releases(references)
            try check(options, releases)
            let reports = try statistics.map { try tables(of: $0, releases, options) }
            let categories = try categoryLists(of: releases)
            return releases.indices.map { index in
                ReleaseStatistics(
                    release: releases[index], categories: categories[index],
                    reports: zip(statistics, reports).map { statistic, tables in
                        var tables = tables[index]
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
        let followed = try followed(options, releases)
        let found = try zip(releases, followed).map { release, options -> [FigureTable]? in
            guard let options else { return nil }
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

    /// The contents of releases at a glance: the document of the command `stats`.
    ///
    /// A labelset or category that is asked for need not be in all of them: where it is not, nothing is counted.
    ///
    /// - Throws: as ``statistics(_:of:options:)``.
    public func overview(
        of references: [String], options: StatisticOptions = StatisticOptions()
    ) throws -> [ReleaseOverview] {
        try reading(options.cancellation) {
            var taxonomies: [Int64: Taxonomy] = [:]
            let releases = try releases(references)
            try check(options, releases)
            var absence: WarehouseError?
            let found = try zip(releases, followed(options, releases)).map {
                release, options -> ReleaseOverview? in
                do {
                    return try options.map { options in
                        try ReleaseOverview(
                            Selection(self, release, OverviewStatistic.entry, options, &taxonomies))
                    }
                } catch let error as WarehouseError where error.kind == .notFound {
                    absence = absence ?? error
                    return nil
                }
            }
            if let absence, found.allSatisfy({ $0 == nil }) { throw absence }
            return zip(releases, found).map { release, overview in
                overview ?? ReleaseOverview(release: release, samples: 0, labelsets: [])
            }
        }
    }

    /// The options of each of several releases, whose filters on categories mean the same categories under the names
    /// that each release has for them; nil for a release that does not have them.
    func followed(
        _ options: StatisticOptions, _ releases: [ReleaseSummary]
    ) throws -> [StatisticOptions?] {
        guard options.followsRenames, !options.categories.isEmpty, releases.count > 1 else {
            return releases.map { _ in options }
        }
        let lineage = CategoryLineage(Array(zip(releases, try categoryLists(of: releases))))
        return releases.indices.map { index in
            lineage.words(for: options.categories, in: index).map { words in
                var options = options
                options.categories = words
                return options
            }
        }
    }

    /// The categories that each of several releases defines, in its order.
    func categoryLists(of releases: [ReleaseSummary]) throws -> [[CategoryIdentity]] {
        var taxonomies: [ExactText: Int64] = [:]
        try connection.query(
            "SELECT ref, taxonomy_id FROM release WHERE ref IN (SELECT value FROM json_each(?))",
            Value(JSONValue.array(releases.map { .string($0.ref) }).text)
        ) { row in
            taxonomies[ExactText(row.text(0))] = row.int64(at: 1)
        }
        // Releases of a dataset nearly always share them.
        var known: [Int64: [CategoryIdentity]] = [:]
        return try releases.map { release in
            guard let id = taxonomies[ExactText(release.ref)] else { return [] }
            let categories =
                try known[id]
                ?? Taxonomy(connection, id: id).categories.map { CategoryIdentity(id: $0.id, name: $0.name) }
            known[id] = categories
            return categories
        }
    }

    /// Checks that each value of a filter is in one of the releases at least.
    func check(_ options: StatisticOptions, _ releases: [ReleaseSummary]) throws {
        try FilterValues(options).check(releases.map { (connection, $0.ref) })
    }

    /// Runs `body` in one read transaction, which can be cancelled.
    func reading<R>(_ cancellation: Cancellation?, _ body: () throws -> R) throws -> R {
        try translating {
            if let cancellation { connection.onProgress(every: 20_000) { cancellation.isCancelled } }
            defer { if cancellation != nil { connection.onProgress(every: 0, nil) } }
            return try connection.transaction(.deferred, body)
        }
    }
}
