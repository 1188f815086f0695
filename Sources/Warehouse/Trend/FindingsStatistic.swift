/// The findings of each rule, and how many are new and fixed in each release.
enum FindingsStatistic: HistoricStatistic {
    static let entry = Statistic(
        "findings", "what validation finds, rule by rule; new and fixed findings of each release",
        unit: "findings", view: .labels, needs: "labels", trend: "findings")

    static func tables(of selection: Selection) throws -> [FigureTable] {
        try tables(of: [selection.release], in: selection.warehouse, selection.options)[0]
    }

    static func tables(
        of releases: [ReleaseSummary], in warehouse: Warehouse, _ options: StatisticOptions
    ) throws -> [[FigureTable]] {
        try check(options)
        let filter = try Filter(releases, warehouse, options)
        let all = try warehouse.releases()
        var found: [String: [FindingsHistory.Key: FindingsHistory.Count]] = [:]
        for dataset in Set(releases.map { ExactText($0.dataset) }).sorted() {
            // Oldest first, so that each may be counted from the one before.
            let history = Array(all.filter { $0.dataset.isExactly(dataset.text) }.reversed())
            var counter = FindingsHistory(warehouse, filter.options) { filter.keeps($0) }
            for (index, release) in history.enumerated()
            where releases.contains(where: { $0.ref.isExactly(release.ref) }) {
                found[release.ref] = try counter.counts(
                    of: release, before: index > 0 ? history[index - 1] : nil)
            }
        }
        // A rule that one release breaks and another does not has 0 findings there: that is known.
        let keys = Set(found.values.flatMap(\.keys))
        return try releases.map { release in
            [try table(keys, found[release.ref] ?? [:], release, all, warehouse)]
        }
    }

    // MARK: The table

    private static func table(
        _ keys: Set<FindingsHistory.Key>, _ counts: [FindingsHistory.Key: FindingsHistory.Count],
        _ release: ReleaseSummary, _ all: [ReleaseSummary], _ warehouse: Warehouse
    ) throws -> FigureTable {
        let isFirst = all.last { $0.dataset.isExactly(release.dataset) }?.ref.isExactly(release.ref) ?? true
        var ranks: [ExactText: Int] = [:]
        for labelset in try ReleaseScope(warehouse.connection, ref: release.ref).labelsets {
            ranks[ExactText(labelset.name)] = ranks.count
        }
        // Findings of no labelset first, those of labelsets that the release does not have last.
        func order(_ key: FindingsHistory.Key) -> (Int, ExactText, Int) {
            guard let labelset = key.labelset else { return (-1, ExactText(""), key.rule) }
            return (ranks[labelset] ?? .max, labelset, key.rule)
        }
        let rules = RuleCatalogue.rules
        let sorted = keys.sorted { order($0) < order($1) }
        let rows = sorted.map { key -> [Figure] in
            let count = counts[key] ?? FindingsHistory.Count()
            let rule = rules[key.rule]
            return [
                key.labelset.map { .text($0.text) } ?? .none, .text(rule.id),
                .text(rule.severity.rawValue), .count(count.findings), .count(count.occurrences),
                isFirst ? .none : .count(count.new ?? 0), isFirst ? .none : .count(count.fixed ?? 0),
            ]
        }
        return FigureTable(
            "findings",
            [
                .key("labelset"), .key("rule"), .figure("severity"), .figure("findings"),
                .detail("occurrences"), .figure("brought"), .figure("cured"),
            ], rows: rows, isRanked: false)
    }

    // MARK: Options

    private static func check(_ options: StatisticOptions) throws {
        if options.condition != nil {
            throw WarehouseError(
                kind: .invalidInput, message: "the statistic findings takes no condition",
                hint: "filter by labelset, status, category or sensor")
        }
        let groups = (options.groups ?? []).filter { $0 != .labelset }
        guard groups.isEmpty else {
            throw WarehouseError(
                kind: .invalidInput, message: "the statistic findings can only be grouped by labelset"
            )
        }
    }

    /// Which findings are counted.
    private struct Filter {
        var options = ValidationOptions()
        private var categories: [String]
        /// Of ``categories``, those that no release has as a name: they are ids.
        private var categoryIDs: Set<Int64>
        private var sensors: [String]

        init(_ releases: [ReleaseSummary], _ warehouse: Warehouse, _ wanted: StatisticOptions) throws {
            categories = wanted.categories
            sensors = wanted.sensors
            options.cancellation = wanted.cancellation
            options.labelsets = wanted.labelsets.isEmpty ? nil : Set(wanted.labelsets)
            options.statuses = wanted.statuses.isEmpty ? nil : Set(wanted.statuses)
            var taxonomies: [Int64: Taxonomy] = [:]
            let scopes =
                try wanted.categories.isEmpty
                ? [] : releases.map { try ReleaseScope(warehouse.connection, ref: $0.ref, &taxonomies) }
            categoryIDs = Set(
                wanted.categories.filter { word in
                    !scopes.contains { $0.taxonomy.ids(named: word) != nil }
                }.compactMap { Int64($0) })
        }

        func keeps(_ finding: Finding) -> Bool {
            let place = finding.place
            if !sensors.isEmpty {
                guard let sensor = place.sensor, sensors.contains(where: { $0.isExactly(sensor) }) else {
                    return false
                }
            }
            if categories.isEmpty { return true }
            return place.category.map { name in categories.contains { $0.isExactly(name) } } ?? false
                || place.categoryID.map { categoryIDs.contains($0) } ?? false
        }
    }
}
