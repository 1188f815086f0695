/// Rules on the task type and on the list of labelsets.
enum TaskRules: HeaderRules {
    static let unknownTask = Rule(
        "release.task_type.unknown", .core, .warning,
        summary: "the task type is not one the platform knows",
        definition: """
            The dataset's `task_type` is a text, but not one of the platform's task types; the retired ones \
            for text count as known. Rules that depend on the task skip such a release. A release from 2020, \
            without a task type, is fine, and so is an empty one, which the platform writes.
            """,
        example: .init(
            breaking: #"{"dataset":{"name":"streets","task_type":"bbox"}}"#,
            remedy: "Use one of the platform's types: `bboxes`, `vector`, `segmentation-bitmap`, …."))

    static let unlistedLabelset = Rule(
        "labelset.unlisted", .core, .error,
        summary: "a labelset that samples use is not listed",
        definition: """
            Samples have labels, even if only null ones, under a name that `dataset.labelsets` does not \
            list. A file without that list is fine. The platform's own reader refuses to open such a \
            labelset.
            """,
        example: .init(
            breaking: #"{"labelsets":[{"name":"ground-truth"}],"samples":[{"labels":{"model":null}}]}"#,
            remedy: "List the labelset, or remove its labels."))

    static let rules = [unknownTask, unlistedLabelset]

    static func check(_ context: RuleContext, _ findings: inout FindingSink) {
        if let rule = context.active(unknownTask), let word = context.taskType, !word.isEmpty,
            TaskType(word) == nil
        {
            findings.add(
                rule, at: Finding.Place(), field: "dataset.task_type",
                expected: TaskType.words.joined(separator: ", "), found: "\"\(word)\"")
        }
        if let rule = context.active(unlistedLabelset), context.listsLabelsets {
            for labelset in context.labelsets where !labelset.isListed {
                var place = Finding.Place()
                place.labelset = labelset.name
                findings.add(
                    rule, at: place, field: "dataset.labelsets", expected: "an entry with this name",
                    count: max(labelset.labels, 1))
            }
        }
    }
}
