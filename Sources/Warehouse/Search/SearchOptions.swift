/// The options of a search.
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

    /// Whether words are found in names regardless of their case.
    public var ignoresCase: Bool
    /// How many samples to return; the others are only counted. nil: all.
    public var limit: Int?
    /// The columns of ``FoundSample/values``: `position`, `sample_uuid`, `sample`, `frames`, `asset_url`,
    /// `LABELSET.label_status`, `LABELSET.annotations` or `metadata.KEY`.
    public var columns: [String]
    /// The sort order; samples without a value come last, equal ones in the release's order.
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
