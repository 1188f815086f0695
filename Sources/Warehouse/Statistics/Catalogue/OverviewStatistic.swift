/// The contents of a release at a glance.
enum OverviewStatistic: StatisticCalculation {
    static let entry = Statistic(
        "overview", "what a release contains: labels by status, annotations by type and category",
        unit: "samples, labels, annotations, frames", view: .annotations, needs: "nothing",
        trend: "annotations")

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let overview = try ReleaseOverview(selection)
        var labelsets = FigureTable(
            "labelsets",
            [
                .key("labelset"), .figure("labels"), .figure("unlabeled", title: "no label"),
                .figure("annotations"), .figure("frames"),
            ], isRanked: false)
        var statuses = FigureTable(
            "by_status", [.key("labelset"), .key("status"), .figure("labels")], isRanked: false)
        var types = FigureTable("by_type", [.key("labelset"), .key("type"), .figure("annotations")])
        var categories = FigureTable(
            "by_category",
            [
                .key("labelset"), .key("category_id"), .key("category"), .figure("annotations"),
                .figure("samples"),
            ])
        for labelset in overview.labelsets {
            let name = Figure.text(labelset.labelset)
            labelsets.rows.append(
                [name]
                    + [labelset.labels, labelset.unlabeled, labelset.annotations, labelset.frames].map(
                        Figure.count))
            statuses.rows += labelset.byStatus.map { [name, .text($0.status), .count($0.labels)] }
            types.rows += labelset.byType.map { [name, .text($0.type), .count($0.annotations)] }
            categories.rows += labelset.byCategory.map {
                [
                    name, .optional($0.categoryID), .optional($0.category), .count($0.annotations),
                    .count($0.samples),
                ]
            }
        }
        return [labelsets, statuses, types, categories]
    }
}
