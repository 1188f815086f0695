/// How two releases are compared, and which changes are told.
public struct DiffOptions: Sendable {
    /// Only one rule to find annotations again; nil for all, one after the other.
    public var match: Change.MatchRule?
    /// The least likeness, from 0 to 1, by which annotations are found again by geometry.
    public var iouThreshold = 0.5
    /// Numbers that differ by no more than this are equal. Absolute: in metres of a map's grid, a share of the number
    /// would hide real moves.
    public var tolerance = 1e-6
    /// Whether noise is told too: signatures of URLs, and differences within the tolerance.
    public var tellsNoise = false
    /// Fields that are not compared: a name as in ``FieldChange/field``, or its first part: `metadata`, `attributes.note`.
    public var ignoredFields: [String] = []
    /// Whether samples that no uuid pairs are paired by name, where it is unique and the asset is the same.
    public var pairsSamplesByName = false

    // What is told and counted. A label counts as modified when anything of it is told. Filters on sensors and
    // categories leave out what is of no annotation of theirs: a label's other fields, and links.
    public var labelsets: [String] = []
    /// By name on either side, or by id.
    public var categories: [String] = []
    public var sensors: [String] = []
    /// Statuses on either side, in any case.
    public var statuses: [String] = []
    /// Kinds of changes; none are all.
    public var kinds: [Change.Kind] = []
    /// Down to this level; nil for all, but samples and labels that came or went are told as one change. With
    /// `annotation` (or `link`) what they brought along is told, too.
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
