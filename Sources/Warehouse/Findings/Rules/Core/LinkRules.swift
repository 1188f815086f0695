import ReleaseFormat

/// Rules on the links between the objects of a label.
final class LinkRules: ContentRules {
    static let dangling = Rule(
        "link.end.dangling", .core, .error,
        summary: "a link points to an object that does not exist",
        definition: """
            The `from_id` or the `to_id` of a link is not the `id` or `track_id` of any annotation of the \
            label, in any frame of any sensor; or it is not an integer. One finding per end.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1}],"links":[{"from_id":1,"to_id":7}]}"#,
            remedy: "Remove the link: its object was removed as well."),
        needs: [.annotations, .links])

    static let restricted = Rule(
        "link.category.restricted", .core, .error,
        summary: "a link leads to a category that its own category does not allow",
        definition: """
            The category of the object that a link starts from has `link_category_restrictions`, a list that \
            is not empty, and the category of the object that the link leads to is not in it. Where an \
            object has several categories along a sequence, one that fits is enough.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"link_category_restrictions":[2]},{"id":2},{"id":3}],\
                "annotations":[{"id":1,"category_id":1},{"id":2,"category_id":3}],"links":[{"from_id":1,"to_id":2}]}
                """,
            remedy: "Remove or reverse the link, or allow the category."),
        needs: [.annotations, .links])

    static let rules = [dangling, restricted]

    private let dangling: ActiveRule?
    private let restricted: ActiveRule?
    private let names: RuleTaxonomy
    /// The categories that a link from each category may end at; those that say nothing are not in it.
    private let allowed: [Int64: Set<Int64>]

    init(_ context: RuleContext) {
        dangling = context.active(Self.dangling)
        restricted = context.active(Self.restricted)
        names = context.taxonomy
        var allowed: [Int64: Set<Int64>] = [:]
        for category in context.taxonomy.categories {
            let list = category.document["link_category_restrictions"]?.array?.compactMap(\.integer) ?? []
            if let id = category.id, !list.isEmpty { allowed[id] = Set(list) }
        }
        self.allowed = allowed
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) {
        guard !label.links.isEmpty else { return }
        let annotations = batch.annotations
        // The categories of each object, by any of its ids.
        var objects: [Int64: Set<Int64>] = [:]
        for index in label.annotations {
            let category = annotations.optionalCategoryID(index)
            for id in [annotations.optionalID(index), annotations.optionalTrackID(index)] {
                guard let id else { continue }
                objects[id, default: []].formUnion(category.map { [$0] } ?? [])
            }
        }
        for link in batch.links[label.links] {
            for (field, id) in [("from_id", link.fromID), ("to_id", link.toID)] {
                guard let dangling, id.flatMap({ objects[$0] }) == nil else { continue }
                findings.add(
                    dangling, label, in: batch, field: "links[\(link.position)].\(field)",
                    expected: "an id or track id of the label",
                    found: id.map { "\($0)" }
                        ?? JSONValue(json: link.extra)?[field].map { FindingText.of($0) })
            }
            if let restricted { check(link, objects, restricted, label, batch, &findings) }
        }
    }

    private func check(
        _ link: CheckedLink, _ objects: [Int64: Set<Int64>], _ rule: ActiveRule, _ label: CheckedLabel,
        _ batch: ContentBatch, _ findings: inout FindingSink
    ) {
        guard let from = link.fromID.flatMap({ objects[$0] }), let to = link.toID.flatMap({ objects[$0] }),
            !from.isEmpty, !to.isEmpty
        else { return }
        let lists = from.map { allowed[$0] }
        let fits = lists.contains { list in list.map { !$0.isDisjoint(with: to) } ?? true }
        guard !fits, let origin = from.min() else { return }
        let expected = lists.compactMap { $0 }.reduce(into: Set<Int64>()) { $0.formUnion($1) }
        func list(_ ids: Set<Int64>) -> String {
            ids.sorted().map { names.name(of: $0) ?? "\($0)" }.joined(separator: ", ")
        }
        findings.add(
            rule, label, in: batch, categoryID: origin, field: "links[\(link.position)].to_id",
            expected: list(expected), found: list(to))
    }
}
