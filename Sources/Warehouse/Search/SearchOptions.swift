/// How to search.
public struct SearchOptions: Sendable {
    /// A column to sort by.
    public struct Order: Sendable, Hashable {
        /// As in ``SearchOptions/columns``.
        public var column: String
        public var isDescending: Bool

        public init(column: String, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }
    }

    /// Whether words are found in names whatever their case.
    public var ignoresCase: Bool
    /// How many samples to hand out; the others are only counted. nil: all.
    public var limit: Int?
    /// What ``FoundSample/values`` has: `position`, `sample_uuid`, `sample`, `frames`, `asset_url`,
    /// `LABELSET.label_status`, `LABELSET.annotations` or `metadata.KEY`.
    public var columns: [String]
    /// What samples are sorted by; those without a value come last, equal ones in the release's order.
    public var order: [Order]
    public var cancellation: Cancellation?

    public init(
        ignoresCase: Bool = false, limit: Int? = nil, columns: [String] = [], order: [Order] = [],
        cancellation: Cancellation? = nil
    ) {
        self.ignoresCase = ignoresCase
        self.limit = limit
        self.columns = columns
        self.order = order
        self.cancellation = cancellation
    }
}
