/// What statistics say of one release.
public struct ReleaseStatistics: Sendable, Hashable {
    public var release: ReleaseSummary
    /// Those that the release defines, in its order.
    public var categories: [CategoryIdentity]
    /// In the order in which they were asked for.
    public var reports: [StatisticReport]
}

extension CategoryLineage {
    /// Of releases of any warehouses; the newest last.
    public init(_ releases: [ReleaseStatistics]) {
        self.init(releases.map { ($0.release, $0.categories) })
    }
}

/// What one statistic says.
public struct StatisticReport: Sendable, Hashable {
    public var statistic: Statistic
    /// The first is the main one.
    public var tables: [FigureTable]
}
