/// An entry of the catalogue of rules that a release is checked against.
public struct Rule: Sendable, Hashable {
    /// The subject of a rule.
    public enum Group: String, Sendable, Hashable, CaseIterable {
        /// The structure of the release: ids, references, frames, sensors, names.
        case core
        /// The values of attributes, against their definitions.
        case attributes
        /// The shapes of annotations.
        case geometry
        /// The annotations of an object along a sequence.
        case tracks
        /// The labeling platform's own warnings and limits.
        case platform
    }

    /// A violation of the rule, and how to fix it.
    public struct Example: Sendable, Hashable {
        /// A short excerpt of a release file, as JSON.
        public var breaking: String
        /// What to do about it, in a sentence.
        public var remedy: String

        public init(breaking: String, remedy: String) {
            self.breaking = breaking
            self.remedy = remedy
        }
    }

    /// A number that a rule compares with, and that settings may change.
    public struct Threshold: Sendable, Hashable {
        /// In snake case, unique within its rule.
        public var name: String
        public var defaultValue: Double
        /// nil for counts and shares.
        public var unit: String?
        public var summary: String

        public init(_ name: String, _ defaultValue: Double, unit: String? = nil, summary: String) {
            self.name = name
            self.defaultValue = defaultValue
            self.unit = unit
            self.summary = summary
        }
    }

    /// Stable, in lower case with dots: `annotation.category.undefined`.
    public var id: String
    public var group: Group
    /// Its own; settings may change it.
    public var severity: Severity
    /// One line, without a full stop.
    public var summary: String
    /// The exact definition of a finding, in plain paragraphs.
    public var definition: String
    public var example: Example
    public var thresholds: [Threshold]
    /// Whether ``Finding/found`` is a phrase that needs no ``Finding/field`` before it: `LABELED, but no annotations`.
    public var findsPhrases: Bool
    /// The content of a release that is read for it.
    let needs: ContentNeeds

    init(
        _ id: String, _ group: Group, _ severity: Severity, summary: String, definition: String,
        example: Example, thresholds: [Threshold] = [], findsPhrases: Bool = false,
        needs: ContentNeeds = []
    ) {
        self.id = id
        self.group = group
        self.severity = severity
        self.summary = summary
        self.definition = definition
        self.example = example
        self.thresholds = thresholds
        self.findsPhrases = findsPhrases
        self.needs = needs
    }

    /// All rules, in the order in which people are shown them.
    public static let all: [Rule] = RuleCatalogue.rules

    /// The rule of an id.
    ///
    /// - Throws: ``WarehouseError``: `notFound`, with the nearest ids.
    public static func named(_ id: String) throws -> Rule {
        if let found = all.first(where: { $0.id == id }) { return found }
        throw WarehouseError(
            kind: .notFound, message: "there is no rule \(id)", remedy: .list(.rules),
            candidates: NearestNames.of(id, in: all.map(\.id)))
    }
}

/// The severity of a finding.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Worth a look; often as it should be.
    case info
    /// Probably a mistake, which a reader of the release may live with.
    case warning
    /// A mistake: the release contradicts itself or its own definitions.
    case error

    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
