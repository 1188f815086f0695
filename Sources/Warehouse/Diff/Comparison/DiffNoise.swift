import ReleaseFormat

/// Tells differences from noise, and counts what it hides by rule.
final class DiffNoise {
    private let tolerance: Double
    private let tellsNoise: Bool
    private let ignoredFields: [String]
    private var signatures = 0
    private var roundings = 0
    private var turns = 0
    private var ignored: [Int]

    init(_ options: DiffOptions) {
        tolerance = options.tolerance
        tellsNoise = options.tellsNoise
        ignoredFields = options.ignoredFields
        ignored = options.ignoredFields.map { _ in 0 }
    }

    /// What was hidden, rules in a fixed order.
    var hidden: [DiffSummary.Hidden] {
        let rules = [
            ("signed urls", signatures), ("tolerance \(tolerance)", roundings), ("equal rotations", turns),
        ]
        let fields = zip(ignoredFields, ignored).map { ("ignored: \($0)", $1) }
        return (rules + fields).filter { $0.1 > 0 }.map {
            DiffSummary.Hidden(rule: $0.0, differences: $0.1)
        }
    }

    // MARK: Numbers

    func areSame(_ one: Double, _ other: Double) -> Bool {
        if one == other { return true }
        guard !tellsNoise, (one - other).magnitude <= tolerance else { return false }
        roundings += 1
        return true
    }

    /// Whether two numbers that are not the same are one rotation: an angle that wraps, a quaternion and its negative.
    func hidesTurn(_ differences: [Double]) -> Bool {
        guard !tellsNoise, differences.allSatisfy({ $0.magnitude <= max(tolerance, 1e-12) }) else {
            return false
        }
        turns += 1
        return true
    }

    // MARK: Fields

    /// Takes out the fields that are not compared.
    func withoutIgnored(_ fields: [FieldChange]) -> [FieldChange] {
        guard !ignoredFields.isEmpty else { return fields }
        return fields.filter { field in
            let name = field.field.utf8
            for (index, ignoredField) in ignoredFields.enumerated() {
                let word = ignoredField.utf8
                guard name.starts(with: word) else { continue }
                let rest = name.dropFirst(word.count).first
                // `metadata` is also `metadata.weather` and `metadata[0]`, not `metadata2`.
                if rest == nil || rest == UInt8(ascii: ".") || rest == UInt8(ascii: "[") {
                    ignored[index] += 1
                    return false
                }
            }
            return true
        }
    }

    // MARK: JSON

    /// As ``areSame(_:_:key:)``, for values that are compared piece by piece elsewhere: nothing is counted.
    func looksSame(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
        let counts = (signatures, roundings, turns)
        defer { (signatures, roundings, turns) = counts }
        return areSame(one, other)
    }

    /// Whether two values are equal, noise aside; nil stands for no value at all.
    func areSame(_ one: JSONValue?, _ other: JSONValue?, key: String? = nil) -> Bool {
        var found: [FieldChange] = []
        differences(one, other, at: "", key: key, into: &found)
        return found.isEmpty
    }

    /// Adds each place at which two values differ: a field named by `path` and the way from there, `a.b[2].c`.
    ///
    /// Lists of another length differ as a whole, unless they hold objects: those are compared one by one.
    func differences(
        _ one: JSONValue?, _ other: JSONValue?, at path: String, key: String? = nil,
        into found: inout [FieldChange]
    ) {
        guard let one, let other else {
            if one == nil, other == nil { return }
            if let key, isSignedURL(key) { return }
            found.append(FieldChange(path, from: one, to: other))
            return
        }
        switch (one, other) {
        case (.object(let members), .object(let others)):
            objects(members, others, at: path, into: &found)
        case (.array(let elements), .array(let others)):
            let isOfObjects = (elements + others).allSatisfy { $0.members != nil }
            guard elements.count == others.count || isOfObjects else {
                found.append(FieldChange(path, from: one, to: other))
                return
            }
            for index in 0..<max(elements.count, others.count) {
                differences(
                    index < elements.count ? elements[index] : nil,
                    index < others.count ? others[index] : nil, at: "\(path)[\(index)]", into: &found)
            }
        default:
            if !areSameScalars(one, other, key: key) {
                found.append(FieldChange(path, from: one, to: other))
            }
        }
    }

    private func objects(
        _ members: [JSONValue.Member], _ others: [JSONValue.Member], at path: String,
        into found: inout [FieldChange]
    ) {
        var left: [ExactText: JSONValue] = [:]
        for member in others { left[ExactText(member.key)] = member.value }
        func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
        for member in members {
            let other = left.removeValue(forKey: ExactText(member.key))
            differences(member.value, other, at: name(member.key), key: member.key, into: &found)
        }
        for member in others where left[ExactText(member.key)] != nil {
            differences(nil, member.value, at: name(member.key), key: member.key, into: &found)
        }
    }

    private func areSameScalars(_ one: JSONValue, _ other: JSONValue, key: String?) -> Bool {
        switch (one, other) {
        case (.null, .null): return true
        case (.bool(let flag), .bool(let twin)): return flag == twin
        case (.string(let text), .string(let twin)):
            if text.isExactly(twin) { return true }
            if let key, isSignedURL(key) { return true }
            guard !tellsNoise, let plain = SignedURL.unsigned(text), let other = SignedURL.unsigned(twin),
                plain.isExactly(other)
            else { return false }
            signatures += 1
            return true
        case (.number(let literal), .number(let twin)):
            if literal.isExactly(twin) { return true }
            if let whole = one.integer, let other = other.integer { return whole == other }
            if let real = one.real, let other = other.real { return areSame(real, other) }
            // No double is equal to one of them: their digits decide.
            return one.digest == other.digest
        default: return false
        }
    }

    private func isSignedURL(_ key: String) -> Bool {
        guard !tellsNoise, key.isExactly("signed_url") else { return false }
        signatures += 1
        return true
    }
}
