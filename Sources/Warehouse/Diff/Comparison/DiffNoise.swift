import ReleaseFormat

/// Separates differences from noise, and counts what it hides by kind.
final class DiffNoise {
    private let tolerance: Double
    private let reportsNoise: Bool
    private let ignoredFields: [String]
    /// How many differences each rule hid, by its number.
    private var counts = Kind.allCases.map { _ in 0 }
    private var ignored: [Int]

    /// Why a difference is hidden.
    enum Kind: Int, CaseIterable {
        case signedURL, tolerance, equalRotation
        /// An empty list, an empty object and no value at all say the same; null is a value.
        case empty
        /// A track id that only one side has, and that says the id again.
        case repeatedTrackID
        /// Annotations of distinct ids in another order.
        case order
        /// A list of choices, and the text of that list.
        case listText
    }

    init(_ options: DiffOptions) {
        tolerance = options.tolerance
        reportsNoise = options.reportsNoise
        ignoredFields = options.ignoredFields
        ignored = options.ignoredFields.map { _ in 0 }
    }

    /// What was hidden, rules in a fixed order.
    var hidden: [DiffSummary.Hidden] {
        let rules = Kind.allCases.map { rule in
            let name =
                switch rule {
                case .signedURL: "signed urls"
                case .tolerance: "tolerance \(tolerance)"
                case .equalRotation: "equal rotations"
                case .empty: "empty values"
                case .repeatedTrackID: "track ids equal to ids"
                case .order: "order of annotations"
                case .listText: "lists written as text"
                }
            return (name, counts[rule.rawValue])
        }
        let fields = zip(ignoredFields, ignored).map { ("ignored: \($0)", $1) }
        return (rules + fields).filter { $0.1 > 0 }.map {
            DiffSummary.Hidden(rule: $0.0, differences: $0.1)
        }
    }

    /// Counts a difference as hidden by a rule; false where noise is to be shown too.
    func hides(_ rule: Kind) -> Bool {
        guard !reportsNoise else { return false }
        counts[rule.rawValue] += 1
        return true
    }

    // MARK: Numbers

    func areSame(_ one: Double, _ other: Double) -> Bool {
        if one == other { return true }
        return (one - other).magnitude <= tolerance && hides(.tolerance)
    }

    /// Whether two numbers that are not the same are one rotation: an angle that wraps, a quaternion and its negative.
    func hidesTurn(_ differences: [Double]) -> Bool {
        differences.allSatisfy { $0.magnitude <= max(tolerance, 1e-12) } && hides(.equalRotation)
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
        let counts = counts
        defer { self.counts = counts }
        return areSame(one, other)
    }

    /// Whether two values are equal, noise aside; nil is an absent value.
    func areSame(_ one: JSONValue?, _ other: JSONValue?, key: String? = nil) -> Bool {
        var found: [FieldChange] = []
        differences(one, other, at: "", key: key, into: &found)
        return found.isEmpty
    }

    /// Adds each place at which two values differ: a field named by `path` and the way from there, `a.b[2].c`.
    ///
    /// Lists of different lengths differ as a whole, unless they are lists of objects: those are compared one by one.
    func differences(
        _ one: JSONValue?, _ other: JSONValue?, at path: String, key: String? = nil,
        into found: inout [FieldChange]
    ) {
        let isNull = one == JSONValue.null || other == JSONValue.null
        if !isNull, Self.isEmpty(one), Self.isEmpty(other) {
            if one != other, !hides(.empty) { found.append(FieldChange(path, from: one, to: other)) }
            return
        }
        guard let one, let other else {
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
                let place = "\(path)[\(index)]"
                guard index < elements.count, index < others.count else {
                    // An element more is one more, even if there is nothing in it.
                    found.append(
                        FieldChange(
                            place, from: index < elements.count ? elements[index] : nil,
                            to: index < others.count ? others[index] : nil))
                    continue
                }
                differences(elements[index], others[index], at: place, into: &found)
            }
        default:
            if !areSameScalars(one, other, key: key) {
                found.append(FieldChange(path, from: one, to: other))
            }
        }
    }

    /// Whether a value says nothing.
    static func isEmpty(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null?: true
        case .array(let elements)?: elements.isEmpty
        case .object(let members)?: members.isEmpty
        default: false
        }
    }

    /// Two sets of attributes without what has one choice on both sides, as a list on one and as the text of that list
    /// on the other.
    func withoutListTexts(
        _ one: JSONValue?, _ other: JSONValue?, isMultiselect: (String) -> Bool
    ) -> (JSONValue?, JSONValue?) {
        guard !reportsNoise else { return (one, other) }
        let names = ((one?.members ?? []) + (other?.members ?? [])).lazy.filter { $0.value.string != nil }
            .map(\.key)
        var hidden: Set<ExactText> = []
        for name in names where !hidden.contains(ExactText(name)) && isMultiselect(name) {
            let (value, twin) = (one?[name], other?[name])
            if value == twin { continue }
            guard let choices = Self.choices(value), let others = Self.choices(twin),
                choices.elementsEqual(others, by: { $0.isExactly($1) }), hides(.listText)
            else { continue }
            hidden.insert(ExactText(name))
        }
        guard !hidden.isEmpty else { return (one, other) }
        func rest(_ value: JSONValue?) -> JSONValue? {
            (value?.members).map { .object($0.filter { !hidden.contains(ExactText($0.key)) }) } ?? value
        }
        return (rest(one), rest(other))
    }

    /// What is chosen of a multiselect, in the value's order; nil for what is no list of texts.
    private static func choices(_ value: JSONValue?) -> [String]? {
        guard let value, !isEmpty(value) else { return [] }
        let list = value.string.map { JSONValue.strings(inListWrittenAs: $0) } ?? value.array
        guard let elements = list else { return nil }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
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
            guard !reportsNoise, let plain = AssetAddress.unsigned(text),
                let other = AssetAddress.unsigned(twin)
            else { return false }
            return plain.isExactly(other) && hides(.signedURL)
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
        key.isExactly("signed_url") && hides(.signedURL)
    }
}
