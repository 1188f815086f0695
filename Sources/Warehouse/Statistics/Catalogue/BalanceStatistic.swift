/// How evenly classes are used.
enum BalanceStatistic: StatisticCalculation {
    static let entry = Statistic(
        "balance", "how evenly classes are used: imbalance, entropy, Gini; rare and frequent ones",
        unit: "annotations, bits", view: .annotations, needs: "annotations with categories",
        trend: "imbalance_ratio")

    /// The classes of LVIS by the number of their images: Gupta, Dollár and Girshick, "LVIS: A Dataset for Large
    /// Vocabulary Instance Segmentation", 2019, https://arxiv.org/abs/1908.03195
    enum Frequency: String, CaseIterable {
        case unused, rare, common, frequent

        init(samples: Int) {
            self =
                switch samples {
                case ..<1: .unused
                case 1...10: .rare
                case 11...100: .common
                default: .frequent
                }
        }
    }

    private static let defaultTop = 5

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let (columns, usages) = try ClassesStatistic.usages(in: selection)
        var balance = FigureTable(
            "balance",
            columns.dropLast(2) + layout.columns, isRanked: false)
        var frequencies = FigureTable(
            "frequency",
            columns.dropLast(2) + [
                .hiddenKey("category_id"), .key("category"), .figure("frequency"), .figure("samples"),
                .figure("annotations"),
            ])
        let defined = Set(selection.taxonomy.categories.compactMap(\.id)).filter {
            selection.categoryIDs?.contains($0) ?? true
        }
        for (key, usages) in runs(usages) {
            let classes = usages.filter { ClassesStatistic.id(in: $0.key) != nil }
            balance.rows.append(
                key
                    + layout.cells(
                        of: Balance(
                            of: classes, among: usages, defined: defined,
                            top: selection.options.top ?? defaultTop)))
            frequencies.rows += classes.map { usage in
                usage.key + [
                    .text(Frequency(samples: usage.samples).rawValue), .count(usage.samples),
                    .count(usage.annotations),
                ]
            }
        }
        return [balance, frequencies]
    }

    /// The classes of a group.
    private struct Balance {
        let classes: [ClassesStatistic.Usage]
        let used: [Int64]
        let defined: Set<Int64>
        let annotations: Int
        let unclassified: Int
        let imbalance: Imbalance
        let top: Int

        /// - Parameter all: the classes, and annotations without one.
        init(
            of classes: [ClassesStatistic.Usage], among all: ArraySlice<ClassesStatistic.Usage>,
            defined: Set<Int64>, top: Int
        ) {
            self.classes = classes
            self.defined = defined
            self.top = max(0, top)
            let counts = classes.map(\.annotations)
            imbalance = Imbalance(counts)
            annotations = counts.reduce(0, +)
            unclassified = all.reduce(0) { $0 + $1.annotations } - annotations
            used = classes.filter { $0.annotations > 0 }.compactMap { ClassesStatistic.id(in: $0.key) }
        }

        func count(_ frequency: Frequency) -> Figure {
            .count(classes.count { Frequency(samples: $0.samples) == frequency })
        }
    }

    private static let layout = FigureLayout<Balance>([
        .figure("classes_used") { .count($0.used.count) },
        .figure("classes_defined") { .count($0.defined.count) },
        .figure("unused") { .count($0.defined.subtracting($0.used).count) },
        .figure("annotations") { .count($0.annotations) },
        .detail("unclassified") { .count($0.unclassified) },
        .figure("imbalance_ratio") { .optional($0.imbalance.ratio) },
        .figure("entropy", .bits) { .optional($0.imbalance.entropy) },
        .figure("evenness", .share) { share($0.imbalance.evenness) },
        .figure("gini") { .optional($0.imbalance.gini) },
        .figure("top_k") { .count($0.top) },
        .figure("top_k_share", .share) { share($0.imbalance.share(ofTop: $0.top)) },
        .detail("rare") { $0.count(.rare) },
        .detail("common") { $0.count(.common) },
        .detail("frequent") { $0.count(.frequent) },
    ])

    private static func share(_ value: Double?) -> Figure { value.map(Figure.share) ?? .none }

    /// The usages of each group, which follow each other.
    private static func runs(
        _ usages: [ClassesStatistic.Usage]
    ) -> [(key: [Figure], usages: ArraySlice<ClassesStatistic.Usage>)] {
        var runs: [(key: [Figure], usages: ArraySlice<ClassesStatistic.Usage>)] = []
        var start = 0
        for end in usages.indices.map({ $0 + 1 }) {
            let key = Array(usages[start].key.dropLast(2))
            if end < usages.count, usages[end].key.dropLast(2).elementsEqual(key, by: isSame) { continue }
            runs.append((key, usages[start..<end]))
            start = end
        }
        return runs
    }

    private static func isSame(_ one: Figure, _ other: Figure) -> Bool {
        ExactFigure(one) == ExactFigure(other)
    }
}
