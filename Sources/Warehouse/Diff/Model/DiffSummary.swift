/// How much two releases differ: the figures of `relwh.diff/1`.
public struct DiffSummary: Sendable, Hashable {
    public struct Categories: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        public var renamed = 0
        public var renumbered = 0
        /// Those of which something else than the name or the number is another.
        public var modified = 0
    }

    public struct Labelsets: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        public var modified = 0
    }

    public struct Samples: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        /// Those whose own keys changed, their name among them; not those of which only labels did.
        public var modified = 0
        public var renamed = 0
        public var unchanged = 0
    }

    /// Labels that are not null.
    public struct Labels: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        /// On both sides and not equal, annotations included.
        public var modified = 0
        public var unchanged = 0
        public var statusChanged = 0
        /// On both sides with another mask, whether or not the list of annotations changed too; pixels are not compared.
        public var maskChanged = 0
    }

    public struct Annotations: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        public var modified = 0
        public var unchanged = 0
        /// By the category's identity, not its number.
        public var recategorized = 0
        public var geometryChanged = 0
        public var attributesChanged = 0
    }

    public struct Links: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        public var modified = 0
    }

    /// Labels on both sides that went from one status to another.
    public struct StatusTransition: Sendable, Hashable {
        public var labelset: String
        /// nil for a label without one.
        public var from: String?
        public var to: String?
        public var labels: Int

        public init(labelset: String, from: String?, to: String?, labels: Int) {
            self.labelset = labelset
            self.from = from
            self.to = to
            self.labels = labels
        }
    }

    /// Differences that were taken for noise, by the rule that hid them.
    public struct Hidden: Sendable, Hashable {
        /// `signed urls`, `tolerance 1e-06`, `ignored: metadata`, …
        public var rule: String
        public var differences: Int

        public init(rule: String, differences: Int) {
            self.rule = rule
            self.differences = differences
        }
    }

    public var categories = Categories()
    public var labelsets = Labelsets()
    public var samples = Samples()
    public var labels = Labels()
    public var annotations = Annotations()
    public var links = Links()
    /// In the order of labelsets and statuses.
    public var statusTransitions: [StatusTransition] = []
    public var hidden: [Hidden] = []

    public init() {}

    /// Whether nothing was found to differ, the release's own fields aside.
    public var isEmpty: Bool {
        var figures = self
        figures.samples.unchanged = 0
        figures.labels.unchanged = 0
        figures.annotations.unchanged = 0
        figures.hidden = []
        return figures == DiffSummary()
    }
}
