/// Counts a diff's stream for release notes; its memory grows with the categories and labelsets only.
struct ChangelogCounter {
    private var changes = ChangelogEntry.Changes()
    private var counts: [ExactText?: ChangelogEntry.Category] = [:]

    mutating func add(_ change: Change) {
        switch change.level {
        case .release:
            changes.fields += change.fields.filter {
                !["name", "created_at", "description"].contains($0.field)
            }
        case .category, .attributeDefinition: changes.categories.append(change)
        case .labelset: changes.labelsets.append(change)
        case .annotation: count(change)
        case .sample, .label, .link: break
        }
    }

    private mutating func count(_ change: Change) {
        let key = change.category.map(ExactText.init)
        var category = counts[key] ?? ChangelogEntry.Category(category: change.category)
        switch change.kind {
        case .added: category.added += 1
        case .removed: category.removed += 1
        default: category.modified += 1
        }
        counts[key] = category
    }

    func changes(_ summary: DiffSummary) -> ChangelogEntry.Changes {
        var changes = changes
        changes.summary = summary
        changes.annotations = merged().sorted { one, other in
            if one.total != other.total { return one.total > other.total }
            return ExactText(one.category ?? "") < ExactText(other.category ?? "")
        }
        return changes
    }

    /// What was removed from a renamed category is counted under its new name.
    private func merged() -> [ChangelogEntry.Category] {
        var newNames: [ExactText: String] = [:]
        let categories = changes.categories.filter { $0.level == .category }
        for change in categories {
            guard let name = change.category,
                let old = change.fields.first(where: { $0.field == "name" })?.from?.string,
                // Another category may have taken the name.
                !categories.contains(where: {
                    $0.kind != .removed && $0.category.map { $0.isExactly(old) } ?? false
                })
            else { continue }
            newNames[ExactText(old)] = name
        }
        var merged = counts
        for (old, name) in newNames {
            guard let gone = merged.removeValue(forKey: old) else { continue }
            var category = merged[ExactText(name)] ?? ChangelogEntry.Category(category: name)
            category.added += gone.added
            category.removed += gone.removed
            category.modified += gone.modified
            merged[ExactText(name)] = category
        }
        return Array(merged.values)
    }
}
