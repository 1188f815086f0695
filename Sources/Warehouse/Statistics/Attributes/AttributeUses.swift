import ReleaseFormat
import SQLite

/// The attributes of objects, by group: shared ones by their numbers, others by their values.
struct AttributeUses: AnnotationTally {
    struct SetUse: Hashable {
        var group: Int
        /// The id of the `attribute_set`; 0 for no attributes.
        var set: Int64
    }

    private(set) var shared: [SetUse: Int] = [:]
    /// Attributes that are stored in annotations themselves.
    private(set) var inline: [Int: AttributeTallies] = [:]
    private let definitions: AttributeDefinitions
    /// Neighbours are often alike: a run of them is counted at once.
    private var last = SetUse(group: -1, set: 0)
    private var run = 0

    init(_ definitions: AttributeDefinitions) {
        self.definitions = definitions
    }

    /// The id of the shared set in a row; 0 without attributes, -1 if they are in the row itself.
    static func set(in row: borrowing Row) -> Int64 {
        switch row.type(at: 3) {
        case .integer: row.int64(at: 3)
        case .text: -1
        default: 0
        }
    }

    mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) {
        let set = Self.set(in: row)
        if set < 0 {
            let owner = AttributeOwner(scope: .object, categoryID: annotation.categoryID)
            inline[annotation.group, default: AttributeTallies()].things += 1
            inline[annotation.group, default: AttributeTallies()]
                .add(AttributeValues.members(of: row.text(3)), times: 1, of: owner, definitions)
            return
        }
        if last.group != annotation.group || last.set != set {
            finish()
            last = SetUse(group: annotation.group, set: set)
        }
        run += 1
    }

    /// Counts the last run. Call it once all annotations are added.
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
