import Warehouse
import YAML

extension RuleSettings {
    /// Reads a rules file: YAML that gives rules other severities and thresholds.
    ///
    /// ```yaml
    /// rules:
    ///   geometry: warning                      # a group, a rule, or the beginning of rules: annotation.*
    ///   annotation.category.undefined: error
    ///   sample.name.repeated: off
    ///   track.speed:
    ///     severity: info
    ///     max_speed: 30
    /// ```
    ///
    /// Later lines win: a group first, then what is otherwise in it.
    ///
    /// - Throws: ``PlacedError`` for a text that is no YAML, a rule or a threshold that there is not, a value of another
    ///   kind.
    public init(parsing bytes: [UInt8]) throws {
        self.init()
        let root = try YAMLNode.parsed(bytes)
        if case .null = root.value { return }
        for entry in try Self.mapping(root, "the file") {
            guard entry.key == "rules" else {
                throw PlacedError(
                    "there is no setting '\(entry.key)'; the only one is rules", at: TextPlace(entry.keyPlace)
                )
            }
            if case .null = entry.value.value { continue }
            for rule in try Self.mapping(entry.value, "rules") { try take(rule) }
        }
    }

    private mutating func take(_ entry: YAMLEntry) throws {
        let rules = try Self.rules(entry)
        guard case .mapping(let members) = entry.value.value else {
            return try setSeverity(entry.value, of: rules)
        }
        for member in members {
            if member.key == "severity" {
                try setSeverity(member.value, of: rules)
            } else {
                try setThreshold(member, of: rules, named: entry.key)
            }
        }
    }

    /// The rules that a key names: one, a group, or all that begin so.
    private static func rules(_ entry: YAMLEntry) throws -> [Rule] {
        do {
            let selection = try RuleSelection([entry.key])
            return Rule.all.filter(selection.contains)
        } catch let error as WarehouseError {
            throw PlacedError(error.message, at: TextPlace(entry.keyPlace), candidates: error.candidates)
        }
    }

    private mutating func setSeverity(_ node: YAMLNode, of rules: [Rule]) throws {
        let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]
        var word = ""
        if case .string(let text) = node.value { word = text }
        guard words.contains(word) else {
            throw PlacedError(
                "expected a severity (\(words.joined(separator: ", "))), found \(node.words)",
                at: TextPlace(node.place),
                candidates: word.isEmpty ? [] : NearestNames.of(word, in: words, most: 1))
        }
        for rule in rules {
            try setOff(word == "off", rule.id)
            if let severity = Severity(rawValue: word) { try setSeverity(severity, of: rule.id) }
        }
    }

    private mutating func setThreshold(_ entry: YAMLEntry, of rules: [Rule], named name: String) throws {
        let place = TextPlace(entry.keyPlace)
        guard rules.count == 1, let rule = rules.first else {
            throw PlacedError("a threshold belongs to one rule; '\(name)' matches \(rules.count)", at: place)
        }
        let names = ["severity"] + rule.thresholds.map(\.name)
        guard names.dropFirst().contains(entry.key) else {
            throw PlacedError(
                "\(rule.id) has no setting '\(entry.key)'; it has \(names.joined(separator: ", "))",
                at: place,
                candidates: NearestNames.of(entry.key, in: names, most: 1))
        }
        let value: Double
        switch entry.value.value {
        case .integer(let integer): value = Double(integer)
        case .real(let real) where real.isFinite: value = real
        default:
            throw PlacedError(
                "expected a number, found \(entry.value.words)", at: TextPlace(entry.value.place))
        }
        try setThreshold(entry.key, to: value, of: rule.id)
    }

    private static func mapping(_ node: YAMLNode, _ what: String) throws -> [YAMLEntry] {
        if case .mapping(let entries) = node.value { return entries }
        throw PlacedError("expected a mapping for \(what), found \(node.words)", at: TextPlace(node.place))
    }
}
