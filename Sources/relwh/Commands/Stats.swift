import ArgumentParser
import Warehouse

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Statistics of one or many releases.",
        usage: "relwh stats [<options>] [<statistic> ...] [<release> ...]",
        discussion: """
            Without a statistic, prints an overview; without a release, uses the latest. A release may also be a \
            release file. 'relwh list stats' lists the statistics. For several releases, the main figure of each \
            statistic is shown side by side; --figure chooses another.

            Filters combine: annotations are those of the remaining labels; labels and samples are those with a \
            remaining annotation. Labelsets are never mixed. csv, tsv, markdown and record hold one table, the \
            statistic's first; --table chooses another.

            Examples:
              relwh stats
              relwh stats classes acme/flowers@v1 acme/flowers@v2
              relwh stats boxes flowers@latest --by status --where "is_keyframe = 1"
              relwh stats attributes flowers@latest --category car -f csv
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>
    @OptionGroup var scope: StatisticScopeOptions

    @Option(help: ArgumentHelp("Compare this figure of several releases.", valueName: "name"))
    var figure: String?

    @Option(help: ArgumentHelp("Show only this table of the statistic.", valueName: "name"))
    var table: String?

    @Argument(help: "Statistics, then releases or release files.", completion: .statisticOrReference)
    var words: [String] = []

    func validate() throws {
        if figure != nil || table != nil, names.count > 1 {
            throw ValidationError("--figure and --table go with one statistic")
        }
        if names.contains("overview"), !scope.groups.isEmpty {
            throw ValidationError(
                "the overview cannot be grouped with --by; use classes, types or status instead")
        }
        if form.format.isOneTable, names.count > 1 {
            throw ValidationError("--format \(form.format.rawValue) holds one statistic; name one")
        }
    }

    /// The first words that name statistics; an overview without any.
    private var names: [String] {
        let names = words.prefix { word in Statistic.all.contains { $0.name == word } }
        return names.isEmpty ? ["overview"] : Array(names)
    }

    private var references: [String] {
        Array(words.drop { word in Statistic.all.contains { $0.name == word } })
    }

    func run() throws {
        Interruption.listen()
        let statistics = try names.map(Statistic.named)
        let found = try find()
        let options = scope.options
        let output = try form.openOutput()
        switch form.format {
        case .json, .ndjson: try writeDocument(statistics, found, options, to: output)
        case .record, .csv, .excel, .tsv, .markdown: try writeRows(statistics[0], found, options, to: output)
        case .table: try writeText(statistics, found, options, to: output)
        }
        try output.finish()
    }

    // MARK: Releases

    private func find() throws -> [Reference.Group] {
        guard references.isEmpty else {
            do {
                return try Reference.findAll(references, options: global)
            } catch let error as WarehouseError
                where error.kind == .notFound && references.count == words.count
            {
                throw meantAsStatistic(error)
            }
        }
        let warehouse = try global.openForReading()
        guard let latest = try warehouse.releases().first else {
            throw Failure(
                .notFound, "the warehouse is empty", hints: ["import a release first: relwh import FILE"])
        }
        return [Reference.Group(warehouse: warehouse, refs: [latest.ref])]
    }

    /// A first word that names no release may be meant to name a statistic.
    private func meantAsStatistic(_ error: WarehouseError) -> WarehouseError {
        guard let word = references.first, !word.contains("@"), !Reference.isKnown(word, global),
            !Reference.isFile(word), let near = NearestName.of(word, among: Statistic.all.map(\.name))
        else { return error }
        var error = error
        error.message = "there is no statistic and no release \(word)"
        error.candidates = [near] + error.candidates
        return error
    }

    // MARK: JSON

    private func writeDocument(
        _ statistics: [Statistic], _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws {
        let hasOverview = statistics.contains { $0.name == "overview" }
        var releases: [[(String, DocumentValue)]] = []
        let others = statistics.filter { $0.name != "overview" }
        for group in found {
            let overviews = hasOverview ? try group.warehouse.overview(of: group.refs, options: options) : []
            let reports = try group.warehouse.statistics(others, of: group.refs, options: options)
            for (place, report) in reports.enumerated() {
                releases.append(try only(report).members(overviews.isEmpty ? nil : overviews[place]))
            }
        }
        if form.format == .ndjson {
            for release in releases {
                try JSONDocument(thing: "stats", members: release).writeLine(to: output)
            }
        } else {
            try JSONDocument(thing: "stats", members: [("releases", .array(releases.map { .members($0) }))])
                .write(to: output)
        }
    }

    /// Only the table asked for.
    private func only(_ release: ReleaseStatistics) throws -> ReleaseStatistics {
        guard table != nil else { return release }
        var release = release
        for index in release.reports.indices { release.reports[index] = try only(release.reports[index]) }
        return release
    }

    private func only(_ report: StatisticReport) throws -> StatisticReport {
        guard let table else { return report }
        var report = report
        let names = report.tables.map(\.name)
        report.tables = report.tables.filter { $0.name == table }
        if report.tables.isEmpty {
            throw Failure.usage(
                "\(report.statistic.name) has no table '\(table)'",
                hint: "it has: \(names.joined(separator: ", "))")
        }
        return report
    }

    // MARK: Rows

    private func writeRows(
        _ statistic: Statistic, _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws {
        var listing = Listing(name: statistic.name, columns: [], rows: [])
        for group in found {
            for release in try group.warehouse.statistics([statistic], of: group.refs, options: options) {
                guard let table = try only(release.reports[0]).tables.first else { continue }
                listing.columns =
                    [.init("ref", title: "ref")]
                    + table.columns.map { .init($0.name, title: $0.name, isNumeric: !$0.isKey) }
                if let unknown = table.unknown {
                    global.messages.note("\(release.release.ref): \(statistic.name) is unknown (\(unknown))")
                }
                listing.rows += table.rows.map { row in [.string(release.release.ref)] + row.map(\.document) }
            }
        }
        try listing.write(to: output, format: form.format, color: global.color)
    }

    // MARK: Text

    private func writeText(
        _ statistics: [Statistic], _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws {
        if found.reduce(0, { $0 + $1.refs.count }) > 1 {
            return try writeComparison(statistics, found, options, to: output)
        }
        guard let group = found.first else { return }
        let text = StatisticsText(output: output, color: global.color, filters: scope.filterText)
        var hasMore = false
        for statistic in statistics where statistic.name == "overview" && table == nil {
            for overview in try group.warehouse.overview(of: group.refs, options: options) {
                let text = OverviewText(output: output, color: global.color, filters: scope.filterText)
                let history = try group.warehouse.annotationHistory(
                    of: overview.release.ref, options: options)
                try text.write(overview, history: history)
            }
        }
        let others = statistics.filter { $0.name != "overview" || table != nil }
        guard !others.isEmpty else { return }
        for release in try group.warehouse.statistics(others, of: group.refs, options: options) {
            if others.count == statistics.count { try text.writeHeader(release.release) }
            for report in release.reports { hasMore = try text.write(try only(report)) || hasMore }
        }
        if hasMore { global.messages.note("there is more: --json, or --table NAME -f csv, has all of it") }
    }

    private func writeComparison(
        _ statistics: [Statistic], _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws {
        let text = SeriesText(output: output, color: global.color)
        if let filters = scope.filterText {
            try output.write(line: output.style(global.color).muted(filters) + "\n")
        }
        let releases = try found.flatMap { group in
            try group.warehouse.statistics(statistics, of: group.refs, options: options)
        }
        for (place, statistic) in statistics.enumerated() {
            if place > 0 { try output.write(line: "") }
            if statistic.name == "overview", table == nil, figure == nil {
                try writeOverviews(releases.map { $0.reports[place] }, releases, text, output)
                continue
            }
            let tables = try releases.compactMap { try only($0.reports[place]).tables.first }
            guard let name = figure ?? statistic.trend else {
                throw Failure.usage(
                    "\(statistic.name) has no default figure", hint: "choose one with --figure NAME")
            }
            guard let series = series(name, tables, releases) else {
                let names = tables.first?.columns.filter { !$0.isKey }.map(\.name) ?? []
                throw Failure.usage(
                    "\(statistic.name) has no figure '\(name)'",
                    hint: "it has: \(names.joined(separator: ", "))")
            }
            try text.writeSideBySide([series], title: statistic.name)
        }
    }

    private func series(
        _ figure: String, _ tables: [FigureTable], _ releases: [ReleaseStatistics]
    ) -> FigureSeries? {
        FigureSeries(
            figure, tables: tables, releases: releases.map(\.release),
            lineage: scope.byName ? nil : CategoryLineage(releases))
    }

    private func writeOverviews(
        _ reports: [StatisticReport], _ releases: [ReleaseStatistics], _ text: SeriesText, _ output: Output
    ) throws {
        for (place, part) in [
            ("labelsets", ["labels", "unlabeled", "annotations", "frames"]), ("by_status", ["labels"]),
            ("by_type", ["annotations"]), ("by_category", ["annotations"]),
        ].enumerated() {
            let tables = reports.compactMap { report in report.tables.first { $0.name == part.0 } }
            let series = part.1.compactMap { self.series($0, tables, releases) }
            if place > 0 { try output.write(line: "") }
            try text.writeSideBySide(series, title: part.0.replacing("_", with: " "))
        }
    }
}
