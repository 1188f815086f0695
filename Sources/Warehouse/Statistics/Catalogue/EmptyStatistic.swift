import SQLite

/// Samples with nothing drawn, and why.
enum EmptyStatistic: StatisticCalculation {
    static let entry = Statistic(
        "empty", "samples that are unlabeled, empty or skipped", unit: "samples", view: .labels,
        needs: "labels", trend: "empty")

    /// What becomes of a sample in a labelset.
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
            found.groups.columns + [
                .figure("samples"), .figure("unlabeled", title: "no label"), .figure("empty"),
                .figure("empty_with_mask"),
                .figure("skipped"), .detail("skipped_empty"), .detail("skipped_annotated"),
                .figure("annotated"), .detail("unlabeled_share", .share, title: "no label share"),
                .figure("empty_share", .share),
                .detail("skipped_share", .share), .detail("annotated_share", .share),
            ], isRanked: false)
        var samples = FigureTable(
            "samples",
            found.groups.columns + [.key("sample_uuid"), .figure("sample"), .figure("kind")],
            isRanked: false)
        let names = try SelectedNames(selection)
        var named = selection.labelsets.map { _ in 0 }
        for group in found.groups.inOrder {
            var counts: [Kind: Int] = [:]
            var listed: [(label: SelectedLabel, kind: Kind)] = []
            for member in found.members[group] {
                let label = labels[Int(member)]
                let kind = kind(of: label, hasMask: masked[Int(member)], selection)
                counts[kind, default: 0] += 1
                if kind != .annotated { listed.append((label, kind)) }
            }
            summary.rows.append(found.groups.keys[group] + figures(counts))
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

    private static func figures(_ counts: [Kind: Int]) -> [Figure] {
        func count(_ kinds: Kind...) -> Int { kinds.reduce(0) { $0 + (counts[$1] ?? 0) } }
        let samples = counts.values.reduce(0, +)
        let unlabeled = count(.unlabeled)
        let empty = count(.empty, .emptyWithMask)
        let skipped = count(.skippedEmpty, .skippedAnnotated)
        let annotated = count(.annotated)
        let numbers = [
            samples, unlabeled, empty, count(.emptyWithMask), skipped, count(.skippedEmpty),
            count(.skippedAnnotated), annotated,
        ]
        return numbers.map(Figure.count)
            + [unlabeled, empty, skipped, annotated].map { .share($0, of: samples) }
    }

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
