import ReleaseFormat
import Warehouse

/// Puts a release's changes in the short lines of release notes.
struct ChangelogWording {
    /// The most categories, fields or labelsets in a list.
    private static let mostListed = 10

    func lines(of entry: ChangelogEntry) -> [String] {
        guard let changes = entry.changes else { return beginning(entry) }
        let lines =
            samples(changes, entry) + labels(changes, entry) + annotations(changes, entry)
            + links(changes.summary.links) + categories(changes.categories) + labelsets(changes.labelsets)
            + fields(changes.fields)
        return lines.isEmpty ? ["Nothing changed."] : lines
    }

    // MARK: The first release

    private func beginning(_ entry: ChangelogEntry) -> [String] {
        let release = entry.release
        var lines = [
            "- Begins with \(NumberText.counted(release.samples, "sample")), "
                + "\(NumberText.counted(release.labels, "label")) and "
                + "\(NumberText.counted(release.annotations, "annotation"))"
        ]
        guard let beginning = entry.beginning else { return lines }
        let labelsets = beginning.labelsets.map { labelset in
            "\(code(labelset.labelset)): \(NumberText.counted(labelset.labels, "label")), "
                + NumberText.counted(labelset.annotations, "annotation")
        }
        lines += list("Labelsets", labelsets, "labelset")
        let categories = beginning.categories.enumerated().sorted { one, other in
            (other.element.annotations, one.offset) < (one.element.annotations, other.offset)
        }.map { _, category in
            let name = category.category ?? category.categoryID.map { "\($0)" }
            return "\(code(name)): \(NumberText.counted(category.annotations, "annotation"))"
        }
        return lines + list("Categories", categories, "category")
    }

    // MARK: What is counted

    private func samples(_ changes: ChangelogEntry.Changes, _ entry: ChangelogEntry) -> [String] {
        let samples = changes.summary.samples
        return line(
            "Samples",
            [
                (samples.added, "added"), (samples.removed, "removed"), (samples.modified, "modified"),
            ], aside: [(samples.renamed, "renamed")], now: entry.release.samples)
    }

    private func labels(_ changes: ChangelogEntry.Changes, _ entry: ChangelogEntry) -> [String] {
        let labels = changes.summary.labels
        let transitions = changes.summary.statusTransitions.map { transition in
            "\(code(transition.labelset)): \(NumberText.counted(transition.labels, "label")) from "
                + "\(status(transition.from)) to \(status(transition.to))"
        }
        return line(
            "Labels",
            [(labels.added, "added"), (labels.removed, "removed"), (labels.modified, "modified")],
            aside: [
                (labels.statusChanged, "changed status"), (labels.maskChanged, "with mask changed"),
            ], now: entry.release.labels) + bounded(transitions, "transition")
    }

    private func status(_ status: String?) -> String { status.map { code($0) } ?? "no status" }

    private func annotations(_ changes: ChangelogEntry.Changes, _ entry: ChangelogEntry) -> [String] {
        let annotations = changes.summary.annotations
        let categories = changes.annotations.map { category in
            "\(category.category.map { code($0) } ?? "no category"): "
                + figures([
                    (category.added, "added"), (category.removed, "removed"), (category.modified, "modified"),
                ])
        }
        return line(
            "Annotations",
            [
                (annotations.added, "added"), (annotations.removed, "removed"),
                (annotations.modified, "modified"),
            ],
            aside: [
                (annotations.recategorized, "recategorized"),
                (annotations.geometryChanged, "moved or reshaped"),
                (annotations.attributesChanged, "with attributes changed"),
            ], now: entry.release.annotations) + bounded(categories, "category")
    }

    private func links(_ links: DiffSummary.Links) -> [String] {
        line(
            "Links", [(links.added, "added"), (links.removed, "removed"), (links.modified, "modified")],
            aside: [], now: nil)
    }

    /// `- Samples: 2 added, 1 modified (1 renamed); now 5`; nothing where nothing changed.
    private func line(
        _ title: String, _ counts: [(Int, String)], aside: [(Int, String)], now: Int?
    ) -> [String] {
        let text = figures(counts)
        guard !text.isEmpty else { return [] }
        let others = figures(aside)
        return [
            "- \(title): \(text)" + (others.isEmpty ? "" : " (\(others))")
                + (now.map { "; now \(NumberText.grouped($0))" } ?? "")
        ]
    }

    private func figures(_ counts: [(Int, String)]) -> String {
        counts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    }

    // MARK: What is named

    private func categories(_ changes: [Change]) -> [String] {
        list("Categories", changes.compactMap(category), "change")
    }

    private func category(_ change: Change) -> String? {
        if change.level == .attributeDefinition { return definition(change) }
        let name = code(change.category)
        func values(_ field: String) -> (String, String)? {
            change.fields.first { $0.field == field }.map { (value($0.from), value($0.to)) }
        }
        var parts: [String] = []
        let old = values("name")
        switch change.kind {
        case .added, .removed: parts.append(change.kind.rawValue)
        default:
            if let old { parts.append("renamed to \(old.1)") }
            if let id = values("id") { parts.append("renumbered from \(id.0) to \(id.1)") }
            // Definitions have lines of their own.
            let others = change.fields.filter {
                !["id", "name"].contains($0.field) && !$0.isShownByDefinitions
            }
            .map(\.field)
            if !others.isEmpty {
                parts.append(others.map { code($0) }.joined(separator: ", ") + " changed")
            }
        }
        return parts.isEmpty ? nil : "\(old?.0 ?? name) \(parts.joined(separator: "; "))"
    }

    private func definition(_ change: Change) -> String {
        let whole = change.to ?? change.from
        let name = whole?["name"].map { value($0) } ?? "without a name"
        let owner = change.category.map { " of \(code($0))" } ?? ""
        let scope =
            whole?["scope"]?.string == "link"
            ? "link attribute" : owner.isEmpty ? "image attribute" : "attribute"
        return "\(scope) \(name)\(owner) \(change.kind.rawValue)"
    }

    private func labelsets(_ changes: [Change]) -> [String] {
        list("Labelsets", changes.map { "\(code($0.labelset)) \($0.kind.rawValue)" }, "change")
    }

    private func fields(_ fields: [FieldChange]) -> [String] {
        let lines = fields.map { field in
            "\(code(field.path)) from \(value(field.from)) to \(value(field.to))"
        }
        return list("Release", lines, "change")
    }

    // MARK: Lists

    private func list(_ title: String, _ items: [String], _ noun: String) -> [String] {
        items.isEmpty ? [] : ["- \(title)"] + bounded(items, noun)
    }

    private func bounded(_ items: [String], _ noun: String) -> [String] {
        let rest = items.count - Self.mostListed
        // One more is named as easily as counted.
        guard rest > 1 else { return items.map { "  - \($0)" } }
        let more =
            noun == "category"
            ? "\(NumberText.grouped(rest)) more categories" : NumberText.counted(rest, "more \(noun)")
        return items.prefix(Self.mostListed).map { "  - \($0)" } + ["  - and \(more)"]
    }

    private func code(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "(no name)" }
        return MarkdownText.code(text)
    }

    /// The most columns that a value takes.
    private static let valueWidth = 60

    private func value(_ value: JSONValue?) -> String {
        guard let value else { return "none" }
        let text = value.string ?? value.text
        return text.isEmpty
            ? "empty" : MarkdownText.code(DisplayWidth.truncated(text, to: Self.valueWidth, ellipsis: "…"))
    }
}
