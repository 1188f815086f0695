/// Which part of a release a statistic looks at, and how it shows its figures.
///
/// One rule for all statistics: a filter on annotations keeps a label, and its sample, that has at least one
/// annotation left; a filter on labels keeps the annotations of the labels that are left. Labelsets are never mixed:
/// every figure of labels or annotations is one of a single labelset.
public struct StatisticOptions: Sendable {
    /// Only these labelsets; none are all.
    public var labelsets: [String] = []
    /// Only labels of these statuses; `UNLABELED` are null and missing labels too,
    /// `no label` only those.
    public var statuses: [String] = []
    /// Only annotations of these categories, by name or, if no category has that name, by id.
    public var categories: [String] = []
    /// Only annotations of these sensors.
    public var sensors: [String] = []
    /// An SQL expression over the columns of the statistic's view.
    public var condition: String?
    /// What to group by; nil for the statistic's own groups.
    public var groups: [Grouping]?
    /// At most this many rows per group, the greatest first; nil for all.
    public var top: Int?
    /// Bins of histograms.
    public var bins = 10
    /// Two boxes of one class and frame are duplicates from this intersection over union on.
    public var overlap = 0.9
    /// What numbers in time stamps count; nil to infer it from their magnitude.
    public var timeUnit: TimeUnit?
    /// Whether a category of several releases that was renamed or renumbered is the same, as it is for a diff.
    public var followsRenames = true
    public var cancellation: Cancellation?

    /// Why a figure is unknown that ``timeUnit`` would make known.
    public static let needsTimeUnit = "needs time stamps of a known unit"

    public init() {}

    /// Whether there are no filters, and the groups are the statistic's own.
    var selectsWholeRelease: Bool {
        labelsets.isEmpty && statuses.isEmpty && categories.isEmpty && sensors.isEmpty && condition == nil
            && groups == nil
    }
}

/// A key that figures are grouped by.
public enum Grouping: Sendable, Hashable {
    case category
    case labelset
    case status
    case sensor
    /// A key of the samples' metadata.
    case metadata(String)
    /// An attribute of the objects.
    case attribute(String)

    /// Reads `category`, `class`, `labelset`, `status`, `sensor`, `metadata.KEY` or `attribute.NAME`.
    public init?(_ text: String) {
        switch text {
        case "category", "class": self = .category
        case "labelset": self = .labelset
        case "status": self = .status
        case "sensor": self = .sensor
        default:
            if text.hasPrefix("metadata."), text.utf8.count > 9 {
                self = .metadata(String(text.dropFirst(9)))
            } else if text.hasPrefix("attribute."), text.utf8.count > 10 {
                self = .attribute(String(text.dropFirst(10)))
            } else {
                return nil
            }
        }
    }

    /// The words that ``init(_:)`` reads.
    public static let words = ["category", "labelset", "status", "sensor", "metadata.KEY", "attribute.NAME"]
}

extension FilterValues {
    init(_ options: StatisticOptions) {
        self.init(
            labelsets: options.labelsets, categories: options.categories, statuses: options.statuses,
            sensors: options.sensors,
            others: (options.groups ?? []).compactMap { grouping in
                switch grouping {
                case .metadata(let key): (.metadataKey, key)
                case .attribute(let name): (.attribute, name)
                case .category, .labelset, .status, .sensor: nil
                }
            })
    }
}
