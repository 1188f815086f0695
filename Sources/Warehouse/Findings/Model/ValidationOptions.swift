/// Which part of a release is checked against which rules.
public struct ValidationOptions: Sendable {
    public var rules = RuleSelection.all
    public var settings = RuleSettings()
    /// Rules that are less severe, after settings, are skipped.
    public var minimumSeverity = Severity.info
    /// Only labels of these labelsets are checked; nil for all. Samples and the header are always checked.
    public var labelsets: Set<String>?
    /// Only labels of these statuses are checked, in any case; `UNLABELED` is that of null labels; nil for all.
    public var statuses: Set<String>?
    public var cancellation: Cancellation?

    public init() {}
}

extension FilterValues {
    init(_ options: ValidationOptions) {
        self.init(labelsets: (options.labelsets ?? []).sorted(), statuses: (options.statuses ?? []).sorted())
    }
}

/// Which rules are checked.
public struct RuleSelection: Sendable, Hashable {
    /// The ids of the rules that are checked.
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
    ///   - words: all rules if empty.
    ///   - exceptions: left out.
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

/// Changes to rules: another severity, other thresholds, or off.
public struct RuleSettings: Sendable, Hashable {
    private struct Setting: Sendable, Hashable {
        var severity: Severity?
        var isOff = false
        var thresholds: [String: Double] = [:]
    }

    private var settings: [String: Setting] = [:]

    /// No changes.
    public init() {}

    /// Gives a rule another severity.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, with the nearest ids.
    public mutating func setSeverity(_ severity: Severity, of rule: String) throws {
        settings[try Rule.named(rule).id, default: Setting()].severity = severity
    }

    /// Turns a rule off, or on again.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, with the nearest ids.
    public mutating func setOff(_ isOff: Bool, _ rule: String) throws {
        settings[try Rule.named(rule).id, default: Setting()].isOff = isOff
    }

    /// Gives a rule another threshold.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, or without such a threshold, with the nearest
    ///   names; `invalidInput` for a value that is not finite.
    public mutating func setThreshold(_ name: String, to value: Double, of rule: String) throws {
        let rule = try Rule.named(rule)
        guard rule.thresholds.contains(where: { $0.name == name }) else {
            throw WarehouseError(
                kind: .notFound, message: "the rule \(rule.id) has no threshold \(name)",
                candidates: NearestNames.of(name, in: rule.thresholds.map(\.name)))
        }
        guard value.isFinite else {
            throw WarehouseError(
                kind: .invalidInput, message: "the threshold \(name) of \(rule.id) must be a finite number")
        }
        settings[rule.id, default: Setting()].thresholds[name] = value
    }

    /// How severe a rule's findings are.
    public func severity(of rule: Rule) -> Severity { settings[rule.id]?.severity ?? rule.severity }

    public func isOff(_ rule: Rule) -> Bool { settings[rule.id]?.isOff ?? false }

    /// The value of a rule's threshold; 0 for a threshold that it does not have.
    public func threshold(_ name: String, of rule: Rule) -> Double {
        settings[rule.id]?.thresholds[name] ?? rule.thresholds.first { $0.name == name }?.defaultValue ?? 0
    }
}
