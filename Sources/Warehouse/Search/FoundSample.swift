import ReleaseFormat

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
