import Warehouse
import YAML

/// A file in YAML that gives rules other severities and thresholds.
///
/// ```yaml
/// rules:
///   geometry: warning                      # a group, a rule, or the beginning of rules: annotation.*
///   annotation.category.undefined: error
///   sample.name.duplicate: off
///   track.speed:
///     severity: info
///     max_speed: 30
/// ```
struct RulesFile {
    private let name: String
    private(set) var settings = RuleSettings()

    /// - Throws: `Failure`: exit 3 without such a file, else 2 with the place of what is wrong.
    static func read(_ path: String) throws -> RuleSettings {
        try RulesFile(TextFile.bytes(of: path), name: path).settings
    }

    init(_ bytes: [UInt8], name: String) throws {
        self.name = name
        do {
            try take(try YAMLNode(parsing: bytes))
        } catch let error as YAMLError {
            throw Failure(error, in: name)
        }
    }

    private mutating func take(_ root: YAMLNode) throws {
        if case .null = root.value { return }
        for entry in try mapping(root, "the file") {
            guard entry.key == "rules" else {
                throw YAMLError(
                    "there is no setting '\(entry.key)'; the only one is rules", at: entry.keyPlace)
            }
            if case .null = entry.value.value { continue }
            // Later lines win: a group first, then what is otherwise in it.
            for rule in try mapping(entry.value, "rules") { try take(rule) }
        }
    }

    private mutating func take(_ entry: YAMLEntry) throws {
        let rules = try rules(entry)
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
    private func rules(_ entry: YAMLEntry) throws -> [Rule] {
        do {
            let selection = try RuleSelection([entry.key])
            return Rule.all.filter(selection.contains)
        } catch let error as WarehouseError {
            throw failure(error.message, at: entry.keyPlace, candidates: error.candidates)
        }
    }

    private mutating func setSeverity(_ node: YAMLNode, of rules: [Rule]) throws {
        let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]
        guard case .string(let word) = node.value, words.contains(word) else {
            throw failure(
                "expected a severity (\(words.joined(separator: ", "))), found \(node.words)", at: node.place,
                candidates: NearestName.of(node.text ?? "", among: words).map { [$0] } ?? [])
        }
        for rule in rules {
            try settings.setOff(word == "off", rule.id)
            if let severity = Severity(rawValue: word) { try settings.setSeverity(severity, of: rule.id) }
        }
    }

    private mutating func setThreshold(_ entry: YAMLEntry, of rules: [Rule], named name: String) throws {
        guard rules.count == 1, let rule = rules.first else {
            throw failure("a threshold is of one rule; '\(name)' names \(rules.count)", at: entry.keyPlace)
        }
        let names = rule.thresholds.map(\.name)
        guard names.contains(entry.key) else {
            let known = (["severity"] + names).joined(separator: ", ")
            throw failure(
                "\(rule.id) has no setting '\(entry.key)'; it has \(known)", at: entry.keyPlace,
                candidates: NearestName.of(entry.key, among: ["severity"] + names).map { [$0] } ?? [])
        }
        let value: Double
        switch entry.value.value {
        case .integer(let integer): value = Double(integer)
        case .real(let real) where real.isFinite: value = real
        default: throw failure("expected a number, found \(entry.value.words)", at: entry.value.place)
        }
        try settings.setThreshold(entry.key, to: value, of: rule.id)
    }

    private func mapping(_ node: YAMLNode, _ what: String) throws -> [YAMLEntry] {
        if case .mapping(let entries) = node.value { return entries }
        throw YAMLError("expected a mapping for \(what), found \(node.words)", at: node.place)
    }

    private func failure(_ message: String, at place: YAMLPlace, candidates: [String] = []) -> Failure {
        var failure = Failure(YAMLError(message, at: place), in: name)
        if !candidates.isEmpty { failure.hints.append(Failure.list(candidates, lead: "Did you mean:")) }
        return failure
    }
}
