/// What of a comparison is asked for.
struct DiffFilter {
    let labelsets: [String]
    let statuses: StatusFilter
    let sensors: Set<ExactText>
    let categoryWords: [String]
    let oldCategories: Set<Int64>
    let newCategories: Set<Int64>

    init(_ options: DiffOptions, _ categories: CategoryAlignment) {
        labelsets = options.labelsets
        statuses = StatusFilter(options.statuses)
        sensors = Set(options.sensors.map(ExactText.init))
        categoryWords = options.categories
        (oldCategories, newCategories) = categories.ids(called: options.categories)
    }

    /// Whether only some annotations are asked for.
    var isOfAnnotations: Bool { !sensors.isEmpty || !categoryWords.isEmpty }
    var isOfCategories: Bool { !categoryWords.isEmpty }

    func isLabelset(_ name: String) -> Bool {
        labelsets.isEmpty || labelsets.contains { $0.isExactly(name) }
    }

    /// - Parameter status: nil for a label without one.
    func isStatus(_ status: String?) -> Bool { statuses.keeps(status) }

    /// Whether samples without a label are asked for: a null or missing label is `UNLABELED`.
    var isOfUnlabeled: Bool { statuses.keepsNoLabel }

    func isSensor(_ sensor: String?) -> Bool {
        guard !sensors.isEmpty else { return true }
        return sensor.map { sensors.contains(ExactText($0)) } ?? false
    }

    func isOldCategory(_ id: Int64?) -> Bool {
        !isOfCategories || id.map { oldCategories.contains($0) } ?? false
    }

    func isNewCategory(_ id: Int64?) -> Bool {
        !isOfCategories || id.map { newCategories.contains($0) } ?? false
    }
}
