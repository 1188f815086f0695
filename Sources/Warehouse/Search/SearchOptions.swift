/// How to search.
public struct SearchOptions: Sendable {
    /// Whether words are found in names whatever their case.
    public var ignoresCase: Bool
    /// How many samples to hand out; the others are only counted. nil: all.
    public var limit: Int?
    public var cancellation: Cancellation?

    public init(ignoresCase: Bool = false, limit: Int? = nil, cancellation: Cancellation? = nil) {
        self.ignoresCase = ignoresCase
        self.limit = limit
        self.cancellation = cancellation
    }
}
