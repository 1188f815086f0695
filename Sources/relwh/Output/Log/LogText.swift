import Warehouse

/// A release of a history as people read it: a block of a few lines.
struct LogText {
    /// The most category names in a line.
    private static let mostNames = 8

    var style: Style
    /// The columns of the terminal; nil where nothing is to be cut.
    var limit: Int?

    func lines(of entry: LogEntry) -> [String] {
        var lines = [heading(entry.release)]
        if let description = firstLine(entry.release.description) { lines.append(indented(description)) }
        guard let changes = entry.changes else { return lines + [indented(beginning(entry.release))] }
        lines += counts(changes).map(indented)
        lines += labelsets(changes).map(indented)
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

    /// Samples, labels and annotations on one line; on a terminal that is too narrow for it, on a line each.
    private func counts(_ changes: LogEntry.Changes) -> [String] {
        let samples = changes.samples
        return fitting(
            [
                "samples  " + tally(samples.added, samples.removed, samples.modified),
                "labels  " + self.labels(changes.labels),
                "annotations  " + self.annotations(changes.annotations),
            ], indent: "")
    }

    /// The labelsets that changed, where there are several: ground truth and predictions are not one thing.
    private func labelsets(_ changes: LogEntry.Changes) -> [String] {
        guard changes.labelsets.count > 1 else { return [] }
        let changed = changes.labelsets.filter { labelset in
            let labels = labelset.labels
            return labels.added + labels.removed + labels.modified > 0 || labelset.annotations.delta != 0
        }
        let names = changed.map { SafeText.shown($0.labelset) }
        let width = names.map { DisplayWidth.of($0) }.max() ?? 0
        return zip(changed, names).flatMap { labelset, name in
            let padding = String(repeating: " ", count: width - DisplayWidth.of(name))
            return fitting(
                [
                    "  \(name)\(padding)  labels  " + labels(labelset.labels),
                    "annotations  " + annotations(labelset.annotations),
                ], indent: "    ")
        }
    }

    private func labels(_ labels: LogEntry.Labels) -> String {
        tally(labels.added, labels.removed, labels.modified)
            + (labels.statusChanged > 0
                ? " (\(NumberText.grouped(labels.statusChanged)) changed status)" : "")
    }

    private func annotations(_ annotations: LogEntry.Annotations) -> String {
        "\(NumberText.grouped(annotations.before)) \(style.arrow) \(NumberText.grouped(annotations.after)) "
            + "(\(NumberText.signed(annotations.delta)))"
    }

    private func tally(_ added: Int, _ removed: Int, _ modified: Int) -> String {
        "+\(NumberText.grouped(added))  -\(NumberText.grouped(removed))  ~\(NumberText.grouped(modified))"
    }

    /// As many parts on a line as fit.
    ///
    /// - Parameter indent: of the lines after the first.
    private func fitting(_ parts: [String], indent: String) -> [String] {
        var lines: [String] = []
        for part in parts {
            let longer = lines.last.map { $0 + "   " + part }
            if let longer, DisplayWidth.of(longer) + 2 <= limit ?? .max {
                lines[lines.count - 1] = longer
            } else {
                lines.append(lines.isEmpty ? part : indent + part)
            }
        }
        return lines
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
