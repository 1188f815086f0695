/// A found sample's label in a labelset.
public struct FoundLabel: Sendable, Hashable {
    public var labelset: String
    /// `UNLABELED` where the label is null or missing; nil where it says nothing.
    public var status: String?
    /// nil where the label is null or missing.
    public var annotations: Int?

    public init(labelset: String, status: String?, annotations: Int?) {
        self.labelset = labelset
        self.status = status
        self.annotations = annotations
    }
}
