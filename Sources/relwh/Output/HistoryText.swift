import Warehouse

/// A release of a history as people read it: a block of a few lines.
struct HistoryText {
    /// The most category names in a line.
    private static let mostNames = 8

    var style: Style
    /// The columns of the terminal; nil where nothing is to be cut.
    var limit: Int?

    func lines(of entry: LogEntry) -> [String] {
        var lines = [heading(entry.release)]
        if let description = firstLine(entry.release.description) { lines.append(indented(description)) }
        guard let changes = entry.changes else { return lines + [indented(beginning(entry.release))] }
        lines.append(indented(counts(changes)))
        if !changes.categories.isEmpty { lines.append(indented(categories(changes.categories))) }
        return lines
    }

    /// `acme/flowers@v2  2025-04-14 16:20`.
    private func heading(_ release: ReleaseSummary) -> String {
        let time =
            release.createdAt.map { TimeText.minute(of: $0) }
            ?? "imported \(TimeText.minute(of: release.importedAt))"
        return style.bold(SafeText.shown(release.ref)) + "  " + style.muted(SafeText.shown(time))
    }

    private func firstLine(_ description: String?) -> String? {
        let line = description?.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.allSatisfy(\.isWhitespace) ? nil : SafeText.shown(line)
    }

    private func beginning(_ release: ReleaseSummary) -> String {
        "began with " + NumberText.counted(release.samples, "sample") + ", "
            + NumberText.counted(release.labels, "label") + ", "
            + NumberText.counted(release.annotations, "annotation")
    }

    private func counts(_ changes: LogEntry.Changes) -> String {
        func tally(_ added: Int, _ removed: Int, _ modified: Int) -> String {
            "+\(NumberText.grouped(added))  -\(NumberText.grouped(removed))  ~\(NumberText.grouped(modified))"
        }
        let (samples, labels, annotations) = (changes.samples, changes.labels, changes.annotations)
        var parts = [
            "samples  " + tally(samples.added, samples.removed, samples.modified),
            "labels  " + tally(labels.added, labels.removed, labels.modified),
        ]
        if labels.statusChanged > 0 {
            parts[1] += " (\(NumberText.grouped(labels.statusChanged)) with another status)"
        }
        parts.append(
            "annotations  \(NumberText.grouped(annotations.before)) \(style.arrow) "
                + "\(NumberText.grouped(annotations.after)) (\(NumberText.signed(annotations.delta)))")
        return parts.joined(separator: "   ")
    }

    /// `categories  +tram, -crosswalk, pedestrian → person, car 1 → 7`.
    private func categories(_ changes: CategoryChanges) -> String {
        let all =
            changes.added.map { "+" + name($0) } + changes.removed.map { "-" + name($0) }
            + changes.renamed.map { "\(name($0.from)) \(style.arrow) \(name($0.to))" }
            + changes.renumbered.map { "\(name($0.to)) \(id($0.from)) \(style.arrow) \(id($0.to))" }
        let rest = all.count - Self.mostNames
        return "categories  " + all.prefix(Self.mostNames).joined(separator: ", ")
            + (rest > 0 ? " and \(NumberText.grouped(rest)) more" : "")
    }

    private func name(_ category: CategoryIdentity) -> String {
        category.name.map { SafeText.shown($0) } ?? "(no name)"
    }

    private func id(_ category: CategoryIdentity) -> String { category.id?.description ?? "(no id)" }

    private func indented(_ line: String) -> String {
        guard let limit else { return "  " + line }
        return "  " + DisplayWidth.truncated(line, to: max(1, limit - 2), ellipsis: style.ellipsis)
    }
}
