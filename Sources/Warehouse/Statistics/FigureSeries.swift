/// One figure of a statistic over several releases: what stands side by side, and what a trend is made of.
public struct FigureSeries: Sendable, Hashable {
    /// What the figure is called, and counted in.
    public var figure: FigureColumn
    /// What tells series apart.
    public var keys: [FigureColumn]
    /// In the order in which they were asked for; a trend's, oldest first.
    public var releases: [ReleaseSummary]
    /// Those that weigh most in any release first, as far as the figure can be weighed.
    public var series: [Series]
    /// Why a release has no figure at all, by its place; what it does not say, as in `needs time stamps`.
    public var unknown: [String?]

    public struct Series: Sendable, Hashable {
        /// One cell for each of ``FigureSeries/keys``, of the last release that has it.
        public var key: [Figure]
        /// One for each release; nil where the release does not have such a row.
        public var values: [Figure?]

        /// By how much a value is more than the one before it; nil where one of them is not there.
        public func delta(at index: Int) -> Double? {
            guard index > 0, let now = values[index]?.number, let before = values[index - 1]?.number else {
                return nil
            }
            return now - before
        }

        /// That difference as a part of the value before it; nil where that is 0 or not there.
        public func change(at index: Int) -> Double? {
            guard let delta = delta(at: index), let before = values[index - 1]?.number, before != 0 else {
                return nil
            }
            return delta / before.magnitude
        }
    }
}

extension FigureSeries {
    /// Follows a figure through the same table of several releases.
    ///
    /// A category is followed by its name: one that is given another number is still the same. Where a release has a
    /// name twice, and where it has none, the number tells.
    ///
    /// - Returns: nil when the table has no such column.
    public init?(_ figure: String, tables: [FigureTable], releases: [ReleaseSummary]) {
        guard let first = tables.first,
            let column = first.columns.first(where: { $0.name == figure && !$0.isKey })
        else { return nil }
        self.figure = column
        keys = first.columns.filter(\.isKey)
        self.releases = releases
        unknown = tables.map(\.unknown)
        var places: [[ExactFigure]: Int] = [:]
        var series: [Series] = []
        for (release, table) in tables.enumerated() {
            guard let index = table.index(of: figure) else { continue }
            for (identity, row) in zip(Self.identities(of: table), table.rows) {
                let place = places[identity] ?? series.count
                if place == series.count {
                    places[identity] = place
                    series.append(Series(key: [], values: Array(repeating: nil, count: tables.count)))
                }
                series[place].key = table.key(of: row)
                series[place].values[release] = row[index]
            }
        }
        self.series = Self.inOrder(series, keys)
    }

    /// What tells each row apart from release to release.
    private static func identities(of table: FigureTable) -> [[ExactFigure]] {
        let id = table.columns.filter(\.isKey).firstIndex { $0.name.hasSuffix("category_id") }
        let keys = table.rows.map { table.key(of: $0) }
        guard let id else { return keys.map { $0.map(ExactFigure.init) } }
        var named: [[ExactFigure]: Int] = [:]
        let identities = keys.map { key -> [ExactFigure] in
            var key = key
            // Its name follows it; without one the number stays.
            if id + 1 < key.count, key[id + 1] != .none { key[id] = .none }
            return key.map(ExactFigure.init)
        }
        for identity in identities { named[identity, default: 0] += 1 }
        return zip(identities, keys).map { identity, key in
            named[identity] == 1 ? identity : key.map(ExactFigure.init)
        }
    }

    /// Labelsets as they come, and in each first what weighs most in any release: what is gone is as telling as what is
    /// there.
    private static func inOrder(_ series: [Series], _ keys: [FigureColumn]) -> [Series] {
        let labelset = keys.firstIndex { $0.name == "labelset" }
        var places: [ExactFigure: Int] = [:]
        for one in series {
            let name = ExactFigure(labelset.map { one.key[$0] } ?? .none)
            if places[name] == nil { places[name] = places.count }
        }
        func weight(_ one: Series) -> (Int, Double, Double) {
            let place = places[ExactFigure(labelset.map { one.key[$0] } ?? .none)] ?? 0
            let last = one.values.last.flatMap { $0?.number } ?? -.infinity
            let most = one.values.compactMap { $0?.number }.max() ?? -.infinity
            return (place, -most, -last)
        }
        return series.enumerated().sorted { one, other in
            let (left, right) = (weight(one.element), weight(other.element))
            return left == right ? one.offset < other.offset : left < right
        }.map(\.element)
    }
}
