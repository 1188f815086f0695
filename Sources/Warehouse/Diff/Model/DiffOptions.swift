/// How two releases are compared, and which changes are reported.
public struct DiffOptions: Sendable {
    /// Only one rule to find annotations again; nil for all, one after the other.
    public var match: Change.MatchRule?
    /// The least likeness, from 0 to 1, by which annotations are found again by geometry.
    public var iouThreshold = 0.5
    /// Numbers that differ by no more than this are equal. Absolute: in metres of a map's grid, a share of the number
    /// would hide real moves.
    public var tolerance = 1e-6
    /// Whether noise is reported too: signatures of URLs, and differences within the tolerance.
    public var reportsNoise = false
    /// Fields that are not compared: a name as in ``FieldChange/field``, or its first part: `metadata`, `attributes.note`.
    public var ignoredFields: [String] = []
    /// Whether samples that no uuid pairs are paired by name, where it is unique and the asset is the same.
    public var pairsSamplesByName = false

    // What is reported and counted. A label counts as modified if any change in it is reported. Filters on sensors and
    // categories leave out what belongs to no annotation: a label's other fields, and links.
    public var labelsets: [String] = []
    /// By name on either side, or by id.
    public var categories: [String] = []
    public var sensors: [String] = []
    /// Statuses on either side, in any case.
    public var statuses: [String] = []
    /// Kinds of changes; empty for all.
    public var kinds: [Change.Kind] = []
    /// Down to this level; nil for all levels, with one change for a sample or label that came or went. With
    /// `annotation` (or `link`) what they contain is reported too.
    public var level: Change.Level?
    public var cancellation: Cancellation?

    public init() {}
}

extension FilterValues {
    init(_ options: DiffOptions) {
        self.init(
            labelsets: options.labelsets, categories: options.categories, statuses: options.statuses,
            sensors: options.sensors, others: options.ignoredFields.map { (.field, $0) })
    }
}
