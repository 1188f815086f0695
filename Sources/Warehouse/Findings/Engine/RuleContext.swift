import ReleaseFormat
import SQLite

/// What rules know in advance: the release, its header, and the options of the validation.
struct RuleContext: Sendable {
    struct Labelset: Sendable {
        /// In the warehouse.
        var id: Int64
        var name: String
        /// Whether the release lists it: one that samples use need not be.
        var isListed: Bool
        /// The type of annotations that do not state theirs.
        var untyped: AnnotationType
        /// How many labels it has that are not null.
        var labels: Int
        /// The release's task; where it says none, the one that `dataset.tasks` gives to the labelset. nil where
        /// neither is one of the platform's.
        var task: TaskType?
    }

    let release: ReleaseSummary
    let releaseID: Int64
    /// `dataset.task_type`; nil when the release does not say.
    let taskType: String?
    let taxonomy: RuleTaxonomy
    /// Those that are checked, in the release's order.
    let labelsets: [Labelset]
    /// Whether the release lists labelsets at all: releases of 2020 do not.
    let listsLabelsets: Bool
    let statuses: StatusFilter
    /// The rules that are asked for, by their number; nil for others.
    private let rules: [ActiveRule?]
    private let numbers: [String: Int]

    /// - Parameter needsValues: whether labelsets and statuses that are asked for must be in the release.
    init(
        _ warehouse: Warehouse, _ release: ReleaseSummary, _ options: ValidationOptions,
        needsValues: Bool = true
    ) throws {
        if needsValues {
            try FilterValues(options).check([(warehouse.connection, release.ref)])
        }
        let connection = warehouse.connection
        self.release = release
        taskType = release.taskType
        let key = try ReleaseKey(connection, ref: release.ref)
        releaseID = key.id
        let taxonomy = try RuleTaxonomy(connection, id: key.taxonomyID)
        self.taxonomy = taxonomy
        let all = try ReleaseLabelset.all(connection, releaseID: key.id)
        listsLabelsets = all.contains(where: \.isListed)
        let asked = all.filter { found in
            options.labelsets?.contains { found.name.isExactly($0) } ?? true
        }
        labelsets = asked.map { labelset in
            let own = release.taskType.flatMap { $0.isEmpty ? nil : $0 }
            return Labelset(
                id: labelset.id, name: labelset.name, isListed: labelset.isListed,
                untyped: labelset.untyped.map { AnnotationType(word: $0) } ?? .none, labels: labelset.labels,
                task: (own ?? taxonomy.labelsetTasks[ExactText(labelset.name)]).flatMap(TaskType.init))
        }
        statuses = StatusFilter(options.statuses ?? [])
        let catalogue = RuleCatalogue.rules
        rules = catalogue.enumerated().map { number, rule in
            let settings = options.settings
            guard options.rules.contains(rule), !settings.isOff(rule),
                settings.severity(of: rule) >= options.minimumSeverity
            else { return nil }
            return ActiveRule(rule, number: number, settings)
        }
        numbers = Dictionary(
            catalogue.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The rule as settings have it; nil if it is not asked for.
    func active(_ rule: Rule) -> ActiveRule? { numbers[rule.id].flatMap { rules[$0] } }

    func isActive(_ family: any RuleFamily.Type) -> Bool { family.rules.contains { active($0) != nil } }

    /// The content that the active rules of some families need.
    func needs(of families: [any RuleFamily.Type]) -> ContentNeeds {
        families.flatMap { $0.rules }.reduce(into: []) { needs, rule in
            if active(rule) != nil { needs.formUnion(rule.needs) }
        }
    }

    /// The index of a labelset in ``labelsets``.
    func labelset(ofID id: Int64) -> Int? { labelsets.firstIndex { $0.id == id } }
}
