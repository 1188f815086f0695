import ReleaseFormat

extension ReleaseDiff {
    // MARK: The release

    func reportRelease() throws {
        var fields: [FieldChange] = []
        noise.differences(old.header, new.header, at: "", into: &fields)
        var change = Change(.release, .modified)
        change.setFields(noise.withoutIgnored(fields))
        if !change.fields.isEmpty { try reporter.report(change) }
    }

    // MARK: Categories

    func reportCategories() throws {
        let pairing = categories.pairing
        let partners = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.to, $0) })
        for index in new.categories.indices {
            if let pair = partners[index] {
                try report(pair)
            } else if isAsked(nil, new.identities[index]) {
                var change = Change(.category, .added)
                change.category = Self.name(new.identities[index])
                change.to = new.categories[index]
                try reporter.report(change)
            }
        }
        for index in pairing.removed where isAsked(old.identities[index], nil) {
            var change = Change(.category, .removed)
            change.category = Self.name(old.identities[index])
            change.from = old.categories[index]
            try reporter.report(change)
        }
        try reportAttributeDefinitions()
    }

    private func isAsked(_ old: CategoryIdentity?, _ new: CategoryIdentity?) -> Bool {
        guard filter.isOfCategories else { return true }
        if let id = old?.id, filter.oldCategories.contains(id) { return true }
        if let id = new?.id, filter.newCategories.contains(id) { return true }
        return [old?.name, new?.name].contains { name in
            name.map { name in filter.categoryWords.contains { $0.isExactly(name) } } ?? false
        }
    }

    private static func name(_ category: CategoryIdentity) -> String? {
        category.name ?? category.id.map { "\($0)" }
    }

    private func report(_ pair: CategoryPairing.Pair) throws {
        let (one, other) = (old.categories[pair.from], new.categories[pair.to])
        guard isAsked(old.identities[pair.from], new.identities[pair.to]) else { return }
        var fields: [FieldChange] = []
        noise.differences(one.shallow, other.shallow, at: "", into: &fields)
        // Definitions are reported one by one below; here only that they differ.
        for key in ["attributes", "link_attributes"] {
            if DiffNoise.isEmpty(one[key]), DiffNoise.isEmpty(other[key]) {
                noise.differences(one[key], other[key], at: key, into: &fields)
            } else if !noise.looksSame(one[key], other[key]) {
                fields.append(
                    FieldChange(key, from: one[key]?.definitionNames, to: other[key]?.definitionNames))
            }
        }
        let kind: Change.Kind =
            switch pair.kind {
            case .equal: .modified
            case .renumbered: .renumbered
            case .renamed: .renamed
            }
        var change = Change(.category, kind)
        change.category = Self.name(new.identities[pair.to])
        change.setFields(
            noise.withoutIgnored(fields),
            naming: (one.picking(["id", "name"]), other.picking(["id", "name"])))
        if !change.fields.isEmpty { try reporter.report(change) }
    }

    // MARK: Attribute definitions

    private struct Definitions {
        var category: String?
        var scope: String
        var old: JSONValue?
        var new: JSONValue?
    }

    /// Definitions of categories that came or went come and go with them.
    private func reportAttributeDefinitions() throws {
        var lists: [Definitions] = []
        if !filter.isOfCategories {
            lists.append(
                Definitions(
                    scope: "image", old: old.taskAttributes?["image_attributes"],
                    new: new.taskAttributes?["image_attributes"]))
        }
        for pair in categories.pairing.pairs.sorted(by: { $0.to < $1.to })
        where isAsked(old.identities[pair.from], new.identities[pair.to]) {
            for (scope, key) in [("object", "attributes"), ("link", "link_attributes")] {
                lists.append(
                    Definitions(
                        category: Self.name(new.identities[pair.to]), scope: scope,
                        old: old.categories[pair.from][key], new: new.categories[pair.to][key]))
            }
        }
        for list in lists { try report(list) }
    }

    private func report(_ definitions: Definitions) throws {
        let (ones, others) = (definitions.old?.objects ?? [], definitions.new?.objects ?? [])
        let identities = [ones, others].map { list in
            list.map { CategoryIdentity(id: nil, name: $0["name"]?.string) }
        }
        // By name alone: the second rule of categories.
        let pairing = CategoryPairing(from: identities[0], to: identities[1])
        let partners = Dictionary(
            pairing.pairs.map { ($0.to, $0.from) }, uniquingKeysWith: { first, _ in first })
        for (index, definition) in others.enumerated() {
            if let partner = partners[index] {
                var fields: [FieldChange] = []
                noise.differences(ones[partner], definition, at: "", into: &fields)
                let name = [definition["name"].map { JSONValue.Member("name", $0) }].compactMap { $0 }
                try report(
                    definitions, .modified, from: .object(name), to: .object(name),
                    fields: noise.withoutIgnored(fields))
            } else {
                try report(definitions, .added, from: nil, to: definition, fields: [])
            }
        }
        for index in pairing.removed {
            try report(definitions, .removed, from: ones[index], to: nil, fields: [])
        }
    }

    private func report(
        _ definitions: Definitions, _ kind: Change.Kind, from: JSONValue?, to: JSONValue?,
        fields: [FieldChange]
    ) throws {
        guard kind != .modified || !fields.isEmpty else { return }
        var change = Change(.attributeDefinition, kind)
        change.category = definitions.category
        func scoped(_ value: JSONValue?) -> JSONValue? {
            value.map {
                .object([JSONValue.Member("scope", .string(definitions.scope))] + ($0.members ?? []))
            }
        }
        if kind == .modified {
            change.setFields(fields, naming: (scoped(from), scoped(to)))
        } else {
            change.from = scoped(from)
            change.to = scoped(to)
        }
        try reporter.report(change)
    }

    // MARK: Labelsets

    func reportLabelsets() throws {
        let ones = old.labelsets.filter { filter.isLabelset($0.name) }
        let others = new.labelsets.filter { filter.isLabelset($0.name) }
        for labelset in others {
            guard let twin = ones.first(where: { $0.name.isExactly(labelset.name) }) else {
                if !old.knows(labelset: labelset.name) { try report(labelset, .added) }
                continue
            }
            // One that is used and not listed says nothing of itself.
            guard labelset.isListed, twin.isListed else { continue }
            var fields: [FieldChange] = []
            noise.differences(twin.content, labelset.content, at: "", into: &fields)
            var change = Change(.labelset, .modified)
            change.labelset = labelset.name
            change.setFields(noise.withoutIgnored(fields))
            if !change.fields.isEmpty { try reporter.report(change) }
        }
        for labelset in ones where !new.knows(labelset: labelset.name) {
            try report(labelset, .removed)
        }
    }

    private func report(_ labelset: DiffRelease.Labelset, _ kind: Change.Kind) throws {
        var change = Change(.labelset, kind)
        change.labelset = labelset.name
        let whole = JSONValue.object(
            [JSONValue.Member("name", .string(labelset.name))] + (labelset.content.members ?? []))
        if kind == .added { change.to = whole } else { change.from = whole }
        try reporter.report(change)
    }
}

