import ArgumentParser
import Warehouse

/// What is compared and how, and which changes are shown.
struct DiffScopeOptions: ParsableArguments {
    @Option(
        name: .customLong("filter"),
        help: ArgumentHelp(
            "Only added, removed, modified, renamed or renumbered things; separate several with commas.",
            valueName: "kind"), completion: .several(Change.Kind.allCases.map(\.rawValue)),
        transform: DiffScopeOptions.kinds)
    var filters: [[Change.Kind]] = []

    @Option(
        help: ArgumentHelp(
            "Only annotations of this category, by name or id; may be given several times.",
            valueName: "category"), completion: .category)
    var category: [String] = []

    @Option(
        help: ArgumentHelp("Only this labelset; may be given several times.", valueName: "name"),
        completion: .labelset)
    var labelset: [String] = []

    @Option(
        help: ArgumentHelp("Only annotations of this sensor; may be given several times.", valueName: "name"),
        completion: .sensor)
    var sensor: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only labels of this status, before or after; may be given several times.", valueName: "status"),
        completion: .status)
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Down to release, category, labelset, sample, label, annotation or link (default: all, but one line for an added or removed sample).",
            valueName: "level"), completion: .list(DiffScopeOptions.levels.map(\.rawValue)),
        transform: DiffScopeOptions.level)
    var level: Change.Level?

    @Option(
        help: ArgumentHelp(
            "Match annotations only by track_id, id or geometry (default: try one after the other).",
            valueName: "rule"), completion: .list(Change.MatchRule.allCases.map(\.rawValue)),
        transform: DiffScopeOptions.rule)
    var match: Change.MatchRule?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The minimum overlap to match annotations by geometry (default: 0.5).", valueName: "iou"),
        transform: NumberOption.share)
    var iou: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Numbers that differ by at most this are equal (default: 1e-6).", valueName: "difference"),
        transform: NumberOption.magnitude)
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "Do not compare this field, such as metadata or attributes.note; may be given several times.",
            valueName: "field"))
    var ignore: [String] = []

    @Flag(
        name: .customLong("no-ignore"),
        help: """
            Also show ignored differences: signatures of URLs, numbers within the tolerance, empty lists and objects, \
            the order of annotations.
            """)
    var reportsNoise = false

    func validate() throws {
        if let iou, match == .id || match == .trackID {
            throw ValidationError(
                "--iou \(iou) is for matching annotations by geometry; leave it out, or --match")
        }
        if tolerance != nil, reportsNoise {
            throw ValidationError("--tolerance and --no-ignore contradict each other; give one of them")
        }
        if ignore.contains("") { throw ValidationError("--ignore needs the name of a field") }
    }

    var options: DiffOptions {
        var options = DiffOptions()
        options.match = match
        if let iou { options.iouThreshold = iou }
        if let tolerance { options.tolerance = tolerance }
        options.reportsNoise = reportsNoise
        options.ignoredFields = ignore
        options.labelsets = labelset
        options.categories = category
        options.sensors = sensor
        options.statuses = status
        options.kinds = filters.flatMap { $0 }
        options.level = level
        options.cancellation = Interruption.cancellation
        return options
    }

    /// Whether there may be differences that are not asked for.
    var isNarrowed: Bool {
        !(filters.isEmpty && category.isEmpty && labelset.isEmpty && sensor.isEmpty && status.isEmpty
            && ignore.isEmpty) || level != nil
    }

    /// What filters leave; nil for all.
    var filterText: String? {
        var text = FilterText()
        text.add("labelset", labelset)
        text.add("status", status)
        text.add("category", category)
        text.add("sensor", sensor)
        text.add("changes", filters.flatMap { $0 }.map(\.rawValue))
        text.add("level", [level].compactMap { $0?.rawValue })
        let ignored = ignore.map { SafeText.shown($0) }.joined(separator: ", ")
        let parts = [text.line, ignore.isEmpty ? nil : "ignoring \(ignored)"].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    // MARK: Words

    private static func kinds(_ text: String) throws -> [Change.Kind] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
            try known(String(word), Change.Kind.allCases.map { ($0.rawValue, $0) }, option: "--filter")
        }
    }

    private static func rule(_ word: String) throws -> Change.MatchRule {
        try known(
            word.replacing("-", with: "_"), Change.MatchRule.allCases.map { ($0.rawValue, $0) },
            option: "--match")
    }

    private static let levels = Change.Level.allCases.filter { $0 != .attributeDefinition }

    /// A level by its name, in the plural too.
    private static func level(_ word: String) throws -> Change.Level {
        let all = levels
        let plurals = all.map { ($0 == .category ? "categories" : $0.rawValue + "s", $0) }
        if let plural = plurals.first(where: { $0.0 == word }) { return plural.1 }
        return try known(word, all.map { ($0.rawValue, $0) }, option: "--level")
    }

    private static func known<Value>(_ word: String, _ all: [(String, Value)], option: String) throws -> Value
    {
        if let found = all.first(where: { $0.0 == word }) { return found.1 }
        let names = all.map(\.0)
        let near = NearestName.of(word, among: names).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError(
            "unknown \(option.drop { $0 == "-" }) '\(word)'; choose \(names.joined(separator: ", "))\(near)")
    }
}
