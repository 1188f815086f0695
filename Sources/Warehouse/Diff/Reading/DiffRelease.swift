import ReleaseFormat
import SQLite

/// One of the two releases, as far as it is read at the beginning.
struct DiffRelease {
    let warehouse: Warehouse
    let id: Int64
    let samples: Int
    /// JSON: see `HeaderWriter`.
    let header: JSONValue
    let taskAttributes: JSONValue?
    /// As `task_attributes`, else `tasks`, lists them: JSON objects.
    let categories: [JSONValue]
    let identities: [CategoryIdentity]
    let multiselects: MultiselectNames
    /// What ids are called: the last where they repeat, as in the views.
    let names: [Int64: String]
    /// In the order of the release; those that it does not list, last.
    let labelsets: [Labelset]

    /// Labelsets that `tasks` names, listed and used or not.
    private let taskNames: [String]

    struct Labelset {
        var id: Int64
        var name: String
        var isListed: Bool
        /// Its members in the release's list, without the name.
        var content: JSONValue
        var labels: Int
        var annotations: Int
    }

    var connection: Connection { warehouse.connection }

    /// - Throws: ``WarehouseError``: `notFound` if there is no such release.
    init(_ side: DiffSide) throws {
        warehouse = side.warehouse
        let connection = side.warehouse.connection
        let found = try connection.first(
            """
            SELECT r.id, r.samples, r.header, t.task_attributes, t.tasks
            FROM release AS r
            JOIN taxonomy AS t ON t.id = r.taxonomy_id
            WHERE r.ref = ?
            """, Value(side.ref)
        ) { row in
            (
                id: row.int64(at: 0), samples: row.int(1), header: JSONValue(json: row.string(at: 2)),
                taskAttributes: JSONValue(json: row.string(at: 3)), tasks: JSONValue(json: row.string(at: 4))
            )
        }
        guard let found else {
            throw WarehouseError(kind: .notFound, message: "there is no release \(side.ref)")
        }
        id = found.id
        samples = found.samples
        taskAttributes = found.taskAttributes
        categories = ListedCategories.of(taskAttributes: found.taskAttributes, tasks: found.tasks)
        multiselects = MultiselectNames(categories: categories, taskAttributes: found.taskAttributes)
        identities = categories.map {
            CategoryIdentity(id: $0["id"]?.integer, name: $0["name"]?.string)
        }
        names = identities.reduce(into: [:]) { names, category in
            if let id = category.id, let name = category.name { names[id] = name }
        }
        taskNames = (found.tasks?.members ?? []).map(\.key)
        labelsets = try Self.labelsets(connection, release: found.id)
        header = Self.document(found.header, found.taskAttributes, found.tasks)
    }

    /// Whether there is such a labelset, even one that nothing is known of but its name.
    func knows(labelset name: String) -> Bool {
        labelsets.contains { $0.name.isExactly(name) } || taskNames.contains { $0.isExactly(name) }
    }

    private static func labelsets(_ connection: Connection, release: Int64) throws -> [Labelset] {
        var labelsets: [Labelset] = []
        try connection.query(
            """
            SELECT ls.id, ls.name, rl.position IS NOT NULL, rl.description, rl.is_groundtruth, rl.created_at,
                rl.extra, rl.labels, rl.annotations
            FROM release_labelset AS rl
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?
            ORDER BY rl.position IS NULL, rl.position, ls.name
            """, Value(release)
        ) { row in
            var members: [JSONValue.Member] = []
            if let text = row.string(at: 3) { members.append(.init("description", .string(text))) }
            if let flag = row.optionalInt(4) { members.append(.init("is_groundtruth", .bool(flag != 0))) }
            if let text = row.string(at: 5) { members.append(.init("created_at", .string(text))) }
            members += JSONValue(json: row.string(at: 6))?.members ?? []
            labelsets.append(
                Labelset(
                    id: row.int64(at: 0), name: row.text(1), isListed: row.int(2) != 0,
                    content: .object(members), labels: row.int(7), annotations: row.int(8)))
        }
        return labelsets
    }

    /// The document without samples, labelsets, categories and attribute definitions.
    private static func document(
        _ header: JSONValue?, _ taskAttributes: JSONValue?, _ tasks: JSONValue?
    ) -> JSONValue {
        var members = header?.members ?? []
        guard let index = members.firstIndex(where: { $0.key == "dataset" }) else { return .object(members) }
        var dataset = (members[index].value.members ?? []).filter { member in
            // Listed labelsets are compared by themselves.
            member.key != "labelsets" || member.value.objects == nil
        }
        if let attributes = taskAttributes?.members {
            let rest = attributes.filter { member in
                switch member.key {
                case "categories", "image_attributes": member.value.objects == nil
                default: true
                }
            }
            dataset.append(.init("task_attributes", .object(rest)))
        } else if let taskAttributes {
            dataset.append(.init("task_attributes", taskAttributes))
        }
        if let tasks { dataset.append(.init("tasks", tasks)) }
        members[index].value = .object(dataset)
        return .object(members)
    }
}
