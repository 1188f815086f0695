/// A sample that a search found.
public struct FoundSample: Sendable, Hashable {
    /// Place in the release's list, from 0.
    public var position: Int
    public var uuid: String
    public var name: String?
    public var frames: Int?
    /// URL of the still, or of the first frame.
    public var assetURL: String?
    /// One for each labelset of the release, in its order.
    public var labels: [FoundLabel]

    public init(
        position: Int, uuid: String, name: String?, frames: Int?, assetURL: String?, labels: [FoundLabel]
    ) {
        self.position = position
        self.uuid = uuid
        self.name = name
        self.frames = frames
        self.assetURL = assetURL
        self.labels = labels
    }
}
