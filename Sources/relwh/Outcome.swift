/// The one registry of exit codes. Where several things failed, the highest counts.
enum Outcome: Int32, Comparable, CaseIterable, Sendable {
    case done = 0
    /// Differences or findings, and only where asked for.
    case differences = 1
    /// The command line makes no sense.
    case usage = 2
    /// Not found, or ambiguous.
    case notFound = 3
    /// The input is invalid; nothing was written.
    case invalidInput = 4
    /// The warehouse cannot be used: locked, corrupt, of a newer schema, no warehouse at all.
    case unusable = 5
    /// SQL was refused.
    case sql = 6
    /// A limit was hit: of time, of size, of the disk.
    case limit = 7
    // 8 is reserved for failures of the network.
    /// A bug of ours.
    case bug = 70
    /// Interrupted and rolled back.
    case interrupted = 130

    static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
}
