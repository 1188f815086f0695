import ReleaseFormat

/// What a file says that no column holds, as lines of `path  value`: the leaves of a JSON object, long lists by their
/// length. What is empty is left out.
struct ExtraFacts {
    /// More lines than anybody reads; the rest is said to be there.
    private static let most = 12
    /// A list in no more is shown as it is.
    private static let shortList = 40

    /// The first leaves.
    private(set) var facts: [(String, String?)] = []
    /// How many more there are.
    private(set) var more = 0

    /// - Parameter text: JSON; nil has no facts.
    init(_ text: String?) {
        guard let text else { return }
        // A column of the warehouse that is no JSON is shown as what it is.
        guard let value = try? JSONValue(text: text), let members = value.members else {
            facts = [("extra", text)]
            return
        }
        for member in members { add(member.value, at: member.key) }
    }

    private mutating func add(_ value: JSONValue, at path: String) {
        if let members = value.members, !members.isEmpty {
            for member in members { add(member.value, at: "\(path).\(member.key)") }
        } else if ["null", "\"\"", "[]", "{}"].contains(value.text) || facts.count == Self.most {
            more += 1
        } else {
            facts.append((SafeText.shown(path), Self.text(of: value)))
        }
    }

    private static func text(of value: JSONValue) -> String {
        if let list = value.array, value.text.count > shortList {
            return NumberText.counted(list.count, "item")
        }
        return value.string ?? value.text
    }
}
