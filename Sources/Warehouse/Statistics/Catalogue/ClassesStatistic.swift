import SQLite

/// Annotations and samples of each category, those never used and those never defined too.
enum ClassesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "classes", "annotations and samples of each category, unused and undefined ones too",
        unit: "annotations, samples", view: .annotations, needs: "annotations with categories",
        trend: "annotations")

    /// How often a category is annotated in a group.
    struct Usage {
        /// All keys of the group, the category's id and name last.
        var key: [Figure]
        var annotations: Int
        var samples: Int
        /// Among the categories.
        var order: SortKey
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        // A class has its share of all classes, even if only some are asked for.
        let (columns, all) = try usages(in: selection.withAllCategories())
        var totals: [[Figure]: Int] = [:]
        for usage in all { totals[usage.key.dropLast(2) + [], default: 0] += usage.annotations }
        let usages = all.filter { selection.wants(id(in: $0.key)) }
        let rows = usages.map { usage in
            usage.key + [
                .count(usage.annotations),
                .share(usage.annotations, of: totals[usage.key.dropLast(2) + []] ?? 0),
                .count(usage.samples), .flag(selection.isDefined(usage)),
            ]
        }
        return [
            FigureTable(
                "classes",
                columns + [
                    .figure("annotations"), .figure("share", .share), .figure("samples"),
                    .figure("is_defined"),
                ], rows: rows)
        ]
    }

    /// The categories' usage, group by group, the most used first.
    static func usages(in selection: Selection) throws -> (columns: [FigureColumn], usages: [Usage]) {
        if selection.isCountedAtImport, let usages = try countedAtImport(selection) {
            return ([.key("labelset"), .key("category_id"), .key("category")], usages)
        }
        return try count(selection)
    }

    /// The counts of the import; nil if they are not complete: they leave out annotations without a category.
    private static func countedAtImport(_ selection: Selection) throws -> [Usage]? {
        var usages: [Usage] = []
        for labelset in selection.labelsets {
            var own: [Usage] = []
            try selection.connection.query(
                """
                SELECT category_id, annotations, samples
                FROM release_category
                WHERE release_id = ? AND labelset_id = ?
                """, Value(selection.releaseID), Value(labelset.id)
            ) { row in
                let id = row.int64(at: 0)
                own.append(
                    Usage(
                        key: selection.key(labelset.name, id), annotations: row.int(1), samples: row.int(2),
                        order: selection.taxonomy.order(of: id)))
            }
            guard own.reduce(0, { $0 + $1.annotations }) == labelset.annotations else { return nil }
            usages += inOrder(own + selection.unused(besides: own, in: labelset.name))
        }
        return usages
    }

    private struct Counts: AnnotationTally {
        struct Count {
            var annotations = 0
            var samples = 0
            private var lastLabel = -1

            mutating func add(_ label: Int) {
                annotations += 1
                // The annotations of a label, which is a sample's only one in its labelset, follow each other.
                guard lastLabel != label else { return }
                lastLabel = label
                samples += 1
            }
        }

        private(set) var byGroup = PerGroup(Count())

        mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) {
            byGroup[annotation.group].add(annotation.label)
        }

        mutating func append(_ other: Counts, groups: [Int]) {
            for (group, own) in zip(groups, other.byGroup.elements) {
                byGroup[group].annotations += own.annotations
                byGroup[group].samples += own.samples
            }
        }
    }

    private static func count(_ selection: Selection) throws -> (columns: [FigureColumn], usages: [Usage]) {
        let groupings = selection.groupings(andAlways: .category)
        let (groups, counts) = try selection.tally(
            AnnotationColumns(), groupedBy: groupings, into: Counts())
        var usages: [Usage] = []
        var rest: [Usage] = []
        for group in groups.inOrder {
            let key = groups.keys[group]
            // Groups that differ only in the category follow each other.
            if let last = rest.last, last.key.dropLast(2) != key.dropLast(2) {
                usages += inOrder(rest)
                rest = []
            }
            rest.append(
                Usage(
                    key: key, annotations: counts.byGroup[group].annotations,
                    samples: counts.byGroup[group].samples,
                    order: selection.taxonomy.order(of: Self.id(in: key))))
        }
        usages += inOrder(rest)
        if groupings == [.category] {
            usages = selection.labelsets.flatMap { labelset in
                let own = usages.filter { $0.key[0] == .text(labelset.name) }
                return own + selection.unused(besides: own, in: labelset.name)
            }
        }
        return (groups.columns, usages)
    }

    private static func inOrder(_ usages: [Usage]) -> [Usage] {
        usages.sorted {
            $0.annotations != $1.annotations ? $0.annotations > $1.annotations : $0.order < $1.order
        }
    }

    static func id(in key: [Figure]) -> Int64? {
        if case .count(let id) = key[key.count - 2] { Int64(id) } else { nil }
    }
}

extension Selection {
    /// The same selection without the filter on categories; itself if there is none.
    fileprivate func withAllCategories() throws -> Selection {
        guard categoryIDs != nil else { return self }
        var options = options
        options.categories = []
        var taxonomies: [Int64: Taxonomy] = [:]
        return try Selection(warehouse, release, statistic, options, &taxonomies)
    }

    fileprivate func wants(_ id: Int64?) -> Bool {
        categoryIDs.map { wanted in id.map { wanted.contains($0) } ?? false } ?? true
    }

    fileprivate func key(_ labelset: String, _ id: Int64) -> [Figure] {
        [.text(labelset), .optional(id), .optional(taxonomy.name(of: id))]
    }

    fileprivate func isDefined(_ usage: ClassesStatistic.Usage) -> Bool {
        ClassesStatistic.id(in: usage.key).map { taxonomy.isDefined($0) } ?? false
    }

    /// Categories that the release defines and a labelset does not use.
    fileprivate func unused(besides used: [ClassesStatistic.Usage], in labelset: String) -> [ClassesStatistic
        .Usage]
    {
        var seen = Set(used.map { ClassesStatistic.id(in: $0.key) })
        return taxonomy.categories.compactMap { category in
            guard let id = category.id, seen.insert(id).inserted, categoryIDs?.contains(id) ?? true else {
                return nil
            }
            return ClassesStatistic.Usage(
                key: key(labelset, id), annotations: 0, samples: 0, order: taxonomy.order(of: id))
        }
    }
}
