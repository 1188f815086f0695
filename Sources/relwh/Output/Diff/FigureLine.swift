import Warehouse

/// What came, went and changed on one level.
struct FigureLine: Sendable {
    var name: String
    var added: Int
    var removed: Int
    var modified: Int
    /// What else there is to count.
    var others: [(String, Int)]

    /// `1 renamed, 104 unchanged`.
    var othersText: String {
        others.filter { $0.1 > 0 }.map { "\(NumberText.grouped($0.1)) \($0.0)" }.joined(separator: ", ")
    }

    /// Whether anything is not as it was.
    var isChange: Bool {
        added + removed + modified > 0 || others.contains { $0.0 != "unchanged" && $0.1 > 0 }
    }
}

extension DiffSummary {
    /// The levels on which anything changed.
    var figureLines: [FigureLine] {
        let all = [
            FigureLine(
                name: "categories", added: categories.added, removed: categories.removed,
                modified: categories.modified,
                others: [("renamed", categories.renamed), ("renumbered", categories.renumbered)]),
            FigureLine(
                name: "labelsets", added: labelsets.added, removed: labelsets.removed,
                modified: labelsets.modified, others: []),
            FigureLine(
                name: "samples", added: samples.added, removed: samples.removed, modified: samples.modified,
                others: [("renamed", samples.renamed), ("unchanged", samples.unchanged)]),
            FigureLine(
                name: "labels", added: labels.added, removed: labels.removed, modified: labels.modified,
                others: [
                    ("changed status", labels.statusChanged), ("with mask changed", labels.maskChanged),
                    ("unchanged", labels.unchanged),
                ]),
            FigureLine(
                name: "annotations", added: annotations.added, removed: annotations.removed,
                modified: annotations.modified,
                others: [
                    ("recategorized", annotations.recategorized),
                    ("moved or reshaped", annotations.geometryChanged),
                    ("with attributes changed", annotations.attributesChanged),
                    ("unchanged", annotations.unchanged),
                ]),
            FigureLine(
                name: "links", added: links.added, removed: links.removed, modified: links.modified,
                others: []),
        ]
        return all.filter(\.isChange)
    }
}
