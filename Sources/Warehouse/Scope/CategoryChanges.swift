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

    /// Pairs categories as ``CategoryPairing`` does; what is left was added or removed.
    public init(from old: [CategoryIdentity], to new: [CategoryIdentity]) {
        let pairing = CategoryPairing(from: old, to: new)
        func pairs(_ kind: CategoryPairing.Kind) -> [Pair] {
            pairing.pairs.filter { $0.kind == kind }.map { Pair(from: old[$0.from], to: new[$0.to]) }
        }
        renamed = pairs(.renamed)
        renumbered = pairs(.renumbered)
        removed = pairing.removed.map { old[$0] }
        added = pairing.added.map { new[$0] }
    }
}
