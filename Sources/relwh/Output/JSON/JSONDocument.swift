import ReleaseFormat

/// A value of a document that is written, not read: numbers are numbers, text that is JSON already is passed on, and
/// members keep their order. A `JSONValue` is what was read, with its literals.
indirect enum DocumentValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case string(String)
    /// Text that is known to be JSON.
    case verbatim(String)
    case array([DocumentValue])
    case members([(String, DocumentValue)])

    static func optional(_ text: String?) -> DocumentValue { text.map(DocumentValue.string) ?? .null }
    static func optional(_ flag: Bool?) -> DocumentValue { flag.map(DocumentValue.bool) ?? .null }
    static func optional(_ number: Int64?) -> DocumentValue { number.map(DocumentValue.integer) ?? .null }
    static func optional(_ number: Int?) -> DocumentValue { number.map(DocumentValue.count) ?? .null }
    static func count(_ number: Int) -> DocumentValue { .integer(Int64(number)) }

    /// A JSON column's text as the JSON it is; as a string if it should not be.
    static func embedded(_ text: String?) -> DocumentValue {
        guard let text else { return .null }
        return JSONValue.isValid(text) ? .verbatim(text) : .string(text)
    }

    /// Writes the value on one line.
    func append(to buffer: inout [UInt8]) { append(to: &buffer, indent: nil) }

    /// Writes the value over several lines, each level two spaces further in.
    func appendIndented(to buffer: inout [UInt8]) { append(to: &buffer, indent: 0) }

    /// Writes an object that is indented by that many levels, each member on its own line.
    static func append(
        lines members: [(String, DocumentValue)], to buffer: inout [UInt8], indent: Int
    ) {
        appendList(members, brackets: ("{", "}"), to: &buffer, indent: indent) { member, buffer, _ in
            JSONText.append(member.0, to: &buffer)
            JSONText.append(verbatim: ": ", to: &buffer)
            member.1.append(to: &buffer)
        }
    }

    private func append(to buffer: inout [UInt8], indent: Int?) {
        switch self {
        case .null: JSONText.append(verbatim: "null", to: &buffer)
        case .bool(let flag): JSONText.append(verbatim: flag ? "true" : "false", to: &buffer)
        case .integer(let number): JSONText.append(number, to: &buffer)
        case .real(let number): JSONText.append(number, to: &buffer)
        case .string(let text): JSONText.append(text, to: &buffer)
        case .verbatim(let text): JSONText.append(embedded: text, to: &buffer)
        case .array(let elements):
            DocumentValue.appendList(elements, brackets: ("[", "]"), to: &buffer, indent: indent) {
                $0.append(to: &$1, indent: $2)
            }
        case .members(let members):
            DocumentValue.appendList(members, brackets: ("{", "}"), to: &buffer, indent: indent) {
                JSONText.append($0.0, to: &$1)
                JSONText.append(verbatim: $2 == nil ? ":" : ": ", to: &$1)
                $0.1.append(to: &$1, indent: $2)
            }
        }
    }

    private static func appendList<Elements: Collection>(
        _ elements: Elements, brackets: (String, String), to buffer: inout [UInt8], indent: Int?,
        element append: (Elements.Element, inout [UInt8], Int?) -> Void
    ) {
        JSONText.append(verbatim: brackets.0, to: &buffer)
        var isFirst = true
        for element in elements {
            if !isFirst { JSONText.append(verbatim: ",", to: &buffer) }
            isFirst = false
            appendLineBreak(to: &buffer, indent: indent.map { $0 + 1 })
            append(element, &buffer, indent.map { $0 + 1 })
        }
        if !isFirst { appendLineBreak(to: &buffer, indent: indent) }
        JSONText.append(verbatim: brackets.1, to: &buffer)
    }

    private static func appendLineBreak(to buffer: inout [UInt8], indent: Int?) {
        guard let indent else { return }
        buffer.append(UInt8(ascii: "\n"))
        buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
    }
}

/// A JSON document of the tool's own: an object that begins with its `schema`.
struct JSONDocument {
    /// The word in `relwh.<thing>/1`.
    var thing: String
    var members: [(String, DocumentValue)]

    private var value: DocumentValue { .members([("schema", .string("relwh.\(thing)/1"))] + members) }

    /// Writes the document over several lines.
    func write(to output: Output) throws {
        try output.write { buffer in
            value.appendIndented(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    /// Writes the document on one line.
    func writeLine(to output: Output) throws {
        try output.write { buffer in
            value.append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }
}
