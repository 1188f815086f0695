import ArgumentParser
import Warehouse

/// The filters and groups of statistics.
struct StatisticScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only this labelset; may be given several times.", valueName: "name"))
    var labelset: [String] = []

    @Option(
        help: ArgumentHelp("Only labels of this status; may be given several times.", valueName: "status"))
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only annotations of this category, by name or id; may be given several times.",
            valueName: "category"))
    var category: [String] = []

    @Option(
        help: ArgumentHelp("Only annotations of this sensor; may be given several times.", valueName: "name"))
    var sensor: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only where this SQL expression over the columns of the statistic's view holds.",
            valueName: "expression"))
    var condition: String?

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Group by category, labelset, status, sensor, metadata.KEY or attribute.NAME; may be given several times.",
            valueName: "what"),
        transform: StatisticScopeOptions.grouping)
    var groups: [Grouping] = []

    @Option(help: ArgumentHelp("At most N rows per labelset in each table, largest first.", valueName: "n"))
    var top: Int?

    @Option(help: ArgumentHelp("Bins of histograms (default: 10).", valueName: "bins"))
    var bins = 10

    @Option(
        help: ArgumentHelp(
            "Boxes overlapping by so much are duplicates: intersection over union (default: 0.9).",
            valueName: "iou"))
    var iou = 0.9

    @Option(
        name: .customLong("time-unit"),
        help: ArgumentHelp(
            "What time stamps count: s, ms, us or ns (default: told by their size).", valueName: "unit"))
    var timeUnit: TimeUnit?

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top is a number of rows, 1 or more") }
        guard (1...10_000).contains(bins) else { throw ValidationError("--bins is a number from 1 to 10000") }
        guard iou > 0, iou <= 1 else { throw ValidationError("--iou is a number above 0, up to 1") }
    }

    /// Whether anything narrows or groups what is counted.
    var hasFilters: Bool {
        !labelset.isEmpty || !status.isEmpty || !category.isEmpty || !sensor.isEmpty || condition != nil
            || !groups.isEmpty
    }

    var options: StatisticOptions {
        var options = StatisticOptions()
        options.labelsets = labelset
        options.statuses = status
        options.categories = category
        options.sensors = sensor
        options.condition = condition
        options.groups = groups.isEmpty ? nil : groups
        options.top = top
        options.bins = bins
        options.overlap = iou
        options.timeUnit = timeUnit
        options.cancellation = Interruption.cancellation
        return options
    }

    private static func grouping(_ word: String) throws -> Grouping {
        guard let grouping = Grouping(word) else {
            throw ValidationError(
                "cannot group by '\(word)'; choose \(Grouping.words.joined(separator: ", "))")
        }
        return grouping
    }
}

extension TimeUnit: ExpressibleByArgument {}
