import Platform
import SQLite

/// Which categories are found in the same samples.
enum CooccurrenceStatistic: StatisticCalculation {
    static let entry = Statistic(
        "cooccurrence", "pairs of categories in the same samples, and how far from chance", unit: "samples",
        view: .annotations, needs: "annotations with categories", trend: nil)

    /// How many groups are counted in flat memory; further ones take only as much as they have pairs.
    private static let flatGroups = 8

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let groupings = selection.groupings.filter { $0 != .category }
        let (groups, counts, categories) =
            selection.needAnnotations(groupings)
            ? try scan(selection, groupings) : try readCounts(selection, groupings)
        var table = FigureTable(
            "cooccurrence",
            groups.columns + [
                .hiddenKey("category_id_a"), .key("category_a"), .hiddenKey("category_id_b"),
                .key("category_b"), .figure("samples_both"), .figure("samples_a"), .figure("samples_b"),
                .detail("samples"), .detail("expected"), .figure("jaccard", .share), .figure("pmi", .bits),
            ])
        let ranks = categories.ranks(in: selection.taxonomy)
        for group in groups.inOrder where group < counts.count {
            for pair in pairs(counts[group], ranks) {
                let ids = (categories.ids[Int(pair.a)], categories.ids[Int(pair.b)])
                table.rows.append(
                    groups.keys[group] + [
                        .optional(ids.0), .optional(selection.taxonomy.name(of: ids.0)), .optional(ids.1),
                        .optional(selection.taxonomy.name(of: ids.1)),
                    ] + figures(pair, counts[group]))
            }
        }
        table.rank(by: "samples_both")
        // With categories there may be no pair, and that is an answer.
        if categories.ids.isEmpty { table.unknown = "needs \(entry.needs)" }
        return [table]
    }

    private struct Pair {
        /// The one that the taxonomy lists first.
        var a: Int32
        var b: Int32
        var both: Int32
    }

    /// The pairs of a group, the most frequent first, else as the taxonomy lists them.
    private static func pairs(_ counts: PairCounts, _ ranks: [Int]) -> [Pair] {
        var pairs: [Pair] = []
        counts.forEachPair { low, high, count in
            let isInOrder = ranks[Int(low)] < ranks[Int(high)]
            pairs.append(Pair(a: isInOrder ? low : high, b: isInOrder ? high : low, both: count))
        }
        return pairs.sorted { one, other in
            if one.both != other.both { return one.both > other.both }
            if one.a != other.a { return ranks[Int(one.a)] < ranks[Int(other.a)] }
            return ranks[Int(one.b)] < ranks[Int(other.b)]
        }
    }

    private static func figures(_ pair: Pair, _ counts: PairCounts) -> [Figure] {
        let (a, b, both) = (Int(counts.single[Int(pair.a)]), Int(counts.single[Int(pair.b)]), Int(pair.both))
        let expected = Double(a) * Double(b) / Double(counts.sets)
        return [
            .count(both), .count(a), .count(b), .count(counts.sets), .optional(expected),
            .share(both, of: a + b - both), .optional(log2(Double(both) / expected)),
        ]
    }

    // MARK: Counting

    private typealias Counted = (Groups, [PairCounts], CategoryNumbers)

    /// From what each label counts of its categories.
    private static func readCounts(_ selection: Selection, _ groupings: [Grouping]) throws -> Counted {
        let found = try selection.labelsByGroup(groupings)
        let labels = try selection.labels()
        var counts = found.members.indices.map { PairCounts(isFlat: $0 < flatGroups) }
        var groupsOfLabels = GroupsOfLabels(labels: labels.count)
        var spans: [IDSpan] = []
        for (group, members) in found.members.enumerated() {
            for member in members where !labels[Int(member)].isNull {
                if !groupsOfLabels.isInAny(Int(member)) {
                    spans.append(IDSpan(first: labels[Int(member)].id, count: 1, owner: Int32(member)))
                }
                groupsOfLabels.add(Int32(group), to: Int(member))
            }
        }
        var categories = CategoryNumbers()
        var present: [Int32] = []
        try IDRuns(spans).forEach(
            selection.connection,
            "SELECT id, category_counts FROM label WHERE id >= ?1 AND id < ?2 ORDER BY id"
        ) { label, row in
            groupsOfLabels.forEach(of: Int(label)) { group in
                present.removeAll(keepingCapacity: true)
                row.withBytes(at: 1) { text in
                    CategoryCountsText.forEachID(text) { present.append(categories.number(of: $0)) }
                }
                counts[group].add(&present)
            }
        }
        return (found.groups, counts, categories)
    }

    /// The label that a scan is in, and the categories of a group that it has found there.
    private struct Running {
        var label = -1
        var present: [Int32] = []
        /// A bit for each category.
        var seen: [UInt64] = []
        var counts: PairCounts

        mutating func note(_ category: Int32) {
            let word = Int(category >> 6)
            let bit = UInt64(1) << UInt64(category & 63)
            while seen.count <= word { seen.append(0) }
            if seen[word] & bit == 0 {
                seen[word] |= bit
                present.append(category)
            }
        }

        mutating func finish() {
            guard label >= 0 else { return }
            for category in present { seen[Int(category >> 6)] = 0 }
            counts.add(&present)
            present.removeAll(keepingCapacity: true)
        }
    }

    /// From annotations: of the labels that have one in the group.
    private static func scan(_ selection: Selection, _ groupings: [Grouping]) throws -> Counted {
        var running: [Running] = []
        var categories = CategoryNumbers()
        let groups = try selection.forEachAnnotation(groupedBy: groupings) { annotation, _ in
            while running.count <= annotation.group {
                running.append(Running(counts: PairCounts(isFlat: running.count < flatGroups)))
            }
            // The annotations of a label follow each other.
            if running[annotation.group].label != annotation.label {
                running[annotation.group].finish()
                running[annotation.group].label = annotation.label
            }
            if let id = annotation.categoryID { running[annotation.group].note(categories.number(of: id)) }
        }
        for group in running.indices { running[group].finish() }
        return (groups, running.map(\.counts), categories)
    }
}

/// Categories numbered as they come, from 0.
private struct CategoryNumbers {
    private(set) var ids: [Int64] = []
    private var small = [Int32](repeating: -1, count: 1024)
    private var numbers: [Int64: Int32] = [:]

    mutating func number(of id: Int64) -> Int32 {
        if id >= 0, id < 1024 {
            if small[Int(id)] < 0 { small[Int(id)] = add(id) }
            return small[Int(id)]
        }
        if let number = numbers[id] { return number }
        let number = add(id)
        numbers[id] = number
        return number
    }

    private mutating func add(_ id: Int64) -> Int32 {
        ids.append(id)
        return Int32(ids.count - 1)
    }

    /// The rank of each among all in the taxonomy's order.
    func ranks(in taxonomy: Taxonomy) -> [Int] {
        let orders = ids.map { taxonomy.order(of: $0) }
        var ranks = [Int](repeating: 0, count: ids.count)
        for (rank, number) in ids.indices.sorted(by: { orders[$0] < orders[$1] }).enumerated() {
            ranks[number] = rank
        }
        return ranks
    }
}
