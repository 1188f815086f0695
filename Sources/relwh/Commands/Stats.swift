import ArgumentParser
import Warehouse

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Statistics of one or more releases.",
        usage: "relwh stats [<options>] [<statistic> ...] [<release> ...]",
        discussion: """
            Without a statistic, prints an overview; without a release, uses the latest. A release may also be a \
            release file. 'relwh list stats' lists the statistics. For several releases, the main figure of each \
            statistic is shown side by side; --figure chooses another.

            Filters combine: annotations are those of the remaining labels; labels and samples are those with a \
            remaining annotation. Labelsets are never mixed. csv, tsv, markdown and record contain one table, the \
            statistic's first; --table chooses another. For several releases they contain the figure side by side, \
            and with --table all columns, one row per release.

            Examples:
              relwh stats
              relwh stats classes acme/flowers@v1 acme/flowers@v2
              relwh stats boxes flowers@latest --by status --where "is_keyframe = 1"
              relwh stats attributes flowers@latest --category car -f csv
              relwh stats leakage train.json test.json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>
    @OptionGroup var scope: StatisticScopeOptions

    @Option(help: ArgumentHelp("Show only this figure, or compare it between releases.", valueName: "name"))
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
        if names.contains("leakage") { try validateLeakage() }
        if form.format.isOneTable, names.count > 1 {
            throw ValidationError("--format \(form.format.rawValue) writes one statistic; name one")
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

    private func validateLeakage() throws {
        guard names.count == 1 else {
            throw ValidationError("leakage cannot be combined with other statistics")
        }
        guard !scope.hasFilters else {
            throw ValidationError(
                "leakage compares all samples of each release: it takes no filters and no --by")
        }
        guard references.count > 1 else {
            throw ValidationError("leakage compares releases: name two or more")
        }
    }

    func run() throws {
        Interruption.listen()
        let statistics = try names.map(Statistic.named)
        let found = try find()
        let options = scope.options
        let output = try form.openOutput()
        var leftOut: [LeftOut] = []
        if names == ["leakage"] {
            leftOut = try writeLeakage(found, options, to: output)
        } else {
            switch form.format {
            case .json, .ndjson: try writeDocument(statistics, found, options, to: output)
            case .record, .csv, .excel, .tsv, .markdown:
                try writeRows(statistics[0], found, options, to: output)
            case .table: leftOut = try writeText(statistics, found, options, to: output)
            }
        }
        try output.finish()
        // Last, so that it is read where the table ends.
        for rest in leftOut { global.messages.note(rest.text) }
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

    /// Only the table and the figure asked for.
    private func only(_ release: ReleaseStatistics) throws -> ReleaseStatistics {
        guard table != nil || figure != nil else { return release }
        var release = release
        for index in release.reports.indices { release.reports[index] = try only(release.reports[index]) }
        return release
    }

    private func only(_ report: StatisticReport) throws -> StatisticReport {
        var report = try onlyTable(report)
        guard let figure, let first = report.tables.first else { return report }
        guard let found = first.only(figure) else { throw noFigure(figure, report.statistic, first) }
        report.tables = [found]
        return report
    }

    private func onlyTable(_ report: StatisticReport) throws -> StatisticReport {
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

    private func noFigure(_ name: String, _ statistic: Statistic, _ table: FigureTable?) -> Failure {
        let names = table?.columns.filter { !$0.isKey }.map(\.name) ?? []
        return Failure.usage(
            "\(statistic.name) has no figure '\(name)'", hint: "it has: \(names.joined(separator: ", "))")
    }

    // MARK: Rows

    private func writeRows(
        _ statistic: Statistic, _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws {
        // Several releases are compared, as in the table; asked for a table, it is given as it is.
        if found.reduce(0, { $0 + $1.refs.count }) > 1, table == nil {
            let releases = try found.flatMap { group in
                try group.warehouse.statistics([statistic], of: group.refs, options: options)
            }
            let series = try series(of: statistic, releases.map { $0.reports[0] }, releases)
            try series.sideBySide(for: form.format).write(
                to: output, format: form.format, color: global.color)
            return
        }
        var listing = Listing(name: statistic.name, columns: [], rows: [])
        for group in found {
            for release in try group.warehouse.statistics([statistic], of: group.refs, options: options) {
                guard let table = try only(release.reports[0]).tables.first else { continue }
                listing.columns =
                    [.init("ref", title: "ref")] + table.listingColumns
                if let unknown = table.unknown {
                    global.messages.note(
                        "\(release.release.ref): \(statistic.name) is unknown (\(FigureText.reason(unknown)))"
                    )
                }
                listing.rows += table.rows.map { row in
                    [.string(release.release.ref)] + table.fields(of: row, for: form.format)
                }
            }
        }
        try listing.write(to: output, format: form.format, color: global.color)
    }

    // MARK: Text

    private func writeText(
        _ statistics: [Statistic], _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws -> [LeftOut] {
        if found.reduce(0, { $0 + $1.refs.count }) > 1 {
            try writeComparison(statistics, found, options, to: output)
            return []
        }
        guard let group = found.first else { return [] }
        let text = StatisticsText(output: output, color: global.color, filters: scope.filterText)
        let isAskedFor = table != nil || figure != nil
        for statistic in statistics where statistic.name == "overview" && !isAskedFor {
            for overview in try group.warehouse.overview(of: group.refs, options: options) {
                let text = OverviewText(output: output, color: global.color, filters: scope.filterText)
                let history = try group.warehouse.annotationHistory(
                    of: overview.release.ref, options: options)
                try text.write(overview, history: history)
            }
        }
        let others = statistics.filter { $0.name != "overview" || isAskedFor }
        guard !others.isEmpty else { return [] }
        var leftOut: [LeftOut] = []
        for release in try group.warehouse.statistics(others, of: group.refs, options: options) {
            if others.count == statistics.count { try text.writeHeader(release.release) }
            for report in release.reports {
                if let rest = try text.write(try only(report), isAskedFor: isAskedFor) {
                    leftOut.append(rest)
                }
            }
        }
        return leftOut
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
            let series = try series(of: statistic, releases.map { $0.reports[place] }, releases)
            try text.writeSideBySide([series], title: statistic.name)
        }
    }

    /// The figure that is compared.
    private func series(
        of statistic: Statistic, _ reports: [StatisticReport], _ releases: [ReleaseStatistics]
    ) throws -> FigureSeries {
        guard let name = figure ?? statistic.trend else {
            throw Failure.usage(
                "\(statistic.name) has no default figure to compare",
                hint: "choose one with --figure NAME; -f csv --table NAME has all of them")
        }
        let tables = try reports.compactMap { try onlyTable($0).tables.first }
        guard let series = series(name, tables, releases) else {
            throw noFigure(name, statistic, tables.first)
        }
        return series
    }

    private func series(
        _ figure: String, _ tables: [FigureTable], _ releases: [ReleaseStatistics]
    ) -> FigureSeries? {
        FigureSeries(
            figure, tables: tables, releases: releases.map(\.release),
            lineage: scope.byName ? nil : CategoryLineage(releases))
    }

    // MARK: Leakage

    private func writeLeakage(
        _ found: [Reference.Group], _ options: StatisticOptions, to output: Output
    ) throws -> [LeftOut] {
        let releases = found.flatMap { group in group.refs.map { (warehouse: group.warehouse, reference: $0) }
        }
        let leakage = try Warehouse.leakage(among: releases, options: options)
        let report = try only(leakage.report)
        switch form.format {
        case .table:
            let text = StatisticsText(output: output, color: global.color)
            return try text.write(report, isAskedFor: table != nil || figure != nil).map { [$0] } ?? []
        case .json: try JSONDocument(thing: "stats", members: leakage.members(report)).write(to: output)
        case .ndjson:
            try JSONDocument(thing: "stats", members: leakage.members(report)).writeLine(to: output)
        case .record, .csv, .excel, .tsv, .markdown:
            guard let table = report.tables.first else { return [] }
            var listing = Listing(name: report.statistic.name, columns: table.listingColumns, rows: [])
            listing.rows = table.rows.map { table.fields(of: $0, for: form.format) }
            try listing.write(to: output, format: form.format, color: global.color)
        }
        return []
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
