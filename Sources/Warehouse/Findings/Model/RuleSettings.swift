/// What rules are set to: another severity, other thresholds, or off.
public struct RuleSettings: Sendable, Hashable {
    private struct Setting: Sendable, Hashable {
        var severity: Severity?
        var isOff = false
        var thresholds: [String: Double] = [:]
    }

    private var settings: [String: Setting] = [:]

    /// Every rule as it is.
    public init() {}

    /// Gives a rule another severity.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, with the nearest ids.
    public mutating func setSeverity(_ severity: Severity, of rule: String) throws {
        settings[try Rule.named(rule).id, default: Setting()].severity = severity
    }

    /// Leaves a rule out, or takes it in again.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, with the nearest ids.
    public mutating func setOff(_ isOff: Bool, _ rule: String) throws {
        settings[try Rule.named(rule).id, default: Setting()].isOff = isOff
    }

    /// Gives a rule another threshold.
    ///
    /// - Throws: ``WarehouseError``: `notFound` without such a rule, or without such a threshold, with the nearest names;
    ///   `invalidInput` for a value that is not finite.
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

    /// What a rule compares with; 0 for a threshold that it does not have.
    public func threshold(_ name: String, of rule: Rule) -> Double {
        settings[rule.id]?.thresholds[name] ?? rule.thresholds.first { $0.name == name }?.defaultValue ?? 0
    }
}
