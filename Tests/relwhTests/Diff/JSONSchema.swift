import ReleaseFormat

/// Checks a JSON value against a JSON Schema (draft 2020-12), as far as our own schemas use it: `type`, `const`, `enum`,
/// `required`, `properties`, `additionalProperties: false`, `items`, `minimum`, `maximum`, and `$ref` into `$defs`.
///
/// A keyword that is none of these is a finding too: nothing passes because it was not understood.
struct JSONSchema {
    private static let known: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "type", "const", "enum", "required", "properties",
        "additionalProperties", "items", "minimum", "maximum", "$ref",
    ]

    let root: JSONValue

    /// What is wrong with a value, each with its place; nothing where it is valid.
    ///
    /// - Parameter definition: a name in `$defs`; nil for the schema itself.
    func findings(in value: JSONValue, definition: String? = nil) -> [String] {
        guard let definition else { return check(value, root, at: "$") }
        return check(value, .object([.init("$ref", .string("#/$defs/\(definition)"))]), at: "$")
    }

    private func check(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        var findings: [String] = []
        for member in schema.members ?? [] {
            let rule = member.value
            switch member.key {
            case "$ref":
                let name = rule.string.map { String($0.dropFirst("#/$defs/".count)) } ?? ""
                if let definition = root["$defs"]?[name] {
                    findings += check(value, definition, at: place)
                } else {
                    findings.append("the schema defines no \(rule.text)")
                }
            case "type":
                let types = rule.array?.compactMap(\.string) ?? [rule.string ?? ""]
                if !types.contains(where: { Self.isOf($0, value) }) {
                    findings.append(
                        "\(place) is \(value.text.prefix(60)), no \(types.joined(separator: " or "))")
                }
            case "const": if value != rule { findings.append("\(place) is not \(rule.text)") }
            case "enum":
                if rule.array?.contains(value) != true {
                    findings.append("\(place) is \(value.text), none of \(rule.text)")
                }
            case "minimum", "maximum":
                guard let number = value.real ?? Double(value.text),
                    let bound = rule.real ?? Double(rule.text)
                else { continue }
                if member.key == "minimum" ? number < bound : number > bound {
                    findings.append("\(place) is \(value.text), beyond \(rule.text)")
                }
            case "required":
                guard value.members != nil else { continue }
                for key in rule.array?.compactMap(\.string) ?? [] where value[key] == nil {
                    findings.append("\(place) has no \(key)")
                }
            case "properties":
                for property in rule.members ?? [] {
                    guard let inner = value[property.key] else { continue }
                    findings += check(inner, property.value, at: "\(place).\(property.key)")
                }
            case "additionalProperties":
                for inner in value.members ?? [] where rule == .bool(false) {
                    if schema["properties"]?[inner.key] == nil {
                        findings.append("\(place) has an unknown \(inner.key)")
                    }
                }
            case "items":
                for (index, element) in (value.array ?? []).enumerated() {
                    findings += check(element, rule, at: "\(place)[\(index)]")
                }
            default: if !Self.known.contains(member.key) { findings.append("unknown keyword \(member.key)") }
            }
        }
        return findings
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number): value.integer != nil
        default: false
        }
    }
}
