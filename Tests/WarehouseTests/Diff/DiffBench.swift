import ReleaseFormat
import TestSupport

@testable import Warehouse

/// Two documents, imported and compared.
struct DiffBench {
    struct Outcome {
        var changes: [Change] = []
        var summary = DiffSummary()
    }

    private let shelf: Shelf
    private let other: Shelf?
    private let sides: (DiffSide, DiffSide)

    /// - Parameter isApart: whether each goes into a warehouse of its own.
    init(_ old: JSONValue, _ new: JSONValue, isApart: Bool = false) throws {
        shelf = try Shelf()
        other = isApart ? try Shelf() : nil
        let one = try shelf.load(old.named("old"))
        let two = try (other ?? shelf).load(new.named("new"))
        sides = (
            DiffSide(warehouse: shelf.warehouse, ref: one.ref),
            DiffSide(warehouse: (other ?? shelf).warehouse, ref: two.ref)
        )
    }

    func diff(_ options: DiffOptions = DiffOptions(), isReversed: Bool = false) throws -> Outcome {
        var outcome = Outcome()
        outcome.summary = try Warehouse.diff(
            from: isReversed ? sides.1 : sides.0, to: isReversed ? sides.0 : sides.1, options: options
        ) { outcome.changes.append($0) }
        return outcome
    }

    /// The newer release with itself.
    func diffOfNewWithItself() throws -> Outcome {
        var outcome = Outcome()
        outcome.summary = try Warehouse.diff(from: sides.1, to: sides.1) { outcome.changes.append($0) }
        return outcome
    }

    var totals: (old: ReleaseSummary, new: ReleaseSummary) {
        get throws {
            (try sides.0.warehouse.resolve(sides.0.ref), try sides.1.warehouse.resolve(sides.1.ref))
        }
    }
}

extension DiffOptions {
    static func with(_ change: (inout DiffOptions) -> Void) -> DiffOptions {
        var options = DiffOptions()
        change(&options)
        return options
    }

    static let unrolled = DiffOptions.with { $0.level = .annotation }
}

extension Change {
    /// Told on one line, for tests to compare: `annotation modified u1 #3 category,geometry`.
    var line: String {
        var words = [level.rawValue, kind.rawValue]
        words += [sampleUUID, labelset, sensor].compactMap { $0 }
        if let frame, frame > 0 { words.append("frame \(frame)") }
        if let annotationID { words.append("#\(annotationID)") }
        if level == .category || level == .attributeDefinition, let category { words.append(category) }
        if !fields.isEmpty { words.append(fields.map(\.path).joined(separator: ",")) }
        return words.joined(separator: " ")
    }

    /// What it is called from the other side.
    var mirrored: Change {
        var change = self
        (change.from, change.to) = (to, from)
        switch kind {
        case .added: change.kind = .removed
        case .removed: change.kind = .added
        default: break
        }
        change.fields = fields.map { field in
            FieldChange(field.field, from: field.to, to: field.from, sensor: field.sensor, frame: field.frame)
        }
        return change
    }

    /// What is the same whoever asks: no names and ids, which are those of the `to` side.
    var essence: String {
        let sides = [from, to].map { side in side.map { "\(JSONMeaning($0).hashText)" } ?? "-" }
        let name = kind == .added || kind == .removed ? "\(annotationID ?? -1)" : ""
        return [
            level.rawValue, kind.rawValue, sampleUUID ?? "", labelset ?? "", "\(frame ?? -1)", name,
            matchedBy?.rawValue ?? "", score.map { "\($0)" } ?? "", sides[0], sides[1],
        ].joined(separator: "|")
    }
}

extension JSONMeaning {
    fileprivate var hashText: String {
        switch self {
        case .object(let members):
            "{"
                + members.map { (String(decoding: $0.key, as: UTF8.self), $0.value.hashText) }
                .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }.map { "\($0.0):\($0.1)" }
                .joined(separator: ",") + "}"
        case .array(let elements): "[" + elements.map(\.hashText).joined(separator: ",") + "]"
        default: "\(self)"
        }
    }
}

extension DiffSummary {
    /// What a stream of changes counts, with everything unrolled.
    init(counting changes: [Change]) {
        self.init()
        var labels: Set<String> = []
        var unrolled: Set<String> = []
        for change in changes {
            let label = "\(change.sampleUUID ?? "")|\(change.labelset ?? "")"
            if [.label, .annotation, .link].contains(change.level) { labels.insert(label) }
            switch (change.level, change.kind) {
            case (.category, .added): categories.added += 1
            case (.category, .removed): categories.removed += 1
            case (.category, let kind):
                if kind == .renamed { categories.renamed += 1 }
                if kind == .renumbered { categories.renumbered += 1 }
                if change.fields.contains(where: { !["id", "name"].contains($0.field) }) {
                    categories.modified += 1
                }
            case (.labelset, .added): labelsets.added += 1
            case (.labelset, .removed): labelsets.removed += 1
            case (.labelset, _): labelsets.modified += 1
            case (.sample, .added): samples.added += 1
            case (.sample, .removed): samples.removed += 1
            case (.sample, _):
                samples.modified += 1
                if change.fields.contains(where: { $0.field == "name" }) { samples.renamed += 1 }
            case (.label, .added):
                self.labels.added += 1
                unrolled.insert(label)
            case (.label, .removed):
                self.labels.removed += 1
                unrolled.insert(label)
            case (.label, _):
                if change.fields.contains(where: { $0.field.hasPrefix("mask") }) {
                    self.labels.maskChanged += 1
                }
            case (.annotation, .added): annotations.added += 1
            case (.annotation, .removed): annotations.removed += 1
            case (.annotation, _):
                annotations.modified += 1
                let fields = change.fields.map(\.field)
                if fields.contains("category") { annotations.recategorized += 1 }
                if fields.contains("geometry") { annotations.geometryChanged += 1 }
                if fields.contains(where: { $0 == "attributes" || $0.hasPrefix("attributes.") }) {
                    annotations.attributesChanged += 1
                }
            case (.link, .added): links.added += 1
            case (.link, .removed): links.removed += 1
            case (.link, _): links.modified += 1
            default: break
            }
        }
        self.labels.modified = labels.subtracting(unrolled).count
    }

    /// What a stream does not say.
    func withoutWhatNoStreamSays() -> DiffSummary {
        var figures = self
        figures.samples.unchanged = 0
        figures.labels.unchanged = 0
        figures.annotations.unchanged = 0
        figures.labels.statusChanged = 0
        figures.statusTransitions = []
        figures.hidden = []
        return figures
    }

    var mirrored: DiffSummary {
        var figures = self
        swap(&figures.categories.added, &figures.categories.removed)
        swap(&figures.labelsets.added, &figures.labelsets.removed)
        swap(&figures.samples.added, &figures.samples.removed)
        swap(&figures.labels.added, &figures.labels.removed)
        swap(&figures.annotations.added, &figures.annotations.removed)
        swap(&figures.links.added, &figures.links.removed)
        let key: (DiffSummary.StatusTransition) -> [String] = { [$0.labelset, $0.from ?? "", $0.to ?? ""] }
        figures.statusTransitions = statusTransitions.map {
            DiffSummary.StatusTransition(labelset: $0.labelset, from: $0.to, to: $0.from, labels: $0.labels)
        }.sorted { key($0).lexicographicallyPrecedes(key($1)) }
        return figures
    }
}
