/// A category by what identifies it.
public struct CategoryIdentity: Sendable, Hashable {
    public var id: Int64?
    public var name: String?

    public init(id: Int64?, name: String?) {
        self.id = id
        self.name = name
    }

    public static func == (one: CategoryIdentity, other: CategoryIdentity) -> Bool {
        one.id == other.id && one.exactName == other.exactName
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(exactName)
    }

    /// The name as it is compared: by its characters, not by what Unicode takes for equal.
    var exactName: ExactText? { name.map(ExactText.init) }
}

/// How the categories of two releases differ, each list in the order of the release it is taken from.
public struct CategoryChanges: Sendable, Hashable {
    public struct Pair: Sendable, Hashable {
        public var from: CategoryIdentity
        public var to: CategoryIdentity
    }

    public var added: [CategoryIdentity] = []
    public var removed: [CategoryIdentity] = []
    /// The same id, another name.
    public var renamed: [Pair] = []
    /// The same name, another id.
    public var renumbered: [Pair] = []

    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && renamed.isEmpty && renumbered.isEmpty
    }

    init() {}

    /// Pairs categories: those of equal id and name first, then those of one name, then those of one id; what is left
    /// was added or removed. Where a name or an id repeats, the first goes with the first.
    init(from old: [CategoryIdentity], to new: [CategoryIdentity]) {
        var pairing = Pairing(old, new)
        _ = pairing.pair { $0 }
        renumbered = pairing.pair { $0.exactName }
        renamed = pairing.pair { $0.id }
        removed = pairing.leftOld
        added = pairing.leftNew
    }

    /// What has no partner yet on either side.
    private struct Pairing {
        private(set) var leftOld: [CategoryIdentity]
        private(set) var leftNew: [CategoryIdentity]

        init(_ old: [CategoryIdentity], _ new: [CategoryIdentity]) {
            leftOld = old
            leftNew = new
        }

        /// Takes out the pairs that agree in a key; what has none agrees with nothing.
        mutating func pair<Key: Hashable>(by key: (CategoryIdentity) -> Key?) -> [Pair] {
            var waiting: [Key: [Int]] = [:]
            for (index, category) in leftOld.enumerated().reversed() {
                if let key = key(category) { waiting[key, default: []].append(index) }
            }
            var pairs: [Pair] = []
            var taken: Set<Int> = []
            var rest: [CategoryIdentity] = []
            for category in leftNew {
                if let key = key(category), let index = waiting[key]?.popLast() {
                    taken.insert(index)
                    pairs.append(Pair(from: leftOld[index], to: category))
                } else {
                    rest.append(category)
                }
            }
            leftOld = leftOld.indices.filter { !taken.contains($0) }.map { leftOld[$0] }
            leftNew = rest
            return pairs
        }
    }
}
