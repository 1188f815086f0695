import ReleaseFormat

/// Pairs the links of a label by the objects that they connect.
struct LinkComparison {
    enum Outcome {
        case added(StoredLink)
        case removed(StoredLink)
        case both(StoredLink, StoredLink)
    }

    /// Those of the newer side in their order, then those that are gone.
    private(set) var outcomes: [Outcome] = []
    /// Whether the links that are on both sides are in the same order.
    private(set) var isInOrder = true

    private struct Ends: Hashable {
        var from: String
        var to: String
    }

    init(_ old: [StoredLink], _ new: [StoredLink]) {
        var waiting: [Ends: [Int]] = [:]
        for (index, link) in old.enumerated().reversed() {
            waiting[Self.ends(link), default: []].append(index)
        }
        var partners: [Int?] = Array(repeating: nil, count: new.count)
        // Among several between the same objects, equal ones go together first.
        for (index, link) in new.enumerated() {
            let ends = Self.ends(link)
            guard let found = waiting[ends]?.lastIndex(where: { old[$0].isIdentical(to: link) }) else {
                continue
            }
            partners[index] = waiting[ends]?.remove(at: found)
        }
        for (index, link) in new.enumerated() where partners[index] == nil {
            partners[index] = waiting[Self.ends(link)]?.popLast()
        }
        var last = -1
        for (index, link) in new.enumerated() {
            if let partner = partners[index] {
                outcomes.append(.both(old[partner], link))
                if partner < last { isInOrder = false }
                last = partner
            } else {
                outcomes.append(.added(link))
            }
        }
        let taken = Set(partners.compactMap { $0 })
        for index in old.indices where !taken.contains(index) { outcomes.append(.removed(old[index])) }
    }

    private static func ends(_ link: StoredLink) -> Ends {
        let document = link.document
        func text(_ key: String) -> String { document[key]?.text ?? "" }
        return Ends(from: text("from_id"), to: text("to_id"))
    }
}

extension StoredLink {
    func isIdentical(to other: StoredLink) -> Bool {
        func same(_ one: String?, _ other: String?) -> Bool {
            one.map { one in other.map { one.isExactly($0) } ?? false } ?? (other == nil)
        }
        return fromID == other.fromID && toID == other.toID && same(attributes, other.attributes)
            && same(extra, other.extra)
    }
}
