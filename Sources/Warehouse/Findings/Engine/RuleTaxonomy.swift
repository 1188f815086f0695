import ReleaseFormat
import SQLite

/// The categories and attributes that a release defines, prepared for rules.
struct RuleTaxonomy: Sendable {
    struct Category: Sendable {
        /// nil if it is not a whole number.
        var id: Int64?
        var name: String?
        /// JSON: attributes, link restrictions, dimensions, locks.
        var document: JSONValue
    }

    /// In the warehouse: releases that share it share what rules find of their labels.
    let id: Int64
    /// `task_attributes`, JSON; nil without one.
    let document: JSONValue?
    /// As the release lists them.
    let categories: [Category]
    /// The task type that `dataset.tasks` gives to each labelset, empty ones left out.
    let labelsetTasks: [ExactText: String]
    private let indexes: [Int64: Int]
    /// A bit for each category id below 4096: nearly all are.
    private let small: [UInt64]

    init(_ connection: Connection, id: Int64) throws {
        self.id = id
        let row = try connection.first(
            "SELECT task_attributes, tasks FROM taxonomy WHERE id = ?", Value(id)
        ) { (JSONValue(json: $0.string(at: 0)), JSONValue(json: $0.string(at: 1))) }
        document = row?.0
        labelsetTasks = (row?.1?.members ?? []).reduce(into: [:]) { tasks, member in
            guard let word = member.value["task_type"]?.string, !word.isEmpty else { return }
            tasks[ExactText(member.key)] = word
        }
        categories = ListedCategories.of(taskAttributes: row?.0, tasks: row?.1).map {
            Category(id: $0["id"]?.integer, name: $0["name"]?.string, document: $0)
        }
        var indexes: [Int64: Int] = [:]
        var small = [UInt64](repeating: 0, count: 64)
        for (index, category) in categories.enumerated() {
            guard let id = category.id else { continue }
            // Where ids repeat, the last has the name: so it has in the views.
            indexes[id] = index
            if id >= 0, id < 4096 { small[Int(id) >> 6] |= 1 << UInt64(id & 63) }
        }
        self.indexes = indexes
        self.small = small
    }

    @inline(__always)
    func isDefined(_ id: Int64) -> Bool {
        if id >= 0, id < 4096 { return small[Int(id) >> 6] >> UInt64(id & 63) & 1 != 0 }
        return indexes[id] != nil
    }

    /// The category that an id names; the last where several have it.
    func category(_ id: Int64) -> Category? { indexes[id].map { categories[$0] } }

    /// The index of ``category(_:)`` in ``categories``.
    func index(of id: Int64) -> Int? { indexes[id] }

    func name(of id: Int64?) -> String? { id.flatMap { category($0) }?.name }
}
