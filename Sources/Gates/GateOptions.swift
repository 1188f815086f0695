import Warehouse

/// How gates are asked.
public struct GateOptions {
    /// What the rules file says: gates about findings count all rules' findings, as these settings have them.
    public var settings = RuleSettings()
    /// The release to compare with where a gate file names none; nil for the previous release of the dataset.
    public var previous: DiffSide?
    /// Finds a release that a gate file names; nil to look in the warehouse of the release itself.
    public var find: ((String) throws -> DiffSide)?
    public var cancellation: Cancellation?

    public init() {}
}
