import ArgumentParser
import Warehouse

struct Trend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "Follow a statistic over the releases of a dataset.",
        usage: "relwh trend [<options>] <statistic> [<dataset>]",
        discussion: """
            One row per release, oldest first, with the difference from the one before. Without a dataset, uses \
            the only one. Each statistic has a main figure; --figure chooses another column of its first table. \
            A category is followed through renames, as in a diff; --by-name follows its name alone.

            Examples:
              relwh trend classes acme/flowers
              relwh trend classes --category car --json
              relwh trend boxes --figure width_mean --top 3
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>
    @OptionGroup var scope: StatisticScopeOptions

    @Option(help: ArgumentHelp("The figure to follow.", valueName: "name"))
    var figure: String?

    @Argument(help: "A statistic: see 'relwh list stats'.", completion: .list(Statistic.all.map(\.name)))
    var statistic: String

    @Argument(help: "A dataset.", completion: .dataset)
    var dataset: String?

    func run() throws {
        Interruption.listen()
        let statistic = try Statistic.named(statistic)
        let series = try global.openForReading().trend(
            statistic, dataset: dataset, figure: figure, options: scope.options)
        let output = try form.openOutput()
        switch form.format {
        case .table:
            if let filters = scope.filterText {
                try output.write(line: output.style(global.color).muted(filters) + "\n")
            }
            try SeriesText(output: output, color: global.color).writeTrend(
                series, title: statistic.name, top: scope.top)
        case .json:
            let members: [(String, DocumentValue)] = [
                ("dataset", .optional(series.releases.last?.dataset)),
                ("statistic", .string(statistic.name)), ("figure", .string(series.figure.name)),
                ("unit", .optional(series.figure.unit?.rawValue)),
                ("releases", .array(series.releaseMembers.map { .members($0) })),
            ]
            try JSONDocument(thing: "trend", members: members).write(to: output)
        case .ndjson:
            for release in series.releaseMembers {
                try JSONDocument(thing: "trend", members: release).writeLine(to: output)
            }
        case .record, .csv, .excel, .tsv, .markdown:
            try series.listing(for: form.format).write(to: output, format: form.format, color: global.color)
        }
        try output.finish()
    }
}

extension FigureSeries {
    /// A row per release and series.
    fileprivate func listing(for format: RowFormat) -> Listing {
        var columns: [Listing.Column] = ["ref", "release", "created_at"].map { .init($0, title: $0) }
        columns += keys.map { .init($0.name, title: $0.name) }
        columns += [figure.name, "delta", "change"].map { .init($0, title: $0, isNumeric: true) }
        let hasCategories = keys.contains { $0.name.hasSuffix("category_id") }
        if hasCategories { columns.append(.init("renamed_from", title: nil)) }
        var listing = Listing(name: "trend", columns: columns, rows: [])
        for (index, release) in releases.enumerated() {
            for one in series {
                guard let value = one.values[index] else { continue }
                let former: [DocumentValue] = hasCategories ? [.optional(one.formerNames[index])] : []
                listing.rows.append(
                    [.string(release.ref), .string(release.release), .optional(release.createdAt)]
                        + zip(one.key, keys).map { $0.field(in: $1, for: format) }
                        + fields(of: value, one.delta(at: index), one.change(at: index), for: format)
                        + former)
            }
        }
        return listing
    }
}
