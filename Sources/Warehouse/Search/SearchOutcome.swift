import ReleaseFormat

/// The result of a search.
public struct SearchOutcome: Sendable, Hashable {
    public var ref: String
    /// How many samples match the query, returned or not.
    public var total: Int
    /// Whether more matched than were asked for.
    public var isTruncated: Bool
    /// Notes on the result.
    public var notes: [Note]

    public enum Note: Sendable, Hashable {
        /// The release does not state who made any label, so that `labeled-by` matches nothing.
        case noAuthors
        /// The release does not state who reviewed any label, so that `reviewed-by` matches nothing.
        case noReviewers
        /// The query asks for something that nothing in the release has; `nearest` is what may have been meant.
        case unknown(UnknownValue, nearest: [String])
        /// A word that reads like a comparison, but has no colon: it is only searched for in names.
        case comparisonAsWord(String, meant: String)
    }

    public init(ref: String, total: Int, isTruncated: Bool, notes: [Note]) {
        self.ref = ref
        self.total = total
        self.isTruncated = isTruncated
        self.notes = notes
    }
}

/// A sample that a search found.
public struct FoundSample: Sendable, Hashable {
    /// Index in the release's list, from 0.
    public var position: Int
    public var uuid: String
    public var name: String?
    public var frames: Int?
    /// URL of the still, or of the first frame.
    public var assetURL: String?
    /// One for each labelset of the release, in its order.
    public var labels: [FoundLabel]
    /// One for each of ``SearchOptions/columns``; nil where the sample has no such value.
    public var values: [JSONValue?]

    public init(
        position: Int, uuid: String, name: String?, frames: Int?, assetURL: String?, labels: [FoundLabel],
        values: [JSONValue?] = []
    ) {
        self.position = position
        self.uuid = uuid
        self.name = name
        self.frames = frames
        self.assetURL = assetURL
        self.labels = labels
        self.values = values
    }
}

/// A found sample's label in a labelset.
public struct FoundLabel: Sendable, Hashable {
    public var labelset: String
    /// `UNLABELED` if the label is null or missing; nil if it states none.
    public var status: String?
    /// nil if the label is null or missing.
    public var annotations: Int?

    public init(labelset: String, status: String?, annotations: Int?) {
        self.labelset = labelset
        self.status = status
        self.annotations = annotations
    }
}

/// The release that is searched.
public struct SearchedRelease: Sendable, Hashable {
    public var ref: String
    /// In the order in which found samples have them.
    public var labelsets: [String]

    public init(ref: String, labelsets: [String]) {
        self.ref = ref
        self.labelsets = labelsets
    }
}
