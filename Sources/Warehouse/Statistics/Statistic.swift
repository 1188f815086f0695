/// An entry of the catalogue of statistics.
///
/// `Documentation/statistics.md` has the exact definitions.
public struct Statistic: Sendable, Hashable {
    /// The stable name.
    public var name: String
    /// One line: what it answers.
    public var summary: String
    /// The unit of its figures.
    public var unit: String
    /// The view whose rows it counts, and whose columns a condition may use.
    public var view: View
    /// What a release must contain for it to have figures.
    public var needs: String
    /// The column of its first table that a trend follows; nil when nothing in it can be followed.
    public var trend: String?

    init(_ name: String, _ summary: String, unit: String, view: View, needs: String, trend: String?) {
        self.name = name
        self.summary = summary
        self.unit = unit
        self.view = view
        self.needs = needs
        self.trend = trend
    }

    /// The views that statistics count.
    public enum View: String, Sendable, Hashable {
        case annotations, labels, samples
    }

    /// All statistics, in the order in which people are shown them.
    public static let all: [Statistic] = catalogue.map { $0.entry }

    /// The statistic of a name.
    ///
    /// - Throws: ``WarehouseError``: `notFound`, with the nearest names.
    public static func named(_ name: String) throws -> Statistic {
        if let found = all.first(where: { $0.name == name }) { return found }
        throw WarehouseError(
            kind: .notFound, message: "there is no statistic \(name)", remedy: .list(.statistics),
            candidates: NearestNames.of(name, in: all.map(\.name)))
    }
}

/// How a statistic is calculated.
protocol StatisticCalculation {
    static var entry: Statistic { get }

    /// The tables of one release, or of what the options leave of it; the first is the main one.
    ///
    /// Rows may be in any order that is the same each time.
    static func tables(of selection: Selection) throws -> [FigureTable]
}

/// A statistic in which a release's figures depend on other releases.
protocol HistoricStatistic: StatisticCalculation {
    /// The tables of several releases, in any order; empty ones for a release without what filters ask for.
    ///
    /// - Throws: ``WarehouseError``: `notFound` for what no release has.
    static func tables(
        of releases: [ReleaseSummary], in warehouse: Warehouse, _ options: StatisticOptions
    ) throws -> [[FigureTable]]
}

/// The statistics of one release.
public struct ReleaseStatistics: Sendable, Hashable {
    public var release: ReleaseSummary
    /// Those that the release defines, in its order.
    public var categories: [CategoryIdentity]
    /// In the order in which they were asked for.
    public var reports: [StatisticReport]
}

extension CategoryLineage {
    /// The lineage over releases of any warehouses; the newest last.
    public init(_ releases: [ReleaseStatistics]) {
        self.init(releases.map { ($0.release, $0.categories) })
    }
}

/// The tables of one statistic.
public struct StatisticReport: Sendable, Hashable {
    public var statistic: Statistic
    /// The first is the main one.
    public var tables: [FigureTable]
}
