/// Rules on the category of an annotation.
final class CategoryRules: ContentRules {
    static let undefined = Rule(
        "annotation.category.undefined", .core, .error,
        summary: "an annotation's category is not defined",
        definition: """
            The `category_id` of an annotation is an integer that no category of the release has: neither \
            one of `task_attributes.categories` nor, in a file without those, one of `dataset.tasks`.
            """,
        example: .init(
            breaking: #"{"categories":[{"id":1,"name":"car"}],"annotations":[{"id":1,"category_id":7}]}"#,
            remedy: "Add the category to the task, or give the annotation an existing one."),
        needs: .annotations)

    static let null = Rule(
        "annotation.category.null", .core, .error,
        summary: "an annotation's category is null or not an integer",
        definition: """
            The `category_id` of an annotation is present, but is null, or anything other than a 64-bit \
            integer.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":null}]}"#,
            remedy: "Give the annotation a category."),
        needs: .annotations)

    static let absent = Rule(
        "annotation.category.absent", .core, .error,
        summary: "an annotation has no category",
        definition: "An annotation has no key `category_id`.",
        example: .init(
            breaking: #"{"annotations":[{"id":1,"type":"point","points":[[4,2]]}]}"#,
            remedy: "Give the annotation a category."),
        needs: .annotations)

    static let rules = [undefined, null, absent]

    private let undefined: ActiveRule?
    private let null: ActiveRule?
    private let absent: ActiveRule?
    private let taxonomy: RuleTaxonomy

    init(_ context: RuleContext) {
        undefined = context.active(Self.undefined)
        null = context.active(Self.null)
        absent = context.active(Self.absent)
        taxonomy = context.taxonomy
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        let annotations = batch.annotations
        // Neighbours are mostly of one category: what was found of the last one is remembered.
        var last: Int64 = 0
        var isLastDefined = taxonomy.isDefined(0)
        for index in label.annotations {
            guard annotations.flags[index].contains(.hasCategoryID) else {
                try reportMissing(index, label, batch, &findings)
                continue
            }
            let id = annotations.categoryID[index]
            if id != last {
                last = id
                isLastDefined = taxonomy.isDefined(id)
            }
            if !isLastDefined, let undefined {
                findings.add(
                    undefined, label, in: batch, annotation: index, field: "category_id", found: "\(id)")
            }
        }
    }

    private func reportMissing(
        _ index: Int, _ label: CheckedLabel, _ batch: ContentBatch, _ findings: inout FindingSink
    ) throws {
        guard null != nil || absent != nil else { return }
        // A value that does not fit the column is in the annotation's `extra`.
        if let value = try batch.extraMember("category_id", of: index, in: label) {
            guard let null else { return }
            findings.add(
                null, label, in: batch, annotation: index, field: "category_id",
                expected: "an integer", found: FindingText.of(value))
        } else if let absent {
            findings.add(
                absent, label, in: batch, annotation: index, field: "category_id",
                expected: "a category id")
        }
    }
}
