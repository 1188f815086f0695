/// Which rules are looked at.
public struct RuleSelection: Sendable, Hashable {
    /// The ids of the rules that are looked at.
    public private(set) var ids: Set<String>

    /// All rules.
    public static let all = RuleSelection(ids: Set(Rule.all.map(\.id)))

    init(ids: Set<String>) {
        self.ids = ids
    }

    /// The rules that words name, less those that others name.
    ///
    /// A word is a group (`geometry`), a rule's id (`annotation.category.undefined`), or the beginning of ids up to a
    /// dot (`annotation.category.*`).
    ///
    /// - Parameters:
    ///   - words: none are all rules.
    ///   - exceptions: taken away afterwards.
    /// - Throws: ``WarehouseError``: `notFound` for a word that names no rule, with the nearest.
    public init(_ words: [String], except exceptions: [String] = []) throws {
        ids = words.isEmpty ? Self.all.ids : []
        for word in words { ids.formUnion(try Self.named(word)) }
        for word in exceptions { ids.subtract(try Self.named(word)) }
    }

    public func contains(_ rule: Rule) -> Bool { ids.contains(rule.id) }

    private static func named(_ word: String) throws -> [String] {
        let found = Rule.all.filter { rule in
            if rule.id == word || rule.group.rawValue == word { return true }
            return word.hasSuffix(".*") && rule.id.hasPrefix(word.dropLast())
        }
        guard found.isEmpty else { return found.map(\.id) }
        throw WarehouseError(
            kind: .notFound, message: "there is no rule or group \(word)", remedy: .list(.rules),
            candidates: NearestNames.of(word, in: Rule.Group.allCases.map(\.rawValue) + Rule.all.map(\.id)))
    }
}
