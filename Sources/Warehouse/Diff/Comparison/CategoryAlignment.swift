import ReleaseFormat

/// Which categories of two releases are the same, and what they are called.
struct CategoryAlignment {
    let pairing: CategoryPairing
    private let newIDs: [Int64: Int64]
    private let oldNames: [Int64: String]
    private let newNames: [Int64: String]

    init(_ old: DiffRelease, _ new: DiffRelease) {
        pairing = CategoryPairing(from: old.identities, to: new.identities)
        var ids: [Int64: Int64] = [:]
        for pair in pairing.pairs {
            guard let id = old.identities[pair.from].id, let other = new.identities[pair.to].id else {
                continue
            }
            if ids[id] == nil { ids[id] = other }
        }
        newIDs = ids
        oldNames = old.names
        newNames = new.names
    }

    /// Whether two annotations are of the same category, whatever its number. An equal number is equal content, and
    /// is not looked into.
    func isSame(_ old: Int64?, _ new: Int64?) -> Bool {
        if old == new { return true }
        guard let old, let new else { return false }
        return newIDs[old] == new
    }

    func oldName(_ id: Int64?) -> String? { id.flatMap { oldNames[$0] } }
    func newName(_ id: Int64?) -> String? { id.flatMap { newNames[$0] } }

    /// The ids on both sides of what a user calls a category: a name on either side, or else a number.
    func ids(called words: [String]) -> (old: Set<Int64>, new: Set<Int64>) {
        var (old, new): (Set<Int64>, Set<Int64>) = ([], [])
        for word in words {
            let named = (
                oldNames.filter { $0.value.isExactly(word) }.map(\.key),
                newNames.filter { $0.value.isExactly(word) }.map(\.key)
            )
            old.formUnion(named.0)
            new.formUnion(named.1)
            if named.0.isEmpty, named.1.isEmpty, let id = Int64(word) {
                old.insert(id)
                new.insert(id)
            }
        }
        for (id, other) in newIDs where old.contains(id) || new.contains(other) {
            old.insert(id)
            new.insert(other)
        }
        return (old, new)
    }
}
