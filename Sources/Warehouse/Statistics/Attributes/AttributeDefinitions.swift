import ReleaseFormat
import SQLite

/// The kinds of things that have attributes.
enum AttributeScope: String, Hashable, Sendable {
    case object, image, link

    /// The scopes in the order in which they are listed.
    var order: Int64 {
        switch self {
        case .object: 0
        case .image: 1
        case .link: 2
        }
    }
}

/// An attribute that a release defines for the objects of a category, the links from them, or images.
struct AttributeDefinition: Sendable {
    var name: String
    var inputType: String?
    /// nil where none are listed.
    var allowedValues: [ExactFigure]?
    /// nil where the release does not say.
    var isTrackLevel: Bool?

    var isMultiselect: Bool { inputType?.isExactly("multiselect") ?? false }
    var isNumber: Bool { inputType?.isExactly("number") ?? false }
    /// Whether values are chosen from a list.
    var isChoice: Bool { isMultiselect || inputType?.isExactly("select") ?? false }
}

/// Something that may have attributes: the objects of a category, the links from them, or images.
struct AttributeOwner: Hashable, Sendable {
    var scope: AttributeScope
    /// nil for images, and for objects without a category.
    var categoryID: Int64?
}

/// The attributes that a release defines.
///
/// Where a category lists a name twice, or two categories share an id, the first definition counts. Definitions without
/// a name, or of categories without an id, cannot be looked up.
struct AttributeDefinitions: Sendable {
    private(set) var all: [(owner: AttributeOwner, definition: AttributeDefinition)] = []
    private var indexes: [AttributeOwner: [Int]] = [:]

    init(_ connection: Connection, taxonomyID: Int64) throws {
        try connection.query(
            """
            SELECT t.scope, c.category_id, t.name, t.input_type, t.allowed_values, t.is_track_level
            FROM attribute_definition AS t
            LEFT JOIN category AS c ON c.taxonomy_id = t.taxonomy_id AND c.position = t.category_position
            WHERE t.taxonomy_id = ?
            ORDER BY t.number
            """, Value(taxonomyID)
        ) { row in
            guard let scope = AttributeScope(rawValue: row.text(0)), let name = row.string(at: 2) else {
                return
            }
            let owner = AttributeOwner(scope: scope, categoryID: row.optionalInt64(1))
            if scope != .image, owner.categoryID == nil { return }
            let values = row.string(at: 4).flatMap { try? JSONValue(text: $0) }?.array
            add(
                AttributeDefinition(
                    name: name, inputType: row.string(at: 3),
                    allowedValues: values?.filter { $0 != .null }.map { ExactFigure($0.figure) },
                    isTrackLevel: row.isNull(at: 5) ? nil : row.int64(at: 5) != 0), to: owner)
        }
    }

    private mutating func add(_ definition: AttributeDefinition, to owner: AttributeOwner) {
        guard named(definition.name, of: owner) == nil else { return }
        indexes[owner, default: []].append(all.count)
        all.append((owner, definition))
    }

    /// The definitions of an owner, in the order of the release.
    func of(_ owner: AttributeOwner) -> [AttributeDefinition] {
        (indexes[owner] ?? []).map { all[$0].definition }
    }

    func named(_ name: String, of owner: AttributeOwner) -> AttributeDefinition? {
        guard let indexes = indexes[owner] else { return nil }
        return indexes.lazy.map { all[$0].definition }.first { $0.name.isExactly(name) }
    }
}
