import ReleaseFormat

/// The values of attributes, group by group and owner by owner.
struct AttributePopulations {
    struct Key: Hashable {
        /// The keys of groups: the labelset, then what was asked for.
        var group: [ExactFigure]
        var owner: AttributeOwner
    }

    let definitions: AttributeDefinitions
    private(set) var all: [Key: AttributeTallies] = [:]

    init(_ definitions: AttributeDefinitions) {
        self.definitions = definitions
    }

    /// Adds counts from elsewhere.
    mutating func set(_ tallies: AttributeTallies, of group: [Figure], _ owner: AttributeOwner) {
        all[Key(group: group.map(ExactFigure.init), owner: owner)] = tallies
    }

    /// Adds a number of things that have these attributes.
    mutating func add(
        _ members: [JSONValue.Member], times: Int, of group: [Figure], _ owner: AttributeOwner
    ) {
        let key = Key(group: group.map(ExactFigure.init), owner: owner)
        all[key, default: AttributeTallies()].things += times
        all[key, default: AttributeTallies()].add(members, times: times, of: owner, definitions)
    }

    /// Adds an attribute that a labelset could have, even if nothing has it.
    mutating func list(_ owner: AttributeOwner, in labelset: String) {
        let key = Key(group: [ExactFigure(.text(labelset))], owner: owner)
        if all[key] == nil { all[key] = AttributeTallies() }
    }

    /// An attribute of a population: defined, or set, or both.
    struct Attribute {
        var name: String
        var definition: AttributeDefinition?
        var tally: AttributeTally
    }

    /// The attributes of a population: those defined as the release lists them, then others by name.
    func attributes(of key: Key) -> [Attribute] {
        let tallies = all[key]?.byName ?? [:]
        let defined = definitions.of(key.owner)
        let known = Set(defined.map { ExactText($0.name) })
        let others = tallies.keys.filter { !known.contains($0) }.sorted()
        return defined.map {
            Attribute(
                name: $0.name, definition: $0, tally: tallies[ExactText($0.name)] ?? AttributeTally())
        }
            + others.map {
                Attribute(name: $0.text, definition: nil, tally: tallies[$0] ?? AttributeTally())
            }
    }

    /// The populations in order: by group, scope and category.
    func inOrder(_ selection: Selection) -> [Key] {
        let orders = all.keys.map { key in
            (
                key: key,
                order: selection.order(ofGroup: key.group) + [
                    SortKey(0, key.owner.scope.order), selection.taxonomy.order(of: key.owner.categoryID),
                ]
            )
        }
        return orders.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.key)
    }
}

extension Selection {
    /// The order of a group among others, by its cells: the labelset, then what was asked for but categories.
    func order(ofGroup cells: [ExactFigure]) -> [SortKey] {
        let groupings = groupings.filter { $0 != .category }
        return cells.enumerated().map { index, cell in
            guard index > 0, index <= groupings.count else {
                let index = labelsets.firstIndex { ExactFigure(.text($0.name)) == cell }
                return SortKey(0, Int64(index ?? labelsets.count))
            }
            guard groupings[index - 1] == .status else { return FigureDimension.naturalOrder(cell.figure) }
            if case .text(let status) = cell.figure { return order(ofStatus: status) }
            return order(ofStatus: nil)
        }
    }
}
