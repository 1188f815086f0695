import ReleaseFormat

/// The rule on attributes that are defined for nothing.
struct AttributeUseRules: ReleaseRules {
    static let unused = Rule(
        "attributes.unused", .attributes, .info,
        summary: "a defined attribute is never set",
        definition: """
            An attribute is defined for the objects of a category, for the links from them, or for images, \
            and none of those that were checked has a value for it, although there are some. Null, and an \
            empty text that is not listed among the values, counts as no value. The attributes of a category \
            without objects, or without links from them, are not reported. `count` is the number of objects, \
            links or labels without it.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"text"}]}],\
                "annotations":[{"id":1,"category_id":1,"attributes":{}}]}
                """,
            remedy: "Remove the definition, or find out why nobody used it."),
        needs: [.attributes, .imageAttributes, .links])

    static let rules = [unused]

    /// Which attributes of one owner are used.
    private struct Use: Sendable {
        var things = 0
        var isUsed: [Bool]
        /// Attributes that nothing was seen to have.
        var left: Int

        init(_ demands: AttributeDemands) {
            isUsed = Array(repeating: false, count: demands.all.count)
            left = isUsed.count
        }

        mutating func see(_ attributes: JSONValue?, _ demands: AttributeDemands) {
            for member in attributes?.members ?? [] {
                guard let index = demands.index(of: member.key), !isUsed[index],
                    AttributeJudge.isSet(member.value, demands.all[index])
                else { continue }
                isUsed[index] = true
                left -= 1
            }
        }

        mutating func append(_ other: Use) {
            things += other.things
            for index in isUsed.indices where other.isUsed[index] && !isUsed[index] {
                isUsed[index] = true
                left -= 1
            }
        }
    }

    private let unused: ActiveRule?
    private let owners: AttributeOwners
    private let categories: [RuleTaxonomy.Category]
    private var objects: [Use]
    private var links: [Use]
    private var images: Use
    /// Sets of attributes that were checked, by category.
    private var seen = PairTable()
    private let hasObjects: Bool
    private let hasLinks: Bool

    init(_ context: RuleContext) {
        unused = context.active(Self.unused)
        owners = AttributeOwners(context.taxonomy)
        categories = context.taxonomy.categories
        objects = owners.objects.map { Use($0) }
        links = owners.links.map { Use($0) }
        images = Use(owners.images)
        hasObjects = objects.contains { $0.left > 0 }
        hasLinks = links.contains { $0.left > 0 }
    }

    mutating func gather(_ label: CheckedLabel, in batch: ContentBatch) throws {
        guard !label.isNull, label.structure != .none else { return }
        if hasObjects { try gatherObjects(label, batch) }
        if hasLinks, !label.links.isEmpty {
            let origins = LinkedObjects(label, in: batch)
            for link in batch.links[label.links] {
                guard let from = link.fromID.flatMap({ origins[$0] }) else { continue }
                let owner = Int(owners.owner(of: from, in: batch.annotations))
                guard owner >= 0 else { continue }
                links[owner].things += 1
                if links[owner].left > 0 {
                    links[owner].see(JSONValue(json: link.attributes), owners.links[owner])
                }
            }
        }
        guard !images.isUsed.isEmpty else { return }
        images.things += 1
        guard images.left > 0 else { return }
        images.see(JSONValue(json: label.imageAttributes), owners.images)
        for frame in label.frames where images.left > 0 && !batch.frames.imageAttributes[frame].isNone {
            images.see(
                JSONValue(json: batch.texts.string(batch.frames.imageAttributes[frame])), owners.images)
        }
    }

    private mutating func gatherObjects(_ label: CheckedLabel, _ batch: ContentBatch) throws {
        let annotations = batch.annotations
        var last: (owner: Int32, set: Int64) = (-1, 0)
        for index in label.annotations {
            let owner = owners.owner(of: index, in: annotations)
            guard owner >= 0 else { continue }
            let category = Int(owner)
            objects[category].things += 1
            let set = annotations.attributes[index]
            guard set != 0, objects[category].left > 0 else { continue }
            if set > 0 {
                if owner == last.owner, set == last.set { continue }
                last = (owner, set)
                if seen[owner, set] != nil { continue }
                seen.set(1, owner, set)
            }
            objects[category].see(
                JSONValue(json: try batch.attributeText(of: index)), owners.objects[category])
        }
    }

    mutating func append(_ other: AttributeUseRules) {
        for index in objects.indices { objects[index].append(other.objects[index]) }
        for index in links.indices { links[index].append(other.links[index]) }
        images.append(other.images)
    }

    func report(_ locator: SampleLocator, _ findings: inout FindingSink) {
        guard let unused else { return }
        func report(
            _ use: Use, _ demands: AttributeDemands, _ scope: String, _ category: RuleTaxonomy.Category?
        ) {
            guard use.things > 0 else { return }
            var place = Finding.Place()
            place.categoryID = category?.id
            place.category = category?.name
            for (index, demand) in demands.all.enumerated() where !use.isUsed[index] {
                findings.add(
                    unused, at: place, field: AttributeDemand.field(scope, demand.name),
                    expected: "a value somewhere", count: use.things)
            }
        }
        for index in objects.indices {
            report(objects[index], owners.objects[index], "attributes", categories[index])
            report(links[index], owners.links[index], "link_attributes", categories[index])
        }
        report(images, owners.images, "image_attributes", nil)
    }
}
