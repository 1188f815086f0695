import Warehouse

/// What became of a gate.
public struct GateResult: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case passed
        case failed
        /// It asks for what the release does not say: a class that it does not define, a figure of nothing. No pass.
        case unanswered
        /// There is nothing to compare with: the first release of a dataset passes.
        case skipped
    }

    public var gate: Gate
    public var outcome: Outcome
    /// What was found, in words: `412, 88 too few`; nil without an answer.
    public var found: String?
    /// The number that was compared with the bound: a count, a measure, or a share of 1; nil without an answer, and where
    /// there are many.
    public var number: Figure?
    /// Why there is no answer, or nothing to compare with.
    public var reason: String?
    /// The labelset that it spoke of; nil where it is about the whole release.
    public var labelset: String?
    /// The release that it was compared with.
    public var against: String?

    public init(
        gate: Gate, outcome: Outcome, found: String? = nil, number: Figure? = nil, reason: String? = nil,
        labelset: String? = nil, against: String? = nil
    ) {
        self.gate = gate
        self.outcome = outcome
        self.found = found
        self.number = number
        self.reason = reason
        self.labelset = labelset
        self.against = against
    }

    /// Whether the release may go through.
    public var isGood: Bool { outcome == .passed || outcome == .skipped }
}
