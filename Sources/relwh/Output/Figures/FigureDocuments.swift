import Warehouse

// What statistics look like in JSON.

extension FigureTable {
    /// The rows as objects; null, with a reason beside it, when the release does not say what is asked.
    var members: [(String, DocumentValue)] {
        var members: [(String, DocumentValue)] = []
        if let unknown {
            members = [(name, .null), ("reason", .string(FigureText.reason(unknown)))]
        } else {
            members = [(name, .array(rows.map(object)))]
        }
        if omittedRows > 0 { members.append(("omitted_\(name)", .count(omittedRows))) }
        return members
    }

    func object(of row: [Figure]) -> DocumentValue {
        var members = zip(columns, row).map { ($0.name, $1.document) }
        let reasons = zip(columns, row).compactMap { column, figure in
            figure.reason.map { (column.name, DocumentValue.string($0)) }
        }
        if !reasons.isEmpty { members.append(("reason", .members(reasons))) }
        return .members(members)
    }
}

extension ReleaseOverview {
    /// The members of a release in `relwh.stats/1`.
    var members: [(String, DocumentValue)] {
        [
            ("ref", .string(release.ref)),
            ("task_type", .optional(release.taskType)),
            ("samples", .count(samples)),
            ("labelsets", .array(labelsets.map { .members($0.members) })),
        ]
    }
}

extension LabelsetOverview {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("labelset", .string(labelset)),
            ("labels", .count(labels)),
            ("unlabeled", .count(unlabeled)),
            ("annotations", .count(annotations)),
            ("frames", .count(frames)),
            ("by_status", .members(byStatus.map { ($0.status, .count($0.labels)) })),
            ("by_type", .members(byType.map { ($0.type, .count($0.annotations)) })),
            (
                "by_category",
                .array(
                    byCategory.map { usage in
                        .members([
                            ("category_id", .optional(usage.categoryID)),
                            ("category", .optional(usage.category)),
                            ("annotations", .count(usage.annotations)),
                            ("samples", .count(usage.samples)),
                        ])
                    })
            ),
        ]
    }
}

extension ReleaseStatistics {
    /// The members of a release in `relwh.stats/1`: each statistic under its name.
    ///
    /// - Parameter overview: when an overview was asked for.
    func members(_ overview: ReleaseOverview?) -> [(String, DocumentValue)] {
        let head = overview?.members ?? release.head
        return head
            + reports.filter { $0.statistic.name != "overview" }.map { report in
                var members = [("unit", DocumentValue.string(report.statistic.unit))]
                // What keeps one table from being known keeps the others too: it is said once.
                for member in report.tables.flatMap(\.members)
                where member.0 != "reason" || !members.contains(where: { $0.0 == "reason" }) {
                    members.append(member)
                }
                return (report.statistic.key, .members(members))
            }
    }
}

extension ReleaseSummary {
    /// What is said of a release before its statistics.
    fileprivate var head: [(String, DocumentValue)] {
        [("ref", .string(ref)), ("task_type", .optional(taskType)), ("samples", .count(samples))]
    }
}

extension Statistic {
    /// Its key in documents: `per_sample`.
    fileprivate var key: String { name.replacing("-", with: "_") }
}

extension LeakageReport {
    /// The members of the document: the releases, then what they share.
    ///
    /// - Parameter report: the tables of it that were asked for.
    func members(_ report: StatisticReport) -> [(String, DocumentValue)] {
        [
            ("releases", .array(releases.map { .members($0.head) })),
            (
                report.statistic.key,
                .members([("unit", .string(report.statistic.unit))] + report.tables.flatMap(\.members))
            ),
        ]
    }
}

extension FigureSeries {
    /// The members of each release in `relwh.trend/1`.
    var releaseMembers: [[(String, DocumentValue)]] {
        releases.indices.map { index in
            var members: [(String, DocumentValue)] = [
                ("ref", .string(releases[index].ref)), ("release", .string(releases[index].release)),
                ("created_at", .optional(releases[index].createdAt)),
            ]
            if let reason = unknown[index] {
                members += [("figures", .null), ("reason", .string(FigureText.reason(reason)))]
            } else {
                members.append(("figures", .array(series.compactMap { figure(of: $0, at: index) })))
            }
            return members
        }
    }

    /// nil where the release does not have the series.
    private func figure(of series: Series, at index: Int) -> DocumentValue? {
        guard let value = series.values[index] else { return nil }
        var members = zip(keys, series.key).map { ($0.name, $1.document) }
        if let name = series.formerNames[index] { members.append(("renamed_from", .string(name))) }
        members += [
            (figure.name, value.document), ("delta", Self.exact(series.delta(at: index), as: value)),
            ("change", series.change(at: index).map(DocumentValue.real) ?? .null),
        ]
        if let reason = value.reason { members.append(("reason", .string(reason))) }
        return .members(members)
    }

    /// The difference of counts is one.
    static func exact(_ delta: Double?, as figure: Figure) -> DocumentValue {
        guard let delta else { return .null }
        if case .count = figure, let whole = Int64(exactly: delta) { return .integer(whole) }
        return .real(delta)
    }
}
