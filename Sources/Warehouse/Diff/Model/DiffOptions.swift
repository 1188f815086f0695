/// How two releases are compared, and which changes are told.
public struct DiffOptions: Sendable {
    /// Only one rule to find annotations again; nil for all, one after the other.
    public var match: Change.MatchRule?
    /// The least likeness, from 0 to 1, by which annotations are found again by geometry.
    public var iouThreshold = 0.5
    /// Numbers of geometry and attributes that differ by no more than this are equal; relative to their size beyond 1.
    public var tolerance = 1e-6
    /// Whether noise is told too: signatures of URLs, and differences within the tolerance.
    public var tellsNoise = false
    /// Fields that are not compared: a name as in ``FieldChange/field``, or its first part: `metadata`, `attributes.note`.
    public var ignoredFields: [String] = []

    // What is told and counted.
    public var labelsets: [String] = []
    /// By name on either side, or by id.
    public var categories: [String] = []
    public var sensors: [String] = []
    /// Statuses on either side, in any case.
    public var statuses: [String] = []
    /// Kinds of changes; none are all.
    public var kinds: [Change.Kind] = []
    /// Down to this level; nil for all, but samples that came or went are told as one change.
    public var level: Change.Level?
    public var cancellation: Cancellation?

    public init() {}
}
