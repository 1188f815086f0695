import ReleaseFormat

/// Which categories of two releases are the same, and what they are called.
struct CategoryAlignment {
    let pairing: CategoryPairing
    let numbers: CategoryMeanings
    private let oldNames: [Int64: String]
    private let newNames: [Int64: String]

    init(_ old: DiffRelease, _ new: DiffRelease) {
        pairing = CategoryPairing(from: old.identities, to: new.identities)
        numbers = CategoryMeanings(pairing, from: old.identities, to: new.identities)
        oldNames = old.names
        newNames = new.names
    }

    /// Whether two annotations have the same category, whatever its number.
    func isSame(_ old: Int64?, _ new: Int64?) -> Bool { numbers.isSame(old, new) }

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
        for pair in numbers.pairs where old.contains(pair.from) || new.contains(pair.to) {
            old.insert(pair.from)
            new.insert(pair.to)
        }
        return (old, new)
    }
}
