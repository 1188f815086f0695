/// Where a search takes place.
public struct SearchedRelease: Sendable, Hashable {
    public var ref: String
    /// In the order in which found samples have them.
    public var labelsets: [String]

    public init(ref: String, labelsets: [String]) {
        self.ref = ref
        self.labelsets = labelsets
    }
}
