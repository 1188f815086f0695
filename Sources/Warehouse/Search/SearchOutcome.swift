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
        /// The query asks for something that nothing in the release has, with what may have been meant.
        case unknown(UnknownValue, nearest: [String])
        /// A word that reads like a comparison, but has no colon: it is only looked for in names.
        case comparisonAsWord(String, meant: String)
    }

    public init(ref: String, total: Int, isTruncated: Bool, notes: [Note]) {
        self.ref = ref
        self.total = total
        self.isTruncated = isTruncated
        self.notes = notes
    }
}
