import Warehouse

/// Rules' ids among the words of a sentence.
enum RuleWord {
    /// Whether a word can only be meant for a rule: it has two points, or begins as the ids of rules do.
    static func isLikeOne(_ word: String) -> Bool {
        guard let point = word.firstIndex(of: "."), point > word.startIndex else { return false }
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
                || ".*_-".unicodeScalars.contains(scalar)
        }
        guard isPlain, word.last != "." else { return false }
        let head = word[...point]
        return word.count { $0 == "." } >= 2 || Rule.all.contains { $0.id.hasPrefix(head) }
    }

    /// Whether it is the id of a rule, or the beginning of some: `annotation.category.*`.
    static func isOne(_ word: String) -> Bool {
        Rule.all.contains { FindingKind.isNamed($0.id, by: word) }
    }

    static func nearest(to word: String) -> [String] { NearestNames.of(word, in: Rule.all.map(\.id)) }
}
