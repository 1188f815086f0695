/// A release in release notes: what it changed since the one before it in its dataset.
public struct ChangelogEntry: Sendable, Hashable {
    /// What changed; the figures with what samples and labels brought along.
    public struct Changes: Sendable, Hashable {
        public var summary: DiffSummary
        /// The release's own fields, without its name, its time and its description.
        public var fields: [FieldChange]
        /// Of categories and of attribute definitions, in the order of the diff.
        public var categories: [Change]
        public var labelsets: [Change]
        /// By category, the most changed first.
        public var annotations: [Category]

        public init(
            summary: DiffSummary = DiffSummary(), fields: [FieldChange] = [], categories: [Change] = [],
            labelsets: [Change] = [], annotations: [Category] = []
        ) {
            self.summary = summary
            self.fields = fields
            self.categories = categories
            self.labelsets = labelsets
            self.annotations = annotations
        }
    }

    /// How many annotations of a category came, went and changed.
    public struct Category: Sendable, Hashable {
        /// As the newer release calls it, or the older where that is gone; its id where it has no name; nil for annotations
        /// without one. An annotation that got another category counts as modified in the new one.
        public var category: String?
        public var added = 0
        public var removed = 0
        public var modified = 0

        public init(category: String?, added: Int = 0, removed: Int = 0, modified: Int = 0) {
            self.category = category
            self.added = added
            self.removed = removed
            self.modified = modified
        }

        public var total: Int { added + removed + modified }
    }

    /// What the first release of a dataset began with.
    public struct Beginning: Sendable, Hashable {
        public var labelsets: [LabelsetSummary]
        /// In the order of the file.
        public var categories: [CategorySummary]

        public init(labelsets: [LabelsetSummary], categories: [CategorySummary]) {
            self.labelsets = labelsets
            self.categories = categories
        }
    }

    public var release: ReleaseSummary
    /// The release before it in its dataset; nil for the first.
    public var previous: ReleaseSummary?
    /// nil for the first.
    public var changes: Changes?
    /// nil for all but the first.
    public var beginning: Beginning?

    public init(
        release: ReleaseSummary, previous: ReleaseSummary?, changes: Changes?, beginning: Beginning?
    ) {
        self.release = release
        self.previous = previous
        self.changes = changes
        self.beginning = beginning
    }
}
