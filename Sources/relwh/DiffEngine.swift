import Warehouse

/// The one door to the comparison of releases.
enum DiffEngine {
    static func run(
        from: DiffSide, to: DiffSide, options: DiffOptions, change: (Change) throws -> Void
    ) throws -> DiffSummary {
        throw Failure(.bug, "releases cannot be compared yet")
    }
}
