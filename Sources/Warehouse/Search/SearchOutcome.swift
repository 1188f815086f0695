/// What came of a search.
public struct SearchOutcome: Sendable, Hashable {
    public var ref: String
    /// How many samples the query matches, handed out or not.
    public var total: Int
    /// Whether more matched than were asked for.
    public var isTruncated: Bool
    /// What to know about the answer.
    public var notes: [Note]

    public enum Note: Sendable, Hashable {
        /// The release says of no label who made it, so that `labeled-by` matches nothing.
        case noAuthors
        /// The release says of no label who reviewed it, so that `reviewed-by` matches nothing.
        case noReviewers
    }

    public init(ref: String, total: Int, isTruncated: Bool, notes: [Note]) {
        self.ref = ref
        self.total = total
        self.isTruncated = isTruncated
        self.notes = notes
    }
}
