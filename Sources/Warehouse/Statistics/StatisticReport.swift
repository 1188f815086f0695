/// What statistics say of one release.
public struct ReleaseStatistics: Sendable, Hashable {
    public var release: ReleaseSummary
    /// In the order in which they were asked for.
    public var reports: [StatisticReport]
}

/// What one statistic says.
public struct StatisticReport: Sendable, Hashable {
    public var statistic: Statistic
    /// The first is the main one.
    public var tables: [FigureTable]
}
