/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Worth a look; often as it should be.
    case info
    /// Probably a mistake, which a reader of the release may live with.
    case warning
    /// A mistake: the release contradicts itself or its own definitions.
    case error

    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
