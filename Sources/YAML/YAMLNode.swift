/// A value of a YAML text, and its location.
///
/// ```swift
/// let settings = try YAMLNode(parsing: Array("limit: 5 %".utf8))
/// settings["limit"]?.text     // "5 %"
/// settings["limit"]?.place    // 1:8
/// ```
public struct YAMLNode: Hashable, Sendable {
    public var value: YAMLValue
    public var place: YAMLPlace
    /// A scalar as it is written, unquoted; nil for sequences and mappings.
    public var text: String?

    public init(_ value: YAMLValue, at place: YAMLPlace, text: String? = nil) {
        self.value = value
        self.place = place
        self.text = text
    }

    /// The value of a key of a mapping; nil where there is none, or no mapping.
    public subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries) = value else { return nil }
        return entries.first { $0.key == key }?.value
    }
}

/// What a YAML text can say, by the core schema of YAML 1.2: `no` and `on` are strings, and so is all that is quoted.
public enum YAMLValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction or an exponent, an integer beyond 64 bits, `.inf` or `.nan`.
    case real(Double)
    case string(String)
    case sequence([YAMLNode])
    /// In the order of the text; each key once.
    case mapping([YAMLEntry])
}

/// A key of a mapping, and what it says.
public struct YAMLEntry: Hashable, Sendable {
    public var key: String
    public var keyPlace: YAMLPlace
    public var value: YAMLNode

    public init(_ key: String, at keyPlace: YAMLPlace, value: YAMLNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}

extension YAMLNode {
    /// The value in a few words, for the errors of who expected another: `a list`, `the number 5`.
    public var words: String {
        switch value {
        case .null: "nothing"
        case .bool, .integer, .real: text ?? ""
        case .string(let text): "'\(text)'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
