import ReleaseFormat

/// A JSON text that is written member by member; commas come by themselves.
package struct JSONBuilder {
    private var bytes: [UInt8] = []
    /// Whether the innermost object or list has an element already.
    private var needsComma = false

    package init() {}

    package var count: Int { bytes.count }

    package mutating func open(_ bracket: StaticString) {
        separate()
        append(bracket)
        needsComma = false
    }

    package mutating func close(_ bracket: StaticString) {
        append(bracket)
        needsComma = true
    }

    package mutating func key(_ key: String) {
        separate()
        bytes.append(contentsOf: JSONValue.string(key).text.utf8)
        append(":")
        needsComma = false
    }

    /// A value that is JSON already.
    package mutating func value(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    /// A member whose value is JSON already, unless there is none.
    package mutating func member(_ key: String, _ json: String?) {
        guard let json else { return }
        self.key(key)
        value(json)
    }

    private mutating func separate() {
        if needsComma { append(",") }
        needsComma = false
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Hands over what was written so far, and forgets it.
    package mutating func drain(to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try bytes.withUnsafeBytes(sink)
        bytes.removeAll(keepingCapacity: true)
    }
}
