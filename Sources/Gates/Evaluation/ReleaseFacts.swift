import Warehouse

/// What gates ask of one release, each thing read once, when it is first asked for.
final class ReleaseFacts {
    let side: DiffSide
    let cancellation: Cancellation?
    private var knownOverview: ReleaseOverview?
    private var knownCategories: [CategorySummary]?
    private var knownLabelsets: [LabelsetSummary]?
    private var labelCounts: [String: [AnnotatedSamples]] = [:]
    private var reports: [StatisticRequest: StatisticReport] = [:]

    private struct StatisticRequest: Hashable {
        var statistic: Statistic
        var filter: StatisticQuestion.Filter
    }

    init(_ side: DiffSide, _ cancellation: Cancellation?) {
        self.side = side
        self.cancellation = cancellation
    }

    var ref: String { side.ref }

    func overview() throws -> ReleaseOverview {
        if let knownOverview { return knownOverview }
        var options = StatisticOptions()
        options.cancellation = cancellation
        guard let overview = try side.warehouse.overview(of: [ref], options: options).first else {
            throw NoAnswer.unanswered("\(ref) has no overview")
        }
        knownOverview = overview
        return overview
    }

    /// Those that the release defines, in its order.
    func categories() throws -> [CategorySummary] {
        if let knownCategories { return knownCategories }
        let categories = try side.warehouse.categories(ref: ref)
        knownCategories = categories
        return categories
    }

    func labelsets() throws -> [LabelsetSummary] {
        if let knownLabelsets { return knownLabelsets }
        let labelsets = try side.warehouse.labelsets(ref: ref)
        knownLabelsets = labelsets
        return labelsets
    }

    /// Samples by their status and number of annotations.
    func annotatedSamples(_ labelset: String) throws -> [AnnotatedSamples] {
        if let known = labelCounts[labelset] { return known }
        let counts = try side.warehouse.annotatedSamples(of: ref, labelset: labelset)
        labelCounts[labelset] = counts
        return counts
    }

    func report(_ question: StatisticQuestion) throws -> StatisticReport {
        let request = StatisticRequest(statistic: question.statistic, filter: question.filter)
        if let known = reports[request] { return known }
        var options = StatisticOptions()
        options.statuses = question.filter.statuses
        options.categories = question.filter.categories
        options.sensors = question.filter.sensors
        options.condition = question.filter.condition
        options.cancellation = cancellation
        let report = try side.warehouse.statistics(question.statistic, of: ref, options: options)
        reports[request] = report
        return report
    }

    // MARK: Labelsets

    /// The labelset that a gate speaks of: the one it names, the ground truth, or the only one.
    func labelset(named name: String?) throws -> String {
        let labelsets = try labelsets()
        let names = labelsets.map(\.labelset)
        if let name {
            if names.contains(where: { $0.isExactly(name) }) { return name }
            throw NoAnswer.unanswered(
                "there is no labelset \(name)" + Self.suggestion(NearestNames.of(name, in: names)))
        }
        let truths = labelsets.filter { $0.isGroundtruth == true }.map(\.labelset)
        if truths.count == 1 { return truths[0] }
        if let usual = (truths.isEmpty ? names : truths).first(where: { $0.isExactly("ground-truth") }) {
            return usual
        }
        if truths.isEmpty, names.count == 1 { return names[0] }
        throw NoAnswer.unanswered(
            names.isEmpty
                ? "the release has no labelset" : "labelset: must say which: \(FoundText.list(names))")
    }

    func overview(of labelset: String) throws -> LabelsetOverview {
        guard let found = try overview().labelsets.first(where: { $0.labelset.isExactly(labelset) }) else {
            throw NoAnswer.unanswered("\(ref) has no labelset \(labelset)")
        }
        return found
    }

    // MARK: Classes

    /// The classes that a word names: by name, else by number; none where there are none.
    func classes(called word: String, _ labelset: String) throws -> [CategoryIdentity] {
        let all = try classes(labelset)
        let named = all.filter { $0.name?.isExactly(word) ?? false }
        return named.isEmpty ? all.filter { $0.id.map { "\($0)" == word } ?? false } : named
    }

    /// Classes that the release defines, then those that a labelset uses all the same.
    func classes(_ labelset: String) throws -> [CategoryIdentity] {
        var identities = try categories().map { CategoryIdentity(id: $0.categoryID, name: $0.category) }
        let defined = Set(identities.map(\.id))
        for usage in try overview(of: labelset).byCategory where !defined.contains(usage.categoryID) {
            identities.append(CategoryIdentity(id: usage.categoryID, name: usage.category))
        }
        return identities
    }

    /// Annotations of a class. Those of an id that several categories share belong to the category whose name they
    /// have, and a category without an id has none.
    func annotations(of identity: CategoryIdentity, _ labelset: String) throws -> Int {
        guard let usage = try overview(of: labelset).byCategory.first(where: { $0.categoryID == identity.id })
        else { return 0 }
        let isOwn = CategoryIdentity(id: usage.categoryID, name: usage.category) == identity
        return isOwn ? usage.annotations : 0
    }

    func unknownClass(_ word: String, _ labelset: String) throws -> NoAnswer {
        let names = try classes(labelset).compactMap(\.name)
        return .unanswered(
            "the release defines no class \(word)" + Self.suggestion(NearestNames.of(word, in: names)))
    }

    static func suggestion(_ names: [String]) -> String {
        names.isEmpty ? "" : "; did you mean \(names.joined(separator: ", "))?"
    }
}
