/// What became of the findings of a baseline.
public struct BaselineOutcome: Sendable, Hashable {
    /// Findings that are known, and were found again.
    public var hidden: Int
    /// Known findings that are gone; nil where labels were left out, and it is not known.
    ///
    /// Those of rules that were not looked at do not count.
    public var gone: Int?

    public init(hidden: Int, gone: Int?) {
        self.hidden = hidden
        self.gone = gone
    }
}
