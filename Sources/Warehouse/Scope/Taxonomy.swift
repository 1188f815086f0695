import SQLite

/// The categories of a release: their names and their order.
struct Taxonomy {
    struct Category {
        var id: Int64?
        var name: String?
    }

    let id: Int64
    /// As the release lists them.
    let categories: [Category]
    private let names: [Int64: String]
    private let positions: [Int64: Int]

    init(_ connection: Connection, id: Int64) throws {
        self.id = id
        var categories: [Category] = []
        try connection.query(
            "SELECT category_id, name FROM category WHERE taxonomy_id = ? ORDER BY position", Value(id)
        ) { row in
            categories.append(Category(id: row.optionalInt64(0), name: row.string(at: 1)))
        }
        self.categories = categories
        var names: [Int64: String] = [:]
        try connection.query(
            "SELECT category_id, name FROM category_name WHERE taxonomy_id = ?", Value(id)
        ) { row in
            names[row.int64(at: 0)] = row.string(at: 1)
        }
        self.names = names
        positions = Dictionary(
            categories.enumerated().compactMap { position, category in category.id.map { ($0, position) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What annotations of this id are called; nil where the release does not say.
    func name(of id: Int64?) -> String? { id.flatMap { names[$0] } }

    func isDefined(_ id: Int64) -> Bool { positions[id] != nil }

    /// The order of ids: as listed; then those that are not listed, by number; nil last.
    func order(of id: Int64?) -> SortKey {
        guard let id else { return SortKey(2, 0) }
        return positions[id].map { SortKey(0, Int64($0)) } ?? SortKey(1, id)
    }

    /// The ids with a name, in order; empty if all of them were given to other names, nil if no category is
    /// called so.
    func ids(named name: String) -> [Int64]? {
        let ids = names.filter { $0.value.isExactly(name) }.map(\.key).sorted()
        if !ids.isEmpty { return ids }
        return categories.contains { $0.name?.isExactly(name) == true } ? [] : nil
    }

    /// The names in the order of the release, each once.
    var listedNames: [String] {
        var seen: Set<ExactText> = []
        return categories.compactMap(\.name).filter { seen.insert(ExactText($0)).inserted }
    }
}

/// What rows are put in order by.
struct SortKey: Comparable, Hashable {
    var rank: Int
    var number: Int64
    var text: ExactText

    init(_ rank: Int, _ number: Int64 = 0, _ text: String = "") {
        self.rank = rank
        self.number = number
        self.text = ExactText(text)
    }

    static func < (one: SortKey, other: SortKey) -> Bool {
        if one.rank != other.rank { return one.rank < other.rank }
        if one.number != other.number { return one.number < other.number }
        return one.text < other.text
    }
}
