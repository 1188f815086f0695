/// Which categories of two releases are the same, by their indexes in the two lists.
///
/// Those of equal id and name are paired first, then those of one name, then those of one id. Where a name or an id
/// repeats, the first goes with the first. The other way round, the same pairs come out.
struct CategoryPairing {
    enum Kind {
        case equal
        /// The same name, another id.
        case renumbered
        /// The same id, another name.
        case renamed
    }

    struct Pair {
        var from: Int
        var to: Int
        var kind: Kind
    }

    /// In the order of the kinds, and of the newer release.
    private(set) var pairs: [Pair] = []
    /// Places in the older release.
    private(set) var removed: [Int]
    /// Places in the newer release.
    private(set) var added: [Int]

    init(from old: [CategoryIdentity], to new: [CategoryIdentity]) {
        removed = Array(old.indices)
        added = Array(new.indices)
        pair(.equal, old, new) { $0 }
        pair(.renumbered, old, new) { $0.exactName }
        pair(.renamed, old, new) { $0.id }
    }

    /// Pairs what is left and has the same key; what has no key stays unpaired.
    private mutating func pair<Key: Hashable>(
        _ kind: Kind, _ old: [CategoryIdentity], _ new: [CategoryIdentity],
        by key: (CategoryIdentity) -> Key?
    ) {
        var waiting: [Key: [Int]] = [:]
        for index in removed.reversed() {
            if let key = key(old[index]) { waiting[key, default: []].append(index) }
        }
        var taken: Set<Int> = []
        var rest: [Int] = []
        for index in added {
            if let key = key(new[index]), let partner = waiting[key]?.popLast() {
                taken.insert(partner)
                pairs.append(Pair(from: partner, to: index, kind: kind))
            } else {
                rest.append(index)
            }
        }
        removed.removeAll { taken.contains($0) }
        added = rest
    }
}
