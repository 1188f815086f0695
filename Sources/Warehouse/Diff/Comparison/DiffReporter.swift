import ReleaseFormat

/// Passes on the changes that are asked for, and counts them.
final class DiffReporter {
    private let kinds: Set<Change.Kind>
    private let depth: Int
    private let sink: (Change) throws -> Void
    var summary = DiffSummary()
    /// How many changes passed.
    private(set) var reported = 0

    init(_ options: DiffOptions, sink: @escaping (Change) throws -> Void) {
        kinds = Set(options.kinds)
        depth = (options.level ?? .annotation).depth
        self.sink = sink
    }

    func wants(_ level: Change.Level) -> Bool { level.depth <= depth }

    func wants(_ kind: Change.Kind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

    /// - Parameter isOnlyCounted: only counts: what a sample or label that came or went brought along.
    func report(_ change: Change, isOnlyCounted: Bool = false) throws {
        guard wants(change.level), wants(change.kind) else { return }
        count(change)
        reported += 1
        if !isOnlyCounted { try sink(change) }
    }

    private func count(_ change: Change) {
        switch change.level {
        case .release, .attributeDefinition: break
        case .category: count(category: change)
        case .labelset:
            switch change.kind {
            case .added: summary.labelsets.added += 1
            case .removed: summary.labelsets.removed += 1
            default: summary.labelsets.modified += 1
            }
        case .sample:
            switch change.kind {
            case .added: summary.samples.added += 1
            case .removed: summary.samples.removed += 1
            default:
                summary.samples.modified += 1
                if change.has("name") { summary.samples.renamed += 1 }
            }
        case .label:
            switch change.kind {
            case .added: summary.labels.added += 1
            case .removed: summary.labels.removed += 1
            default:
                // Whoever compares labels counts those that are not equal.
                if change.has("mask") { summary.labels.maskChanged += 1 }
            }
        case .annotation: count(annotation: change)
        case .link:
            switch change.kind {
            case .added: summary.links.added += 1
            case .removed: summary.links.removed += 1
            default: summary.links.modified += 1
            }
        }
    }

    // MARK: Statuses

    private struct Transition: Hashable {
        var labelset: ExactText
        var from: ExactText?
        var to: ExactText?
    }

    private var transitionCounts: [Transition: Int] = [:]

    /// Counts a label that went from one status to another.
    func transition(_ labelset: String, from: String?, to: String?) {
        summary.labels.statusChanged += 1
        let transition = Transition(
            labelset: ExactText(labelset), from: from.map(ExactText.init), to: to.map(ExactText.init))
        transitionCounts[transition, default: 0] += 1
    }

    /// In the order of labelsets and statuses.
    var transitions: [DiffSummary.StatusTransition] {
        let order: [(Transition) -> ExactText] = [
            { $0.labelset }, { $0.from ?? ExactText("") }, { $0.to ?? ExactText("") },
        ]
        return transitionCounts.sorted { one, other in
            for key in order where key(one.key) != key(other.key) { return key(one.key) < key(other.key) }
            return false
        }.map { transition, labels in
            DiffSummary.StatusTransition(
                labelset: transition.labelset.text, from: transition.from?.text, to: transition.to?.text,
                labels: labels)
        }
    }

    // MARK: Annotations

    private func count(category change: Change) {
        switch change.kind {
        case .added: summary.categories.added += 1
        case .removed: summary.categories.removed += 1
        case .renamed: summary.categories.renamed += 1
        case .renumbered: summary.categories.renumbered += 1
        case .modified: break
        }
        guard change.kind != .added, change.kind != .removed else { return }
        if change.fields.contains(where: { $0.field != "id" && $0.field != "name" }) {
            summary.categories.modified += 1
        }
    }

    private func count(annotation change: Change) {
        switch change.kind {
        case .added: summary.annotations.added += 1
        case .removed: summary.annotations.removed += 1
        default:
            summary.annotations.modified += 1
            if change.has("category") { summary.annotations.recategorized += 1 }
            if change.has("geometry") { summary.annotations.geometryChanged += 1 }
            if change.has("attributes") { summary.annotations.attributesChanged += 1 }
        }
    }
}

extension Change {
    /// Whether a field, or a part of it, is among those that changed.
    func has(_ name: String) -> Bool {
        fields.contains { field in
            let text = field.field.utf8
            guard text.starts(with: name.utf8) else { return false }
            let next = text.dropFirst(name.utf8.count).first
            return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
        }
    }
}

extension Change.Level {
    /// How far from the whole.
    var depth: Int {
        switch self {
        case .release: 0
        case .category, .attributeDefinition, .labelset: 1
        case .sample: 2
        case .label: 3
        case .annotation, .link: 4
        }
    }
}
