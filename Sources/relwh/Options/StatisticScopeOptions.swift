import ArgumentParser
import Warehouse

/// The filters and groups of statistics.
struct StatisticScopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only this labelset; may be given several times.", valueName: "name"),
        completion: .labelset)
    var labelset: [String] = []

    @Option(
        help: ArgumentHelp("Only labels of this status; may be given several times.", valueName: "status"),
        completion: .status)
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only annotations of this category, by name or id; may be given several times.",
            valueName: "category"), completion: .category)
    var category: [String] = []

    @Option(
        help: ArgumentHelp("Only annotations of this sensor; may be given several times.", valueName: "name"),
        completion: .sensor)
    var sensor: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only rows of the statistic's view for which this SQL expression is true.",
            valueName: "expression"))
    var condition: String?

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Group by category, labelset, status, sensor, metadata.KEY or attribute.NAME; may be given several times.",
            valueName: "what"), completion: .grouping,
        transform: StatisticScopeOptions.grouping)
    var groups: [Grouping] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("At most N rows per labelset in each table, largest first.", valueName: "n"),
        transform: NumberOption.whole(1...))
    var top: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The number of bins in histograms (default: 10).", valueName: "n"),
        transform: NumberOption.whole(1...10_000))
    var bins = 10

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Boxes with at least this intersection over union are duplicates (default: 0.9).",
            valueName: "iou"), transform: NumberOption.share)
    var iou = 0.9

    @Option(
        name: .customLong("time-unit"),
        help: ArgumentHelp(
            "The unit of time stamps (default: inferred from their magnitude).",
            valueName: "unit"), completion: .list(TimeUnit.allCases.map(\.rawValue)))
    var timeUnit: TimeUnit?

    @Flag(
        name: .customLong("by-name"),
        help: "Follow categories by name alone over several releases, not through renames.")
    var byName = false

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
        options.followsRenames = !byName
        options.cancellation = Interruption.cancellation
        return options
    }

    /// What filters leave; nil for all.
    var filterText: String? {
        var text = FilterText()
        text.add("labelset", labelset)
        text.add("status", status)
        text.add("category", category)
        text.add("sensor", sensor)
        text.add("where", [condition].compactMap { $0 })
        return text.line
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
