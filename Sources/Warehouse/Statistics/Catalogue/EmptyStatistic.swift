import SQLite

/// Samples with nothing drawn, and why.
enum EmptyStatistic: StatisticCalculation {
    static let entry = Statistic(
        "empty", "samples that are unlabeled, empty or skipped", unit: "samples", view: .labels,
        needs: "labels", trend: "empty")

    /// The state of a sample's label in a labelset.
    private enum Kind: String, CaseIterable {
        case unlabeled
        case empty
        case emptyWithMask = "empty with mask"
        case skippedEmpty = "skipped empty"
        case skippedAnnotated = "skipped annotated"
        case annotated
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let found = try selection.labelsByGroup(selection.groupings)
        let labels = try selection.labels()
        let masked = try masks(selection, labels)
        var summary = FigureTable(
            "empty",
            found.groups.columns + layout.columns, isRanked: false)
        var samples = FigureTable(
            "samples",
            found.groups.columns + [.key("sample_uuid"), .figure("sample"), .figure("kind")],
            isRanked: false)
        let names = try SelectedNames(selection)
        var named = selection.labelsets.map { _ in 0 }
        for group in found.groups.inOrder {
            var counts = Counts()
            var listed: [(label: SelectedLabel, kind: Kind)] = []
            for member in found.members[group] {
                let label = labels[Int(member)]
                let kind = kind(of: label, hasMask: masked[Int(member)], selection)
                counts.add(kind)
                if kind != .annotated { listed.append((label, kind)) }
            }
            summary.rows.append(found.groups.keys[group] + layout.cells(of: counts))
            listed.sort { $0.label.position < $1.label.position }
            for (label, kind) in listed {
                named[Int(label.labelset)] += 1
                if let top = selection.options.top, named[Int(label.labelset)] > top {
                    samples.omittedRows += 1
                    continue
                }
                let name = try names.sample(label.sampleID)
                samples.rows.append(
                    found.groups.keys[group] + [
                        .text(name.uuid), .optional(name.name), .text(kind.rawValue),
                    ])
            }
        }
        return [summary, samples]
    }

    private static func kind(of label: SelectedLabel, hasMask: Bool, _ selection: Selection) -> Kind {
        if label.isNull { return .unlabeled }
        if selection.statuses[label.status]?.isExactly("SKIPPED") ?? false {
            return label.annotations > 0 ? .skippedAnnotated : .skippedEmpty
        }
        if label.annotations > 0 { return .annotated }
        return hasMask ? .emptyWithMask : .empty
    }

    private struct Counts {
        private var numbers: [Kind: Int] = [:]

        mutating func add(_ kind: Kind) { numbers[kind, default: 0] += 1 }

        var samples: Int { numbers.values.reduce(0, +) }

        func count(_ kinds: Kind...) -> Figure { .count(number(of: kinds)) }
        func share(_ kinds: Kind...) -> Figure { .share(number(of: kinds), of: samples) }

        private func number(of kinds: [Kind]) -> Int { kinds.reduce(0) { $0 + (numbers[$1] ?? 0) } }
    }

    private static let layout = FigureLayout<Counts>([
        .figure("samples") { .count($0.samples) },
        .figure("unlabeled", title: "no label") { $0.count(.unlabeled) },
        .figure("empty") { $0.count(.empty, .emptyWithMask) },
        .figure("empty_with_mask") { $0.count(.emptyWithMask) },
        .figure("skipped") { $0.count(.skippedEmpty, .skippedAnnotated) },
        .detail("skipped_empty") { $0.count(.skippedEmpty) },
        .detail("skipped_annotated") { $0.count(.skippedAnnotated) },
        .figure("annotated") { $0.count(.annotated) },
        .detail("unlabeled_share", .share, title: "no label share") { $0.share(.unlabeled) },
        .figure("empty_share", .share) { $0.share(.empty, .emptyWithMask) },
        .detail("skipped_share", .share) { $0.share(.skippedEmpty, .skippedAnnotated) },
        .detail("annotated_share", .share) { $0.share(.annotated) },
    ])

    /// Of each label without annotations, whether one of its frames has a mask or labels points nevertheless.
    private static func masks(_ selection: Selection, _ labels: [SelectedLabel]) throws -> [Bool] {
        var masked = [Bool](repeating: false, count: labels.count)
        let spans = labels.enumerated().compactMap { index, label in
            label.annotations == 0
                ? IDSpan(first: label.firstFrame, count: Int(label.frameRows), owner: Int32(index)) : nil
        }
        try IDRuns(spans).forEach(
            selection.connection,
            """
            SELECT id
            FROM frame
            WHERE id >= ?1 AND id < ?2 AND (segmentation_bitmap_url <> '' OR points > 0)
            ORDER BY id
            """
        ) { label, _ in
            masked[Int(label)] = true
        }
        return masked
    }
}
