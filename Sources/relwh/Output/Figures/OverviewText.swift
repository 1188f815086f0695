import Warehouse

/// What matters about a release, on one screen.
struct OverviewText {
    let output: Output
    let color: ColorChoice
    /// What filters leave; nil for all.
    var filters: String?

    /// More categories are for `stats classes`.
    private static let categoriesShown = 12
    private static let barWidth = 24
    private static let sparklineWidth = 40

    private var style: Style { output.style(color) }
    private var limit: Int? { output.isTerminal ? output.width : nil }

    /// - Parameter history: what the same labelsets had in the releases of the dataset up to this one; may be empty.
    func write(_ overview: ReleaseOverview, history: [AnnotationHistory]) throws {
        try StatisticsText(output: output, color: color, filters: filters).writeHeader(overview.release)
        if let description = overview.release.description?.split(separator: "\n").first {
            try output.write(line: style.muted(SafeText.shown(String(description))))
        }
        try output.write(line: headline(overview))
        for (index, labelset) in overview.labelsets.enumerated() {
            try output.write(line: "")
            try write(labelset, history.indices.contains(index) ? history[index] : nil)
        }
    }

    /// Labels and annotations are said of each labelset: those of people and of models do not add up to anything.
    private func headline(_ overview: ReleaseOverview) -> String {
        [
            NumberText.counted(overview.samples, "sample"),
            NumberText.counted(overview.labelsets.count, "labelset"),
        ].joined(separator: ", ")
    }

    /// `annotations over 5 releases ▁▂▅▆█ 751 more than v2`.
    private func line(_ history: AnnotationHistory) -> String {
        let line = SparklineText.of(
            history.annotations.map { $0.map(Double.init) }, style: style, width: Self.sparklineWidth)
        let count = NumberText.grouped(history.releases.count)
        return style.muted("annotations over \(count) releases \(line) \(change(history))")
    }

    private func change(_ history: AnnotationHistory) -> String {
        let index = history.releases.count - 2
        let release = SafeText.shown(history.releases[index].release)
        guard let before = history.annotations[index], let now = history.annotations[index + 1] else {
            return "none in \(release)"
        }
        let delta = now - before
        if delta == 0 { return "as many as \(release)" }
        return "\(NumberText.grouped(abs(delta))) \(delta > 0 ? "more" : "fewer") than \(release)"
    }

    private func write(_ labelset: LabelsetOverview, _ history: AnnotationHistory?) throws {
        var facts = [
            NumberText.counted(labelset.labels, "label"),
            NumberText.counted(labelset.annotations, "annotation"),
        ]
        if labelset.frames != labelset.labels { facts.append(NumberText.counted(labelset.frames, "frame")) }
        if labelset.unlabeled > 0 {
            facts.append("no label: \(NumberText.counted(labelset.unlabeled, "sample"))")
        }
        try output.write(
            line: style.bold(SafeText.shown(labelset.labelset)) + ": " + facts.joined(separator: ", "))
        if let history { try output.write(line: line(history)) }
        var statuses = labelset.byStatus.map {
            "\(SafeText.shown($0.status)) \(NumberText.grouped($0.labels))"
        }
        if statuses.isEmpty { statuses = labelset.labels == 0 ? [] : ["no status"] }
        if !statuses.isEmpty { try output.write(line: "status: " + statuses.joined(separator: ", ")) }
        let types = labelset.byType.map { "\(SafeText.shown($0.type)) \(NumberText.grouped($0.annotations))" }
        if !types.isEmpty { try output.write(line: "types: " + types.joined(separator: ", ")) }
        try writeCategories(labelset)
    }

    private func writeCategories(_ labelset: LabelsetOverview) throws {
        let used = labelset.byCategory.filter { $0.annotations > 0 }
        let unused = labelset.byCategory.filter { $0.annotations == 0 }
        let most = used.first?.annotations ?? 1
        let shown = used.prefix(Self.categoriesShown)
        var columns: [TableLayout.Column] = [
            .init(title: "category"), .init(title: "annotations", isNumeric: true),
            .init(title: "share", isNumeric: true), .init(title: "samples", isNumeric: true),
        ]
        var rows = shown.map { usage -> [String?] in
            [
                name(usage, in: labelset), NumberText.grouped(usage.annotations),
                NumberText.percent(Double(usage.annotations) / Double(max(1, labelset.annotations))),
                NumberText.grouped(usage.samples),
            ]
        }
        let width = BarText.width(most: Self.barWidth, beside: columns, rows: rows, limit: limit)
        if width > 0 {
            columns.insert(.init(title: ""), at: 3)
            for (index, usage) in shown.enumerated() {
                let share = Double(usage.annotations) / Double(most)
                rows[index].insert(BarText.of(share, width: width, style: style), at: 3)
            }
        }
        if !rows.isEmpty {
            let layout = TableLayout(columns: columns, rows: rows, limit: limit, style: style)
            try output.write { buffer in
                layout.appendHeader(to: &buffer)
                for row in rows { layout.append(row, to: &buffer) }
            }
        }
        if used.count > rows.count {
            try output.write(line: style.muted("and \(used.count - rows.count) more: relwh stats classes"))
        }
        let undefined = used.filter { $0.category == nil }
        if !undefined.isEmpty {
            let count = undefined.reduce(0) { $0 + $1.annotations }
            try output.write(
                line: style.cautious("\(NumberText.counted(count, "annotation")) of undefined categories"))
        }
        if !unused.isEmpty, labelset.annotations > 0 {
            let names = unused.prefix(8).map { name($0, in: labelset) }.joined(separator: ", ")
            try output.write(
                line: style.muted(
                    "never used: \(names)\(unused.count > 8 ? ", and \(unused.count - 8) more" : "")"))
        }
    }

    private func name(_ usage: CategoryUsage, in labelset: LabelsetOverview) -> String {
        guard let name = usage.category else {
            return usage.categoryID.map { "#\($0) (undefined)" } ?? "(none)"
        }
        let isUnique = labelset.byCategory.count { $0.category == name } == 1
        return SafeText.shown(name) + (isUnique ? "" : usage.categoryID.map { " #\($0)" } ?? "")
    }
}