extension JSONValue {
    /// A category without its definitions.
    fileprivate var shallow: JSONValue {
        .object((members ?? []).filter { $0.key != "attributes" && $0.key != "link_attributes" })
    }

    /// The names of a list of definitions; any other value as it is.
    fileprivate var definitionNames: JSONValue {
        guard let objects else { return self }
        return .array(objects.map { $0["name"] ?? .null })
    }

    /// An object with another value of a key that it has; nil takes the key out.
    func replacing(_ key: String, with value: JSONValue?) -> JSONValue {
        .object(
            (members ?? []).compactMap { member in
                guard member.key.isExactly(key) else { return member }
                return value.map { Member(key, $0) }
            })
    }

    func picking(_ keys: [String]) -> JSONValue {
        .object((members ?? []).filter { member in keys.contains { $0.isExactly(member.key) } })
    }
}

extension Change {
    /// Sets the fields that changed, and from them what there was and is, behind what names the thing.
    mutating func setFields(_ fields: [FieldChange], naming: (JSONValue?, JSONValue?) = (nil, nil)) {
        self.fields = fields
        func object(_ names: JSONValue?, _ value: (FieldChange) -> JSONValue?) -> JSONValue {
            var members = names?.members ?? []
            for field in fields {
                guard let value = value(field), !members.contains(where: { $0.key.isExactly(field.path) })
                else { continue }
                members.append(JSONValue.Member(field.path, value))
            }
            return .object(members)
        }
        from = object(naming.0) { $0.from }
        to = object(naming.1) { $0.to }
    }
}
