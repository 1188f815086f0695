import ReleaseFormat

/// An entry of `task_attributes.warning_rules`, as far as it can be read, and its faults.
///
/// Where the format is not specific, `null` counts as absent; numbers may be written as texts, and an empty text counts
/// as absent, as in the definitions of attributes; if there are both lists of categories, both apply; unknown keys are
/// ignored.
struct WarningRule {
    /// `intersecting-cuboids`.
    struct Intersection {
        /// Cuboids of these categories are not checked.
        var excluded: Set<Int64> = []
        /// Two cuboids of these categories are not compared with each other.
        var excludedTogether: Set<Int64> = []

        func looks(at one: Int64?, _ other: Int64?) -> Bool {
            if let one, excluded.contains(one) { return false }
            if let other, excluded.contains(other) { return false }
            guard let one, let other else { return true }
            return !(excludedTogether.contains(one) && excludedTogether.contains(other))
        }
    }

    /// `cuboid-dimension-limits`.
    struct Limits {
        /// nil for all.
        var categories: Set<Int64>?
        var least = SIMD3<Double>(repeating: -.infinity)
        var greatest = SIMD3<Double>(repeating: .infinity)
    }

    enum Content {
        case intersection(Intersection)
        case limits(Limits)
        case unknown
    }

    struct Fault {
        var key: String
        var expected: String
        var found: String?
    }

    private(set) var content = Content.unknown
    /// Why the entry, or a part of it, cannot be applied.
    private(set) var faults: [Fault] = []
    /// Keys that the format does not describe.
    private(set) var strangeKeys: [String] = []
    /// The categories that it names, in order, with the key of their list.
    private(set) var categories: [(key: String, id: Int64)] = []

    static let intersecting = "intersecting-cuboids"
    static let limits = "cuboid-dimension-limits"

    init(_ entry: JSONValue) {
        guard case .object(let members) = entry else {
            faults.append(Fault(key: "", expected: "an object", found: entry.text))
            return
        }
        let name = entry["name"]?.string
        let known: [String]
        switch name {
        case Self.intersecting:
            known = ["name", "excluded_categories", "excluded_set_of_categories"]
            var rule = Intersection()
            rule.excluded = list("excluded_categories", of: entry) ?? []
            rule.excludedTogether = list("excluded_set_of_categories", of: entry) ?? []
            content = .intersection(rule)
        case Self.limits:
            known = ["name", "categories", "min", "max"]
            var rule = Limits()
            if let categories = list("categories", of: entry), !categories.isEmpty {
                rule.categories = categories
            }
            rule.least = axes("min", of: entry, otherwise: -.infinity)
            rule.greatest = axes("max", of: entry, otherwise: .infinity)
            for axis in 0..<3 where rule.least[axis] > rule.greatest[axis] {
                faults.append(
                    Fault(
                        key: "min.\(Axis.names[axis])",
                        expected: "<= max, \(FindingNumber.text(rule.greatest[axis]))",
                        found: FindingNumber.text(rule.least[axis])))
            }
            content = .limits(rule)
        default:
            faults.append(
                Fault(
                    key: "name", expected: "\"\(Self.intersecting)\" or \"\(Self.limits)\"",
                    found: entry["name"]?.text))
            return
        }
        strangeKeys += members.map(\.key).filter { !known.contains($0) }
    }

    /// A list of category ids; nil if there is none, or it is not a list.
    private mutating func list(_ key: String, of entry: JSONValue) -> Set<Int64>? {
        guard let value = entry[key], value != .null else { return nil }
        guard case .array(let elements) = value else {
            faults.append(Fault(key: key, expected: "a list of category ids", found: value.text))
            return nil
        }
        var ids: Set<Int64> = []
        for element in elements {
            guard let id = element.integer else {
                faults.append(Fault(key: key, expected: "a list of category ids", found: element.text))
                continue
            }
            if ids.insert(id).inserted { categories.append((key, id)) }
        }
        return ids
    }

    private mutating func axes(
        _ key: String, of entry: JSONValue, otherwise none: Double
    ) -> SIMD3<Double> {
        var result = SIMD3(repeating: none)
        guard let value = entry[key], value != .null else { return result }
        guard case .object(let members) = value else {
            faults.append(Fault(key: key, expected: "an object of x, y and z", found: value.text))
            return result
        }
        for member in members {
            guard let axis = Axis.names.firstIndex(of: member.key) else {
                strangeKeys.append("\(key).\(member.key)")
                continue
            }
            switch member.value {
            case .null: continue
            case .string(let text) where text.isEmpty: continue
            default: break
            }
            guard let number = Self.number(member.value) else {
                faults.append(
                    Fault(key: "\(key).\(member.key)", expected: "a number", found: member.value.text))
                continue
            }
            result[axis] = number
        }
        return result
    }

    private static func number(_ value: JSONValue) -> Double? {
        let number: Double? =
            switch value {
            case .number(let text), .string(let text): Double(text)
            default: nil
            }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
