import SQLite

/// Which categories links lead from and to, and how many an object has.
enum LinksStatistic: StatisticCalculation {
    static let entry = Statistic(
        "links", "links by the categories they connect; links per object, dangling links",
        unit: "links, objects",
        view: .labels, needs: "links", trend: "links")

    static let needs = "needs links"

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let groupings = selection.groupings.filter { $0 != .category }
        let members = try selection.labelsByGroup(groupings)
        let linked = try LinkedLabels(selection)
        var tallies = PerGroup(LinkTally())
        for (group, labels) in members.members.enumerated() {
            for label in labels {
                if let links = linked.links[Int32(label)] { tallies[group].add(links) }
            }
        }
        var pairs = FigureTable("links", members.groups.columns + pairColumns)
        var degrees = FigureTable("degree", members.groups.columns + degreeLayout.columns, isRanked: false)
        for group in members.groups.inOrder where tallies[group].links > 0 {
            let key = members.groups.keys[group]
            for (pair, count) in inOrder(tallies[group].pairs, selection.taxonomy) {
                let names = [pair.from, pair.to].flatMap { id -> [Figure] in
                    [.optional(id), .optional(selection.taxonomy.name(of: id))]
                }
                pairs.rows.append(key + names + [.count(count), .share(count, of: tallies[group].links)])
            }
            degrees.rows.append(key + degreeLayout.cells(of: tallies[group]))
        }
        let seen = members.members.reduce(0) { $0 + $1.count }
        pairs.unknown = selection.unknown(needs, unless: linked.hasLinks, among: seen)
        degrees.unknown = pairs.unknown
        pairs.rank(by: "links")
        return [pairs, degrees]
    }

    private static let pairColumns: [FigureColumn] = [
        .key("from_category_id"), .key("from_category"), .key("to_category_id"), .key("to_category"),
        .figure("links"), .figure("share", .share),
    ]

    private static let degreeLayout = FigureLayout<LinkTally>([
        .figure("labels") { .count($0.labels) },
        .figure("links") { .count($0.links) },
        .figure("objects") { .count($0.objects) },
        .figure("out_degree_mean") { .optional($0.mean($0.beginnings)) },
        .figure("out_degree_max") { $0.objects > 0 ? .count($0.mostOut) : .none },
        .figure("in_degree_mean") { .optional($0.mean($0.ends)) },
        .figure("in_degree_max") { $0.objects > 0 ? .count($0.mostIn) : .none },
        .figure("dangling") { .count($0.dangling) },
        .figure("self_links") { .count($0.selfLinks) },
    ])

    private static func inOrder(
        _ pairs: [CategoryPair: Int], _ taxonomy: Taxonomy
    ) -> [(CategoryPair, Int)] {
        pairs.map { ($0.key, $0.value) }.sorted { one, other in
            let (from, otherFrom) = (taxonomy.order(of: one.0.from), taxonomy.order(of: other.0.from))
            if from != otherFrom { return from < otherFrom }
            return taxonomy.order(of: one.0.to) < taxonomy.order(of: other.0.to)
        }
    }

}

/// The categories at the two ends of a link; nil where an end names nothing, or something without a category.
private struct CategoryPair: Hashable {
    var from: Int64?
    var to: Int64?
}

/// What is gathered from the links of a group.
private struct LinkTally {
    var pairs: [CategoryPair: Int] = [:]
    var labels = 0
    var links = 0
    var objects = 0
    /// Ends of links that name an object.
    var beginnings = 0
    var ends = 0
    var mostOut = 0
    var mostIn = 0
    var dangling = 0
    var selfLinks = 0

    /// A sum per object; nil without objects.
    func mean(_ sum: Int) -> Double? { objects > 0 ? Double(sum) / Double(objects) : nil }

    /// Adds the links of a label.
    mutating func add(_ links: [ResolvedLink]) {
        guard !links.isEmpty else { return }
        labels += 1
        self.links += links.count
        var outgoing: [Int64: Int] = [:]
        var incoming: [Int64: Int] = [:]
        for link in links {
            pairs[CategoryPair(from: link.from?.categoryID, to: link.to?.categoryID), default: 0] += 1
            if let from = link.from { outgoing[from.id, default: 0] += 1 }
            if let to = link.to { incoming[to.id, default: 0] += 1 }
            if link.from == nil || link.to == nil { dangling += 1 }
            if let from = link.from, from.id == link.to?.id { selfLinks += 1 }
        }
        objects += Set(outgoing.keys).union(incoming.keys).count
        beginnings += outgoing.values.reduce(0, +)
        ends += incoming.values.reduce(0, +)
        mostOut = max(mostOut, outgoing.values.max() ?? 0)
        mostIn = max(mostIn, incoming.values.max() ?? 0)
    }
}
