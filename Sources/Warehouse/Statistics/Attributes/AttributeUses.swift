import ReleaseFormat
import SQLite

/// Which attributes objects have, by group: those that are shared by their number, others by what they say.
struct AttributeUses: AnnotationTally {
    struct SetUse: Hashable {
        var group: Int
        /// The id of the `attribute_set`; 0 for no attributes.
        var set: Int64
    }

    private(set) var shared: [SetUse: Int] = [:]
    /// What stands in annotations themselves.
    private(set) var inline: [Int: AttributeTallies] = [:]
    private let definitions: AttributeDefinitions
    /// Neighbours are often alike: a run of them is counted at once.
    private var last = SetUse(group: -1, set: 0)
    private var run = 0

    init(_ definitions: AttributeDefinitions) {
        self.definitions = definitions
    }

    /// The id of the shared set in a row; 0 without attributes, -1 when they stand in the row.
    static func set(in row: borrowing Row) -> Int64 {
        switch row.type(at: 3) {
        case .integer: row.int64(at: 3)
        case .text: -1
        default: 0
        }
    }

    mutating func add(_ place: AnnotationPlace, _ row: borrowing Row) {
        let set = Self.set(in: row)
        if set < 0 {
            let owner = AttributeOwner(scope: .object, categoryID: place.categoryID)
            inline[place.group, default: AttributeTallies()].things += 1
            inline[place.group, default: AttributeTallies()]
                .add(AttributeValues.members(of: row.text(3)), times: 1, of: owner, definitions)
            return
        }
        if last.group != place.group || last.set != set {
            finish()
            last = SetUse(group: place.group, set: set)
        }
        run += 1
    }

    /// Counts the last run; to be called when all have been added.
    mutating func finish() {
        if run > 0 { shared[last, default: 0] += run }
        run = 0
    }

    mutating func append(_ other: AttributeUses, groups: [Int]) {
        var other = other
        other.finish()
        for (use, times) in other.shared {
            shared[SetUse(group: groups[use.group], set: use.set), default: 0] += times
        }
        for (group, tallies) in other.inline {
            inline[groups[group], default: AttributeTallies()].add(tallies)
        }
    }
}
