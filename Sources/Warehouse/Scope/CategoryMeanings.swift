/// What the category numbers of annotations mean on both sides of a comparison.
///
/// An equal number is the same class only if that number pairs with itself. A number that one of the releases does not
/// list pairs with nothing: nothing says that it means something else now.
struct CategoryMeanings {
    struct Pair: Hashable {
        var from: Int64
        var to: Int64
    }

    /// Where a number repeats, it pairs with several.
    let pairs: Set<Pair>
    /// Numbers that both releases list, and that mean one class in the older and another in the newer: annotations
    /// that use them belong to another class, even if not a byte of them changed.
    let reassigned: Set<Int64>

    init(_ pairing: CategoryPairing, from old: [CategoryIdentity], to new: [CategoryIdentity]) {
        var pairs: Set<Pair> = []
        for pair in pairing.pairs {
            guard let from = old[pair.from].id, let to = new[pair.to].id else { continue }
            pairs.insert(Pair(from: from, to: to))
        }
        let onBothSides = Set(old.compactMap(\.id)).intersection(new.compactMap(\.id))
        reassigned = onBothSides.filter { !pairs.contains(Pair(from: $0, to: $0)) }
        self.pairs = pairs
    }

    init(from old: [CategoryIdentity], to new: [CategoryIdentity]) {
        self.init(CategoryPairing(from: old, to: new), from: old, to: new)
    }

    /// Whether two numbers mean the same class; nil is no class.
    func isSame(_ old: Int64?, _ new: Int64?) -> Bool {
        guard let old, let new else { return old == new }
        if old == new { return !reassigned.contains(old) }
        return pairs.contains(Pair(from: old, to: new))
    }

    /// The reassigned numbers as a JSON list: the parameter of ``usingReassigned(_:)``.
    var reassignedList: String { "[" + reassigned.sorted().map(\.description).joined(separator: ",") + "]" }

    /// An SQL condition: whether the label `l` has annotations of a reassigned number.
    ///
    /// - Parameter parameter: the one that ``reassignedList`` is bound to.
    static func usingReassigned(_ parameter: String) -> String {
        """
        EXISTS (
            SELECT 1
            FROM json_each(l.category_counts) AS c
            WHERE CAST(c.key AS INTEGER) IN (SELECT value FROM json_each(\(parameter))))
        """
    }
}
