import SQLite

/// Labels of each status.
enum StatusStatistic: StatisticCalculation {
    static let entry = Statistic(
        "status", "labels of each status, and samples without a label", unit: "labels",
        view: .labels, needs: "labels", trend: "labels")

    static func tables(of selection: Selection) throws -> [FigureTable] {
        var columns: [FigureColumn] = [.key("labelset")]
        var rows: [[Figure]] = []
        if selection.isCountedAtImport {
            for labelset in selection.labelsets {
                rows += Self.rows([.text(labelset.name)], try countedAtImport(labelset, selection), selection)
            }
        } else {
            let members = try selection.labelsByGroup(selection.groupings.filter { $0 != .status })
            let labels = try selection.labels()
            columns = members.groups.columns
            for group in members.groups.inOrder {
                var counts: [ExactText?: Int] = [:]
                for member in members.members[group] {
                    let status = selection.status(of: labels[Int(member)])
                    counts[status.map(ExactText.init), default: 0] += 1
                }
                rows += Self.rows(members.groups.keys[group], counts, selection)
            }
        }
        return [
            FigureTable(
                "status", columns + [.key("status"), .figure("labels"), .figure("share", .share)], rows: rows,
                isRanked: false)
        ]
    }

    private static func countedAtImport(
        _ labelset: ReleaseLabelset, _ selection: Selection
    ) throws -> [ExactText?: Int] {
        var counts: [ExactText?: Int] = [:]
        try selection.connection.query(
            "SELECT label_status, labels FROM release_status WHERE release_id = ? AND labelset_id = ?",
            Value(selection.releaseID), Value(labelset.id)
        ) { row in
            counts[ExactText(row.text(0))] = row.int(1)
        }
        let unstated = labelset.labels - counts.values.reduce(0, +)
        if unstated > 0 { counts[nil] = unstated }
        let missing = selection.release.samples - labelset.labels
        counts[ExactText(LabelStatus.noLabel), default: 0] += missing
        return counts
    }

    /// No label, the platform's nine statuses, and whatever else there is; of groups, only what there is.
    private static func rows(
        _ key: [Figure], _ counts: [ExactText?: Int], _ selection: Selection
    ) -> [[Figure]] {
        var counts = counts
        if selection.groupings.isEmpty {
            for status in [LabelStatus.noLabel] + LabelStatus.platform {
                counts[ExactText(status), default: 0] += 0
            }
        }
        let total = counts.values.reduce(0, +)
        return counts.sorted {
            selection.order(ofStatus: $0.key?.text) < selection.order(ofStatus: $1.key?.text)
        }
        .map { status, count in
            key + [.optional(status?.text), .count(count), .share(count, of: total)]
        }
    }
}
