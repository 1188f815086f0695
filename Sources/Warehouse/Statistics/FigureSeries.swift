/// One figure of a statistic over several releases, as a trend and a comparison show it.
public struct FigureSeries: Sendable, Hashable {
    /// The figure's name and unit.
    public var figure: FigureColumn
    /// The key of a series.
    public var keys: [FigureColumn]
    /// In the order in which they were asked for; a trend's, oldest first.
    public var releases: [ReleaseSummary]
    /// Those that weigh most in any release first, as far as the figure can be weighed.
    public var series: [Series]
    /// Why a release has no figure at all, by its index; what it does not say, as in `needs time stamps`.
    public var unknown: [String?]

    public struct Series: Sendable, Hashable {
        /// One cell for each of ``FigureSeries/keys``, of the last release that has it.
        public var key: [Figure]
        /// One for each release; nil where the release does not have such a row.
        public var values: [Figure?]
        /// The category's name in each release, where it is not the one in ``key``; nil elsewhere.
        public var formerNames: [String?]

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
    /// - Parameter lineage: which categories are the same; nil to follow them by their names, whatever their numbers.
    ///   Where a release has a name twice, and where it has none, the number decides then.
    /// - Returns: nil when the table has no such column.
    public init?(
        _ figure: String, tables: [FigureTable], releases: [ReleaseSummary], lineage: CategoryLineage?
    ) {
        guard let first = tables.first,
            let column = first.columns.first(where: { $0.name == figure && !$0.isKey })
        else { return nil }
        self.figure = column
        keys = first.columns.filter(\.isKey)
        self.releases = releases
        unknown = tables.map(\.unknown)
        let categories = CategoryKeys(keys)
        var numbers: [[ExactFigure]: Int] = [:]
        var series: [Series] = []
        // By series: the keys that it had up to some release.
        var former: [Int: [(end: Int, key: [Figure])]] = [:]
        for (release, table) in tables.enumerated() {
            guard let index = table.index(of: figure) else { continue }
            let identities = categories.identities(of: table, release, lineage)
            for (identity, row) in zip(identities, table.rows) {
                let key = table.key(of: row)
                let number = numbers[identity] ?? series.count
                if number == series.count {
                    numbers[identity] = number
                    series.append(
                        Series(
                            key: key, values: Array(repeating: nil, count: tables.count),
                            formerNames: Array(repeating: nil, count: tables.count)))
                }
                if categories.haveOtherNames(series[number].key, key) {
                    former[number, default: []].append((release, series[number].key))
                }
                series[number].key = key
                series[number].values[release] = row[index]
            }
        }
        for (number, parts) in former {
            var start = 0
            for part in parts {
                let name = categories.names(in: part.key, otherThanIn: series[number].key)
                for release in start..<part.end where series[number].values[release] != nil {
                    series[number].formerNames[release] = name
                }
                start = part.end
            }
        }
        self.series = Self.inOrder(series, keys)
    }

    /// Labelsets as they come, and in each first what weighs most in any release: what is gone matters as much as what
    /// is there.
    private static func inOrder(_ series: [Series], _ keys: [FigureColumn]) -> [Series] {
        let labelset = keys.firstIndex { $0.name == "labelset" }
        var ranks: [ExactFigure: Int] = [:]
        for one in series {
            let name = ExactFigure(labelset.map { one.key[$0] } ?? .none)
            if ranks[name] == nil { ranks[name] = ranks.count }
        }
        func weight(_ one: Series) -> (Int, Double, Double) {
            let rank = ranks[ExactFigure(labelset.map { one.key[$0] } ?? .none)] ?? 0
            let last = one.values.last.flatMap { $0?.number } ?? -.infinity
            let most = one.values.compactMap { $0?.number }.max() ?? -.infinity
            return (rank, -most, -last)
        }
        return series.enumerated().sorted { one, other in
            let (left, right) = (weight(one.element), weight(other.element))
            return left == right ? one.offset < other.offset : left < right
        }.map(\.element)
    }
}

/// The keys of a table that are categories: an id, and the name that follows it.
private struct CategoryKeys {
    /// The indexes of the ids among the keys.
    private let ids: [Int]

    init(_ keys: [FigureColumn]) {
        ids = keys.indices.dropLast().filter { keys[$0].name.hasSuffix("category_id") }
    }

    /// Whether a category is called otherwise in another key.
    func haveOtherNames(_ one: [Figure], _ other: [Figure]) -> Bool {
        ids.contains { one[$0 + 1] != other[$0 + 1] }
    }

    /// The names of the categories that another key calls otherwise; nil where there are none.
    func names(in key: [Figure], otherThanIn other: [Figure]) -> String? {
        let names = ids.filter { key[$0 + 1] != other[$0 + 1] }.compactMap { id -> String? in
            if case .text(let name) = key[id + 1] { name } else { nil }
        }
        return names.isEmpty ? nil : names.joined(separator: " / ")
    }

    /// Identifies each row from release to release.
    func identities(of table: FigureTable, _ release: Int, _ lineage: CategoryLineage?) -> [[ExactFigure]] {
        let keys = table.rows.map { table.key(of: $0) }
        guard !ids.isEmpty else { return keys.map { $0.map(ExactFigure.init) } }
        let identities = keys.map { key -> [ExactFigure] in
            var key = key
            for id in ids {
                if let lineage {
                    guard let number = lineage.number(of: category(key, id), in: release) else { continue }
                    // No id has a flag beside it.
                    (key[id], key[id + 1]) = (.count(number), .flag(true))
                } else if key[id + 1] != .none {
                    key[id] = .none
                }
            }
            return key.map(ExactFigure.init)
        }
        var counts: [[ExactFigure]: Int] = [:]
        for identity in identities { counts[identity, default: 0] += 1 }
        return zip(identities, keys).map { identity, key in
            counts[identity] == 1 ? identity : key.map(ExactFigure.init)
        }
    }

    private func category(_ key: [Figure], _ id: Int) -> CategoryIdentity {
        let number: Int64? = if case .count(let number) = key[id] { Int64(number) } else { nil }
        let name: String? = if case .text(let name) = key[id + 1] { name } else { nil }
        return CategoryIdentity(id: number, name: name)
    }
}
