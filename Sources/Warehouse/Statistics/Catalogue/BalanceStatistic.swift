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
            columns.dropLast(2) + [
                .figure("classes_used"), .figure("classes_defined"), .figure("unused"),
                .figure("annotations"),
                .detail("unclassified"), .figure("imbalance_ratio"), .figure("entropy", .bits),
                .figure("evenness", .share), .figure("gini"), .figure("top_k"),
                .figure("top_k_share", .share), .detail("rare"), .detail("common"), .detail("frequent"),
            ], isRanked: false)
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
                key + figures(of: classes, besides: usages, defined: defined, selection.options))
            frequencies.rows += classes.map { usage in
                usage.key + [
                    .text(Frequency(samples: usage.samples).rawValue), .count(usage.samples),
                    .count(usage.annotations),
                ]
            }
        }
        return [balance, frequencies]
    }

    private static func figures(
        of classes: [ClassesStatistic.Usage], besides all: ArraySlice<ClassesStatistic.Usage>,
        defined: Set<Int64>, _ options: StatisticOptions
    ) -> [Figure] {
        let counts = classes.map(\.annotations)
        let imbalance = Imbalance(counts)
        let used = classes.filter { $0.annotations > 0 }.compactMap { ClassesStatistic.id(in: $0.key) }
        let annotations = counts.reduce(0, +)
        let top = max(0, options.top ?? defaultTop)
        func number(_ frequency: Frequency) -> Figure {
            .count(classes.count { Frequency(samples: $0.samples) == frequency })
        }
        return [
            .count(used.count), .count(defined.count), .count(defined.subtracting(used).count),
            .count(annotations),
            .count(all.reduce(0) { $0 + $1.annotations } - annotations), .optional(imbalance.ratio),
            .optional(imbalance.entropy), share(imbalance.evenness), .optional(imbalance.gini), .count(top),
            share(imbalance.share(ofTop: top)), number(.rare), number(.common), number(.frequent),
        ]
    }

    private static func share(_ value: Double?) -> Figure { value.map(Figure.share) ?? .none }

    /// The usages of each group, which stand together.
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
