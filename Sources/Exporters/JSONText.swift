import ReleaseFormat

/// JSON in the making: puts commas where they belong.
struct JSONText {
    private var bytes: [UInt8] = []
    /// Whether the object or list at hand has an element already.
    private var needsComma = false

    var count: Int { bytes.count }

    mutating func open(_ bracket: StaticString) {
        separate()
        append(bracket)
        needsComma = false
    }

    mutating func close(_ bracket: StaticString) {
        append(bracket)
        needsComma = true
    }

    mutating func key(_ key: String) {
        separate()
        bytes.append(contentsOf: JSONValue.string(key).text.utf8)
        append(":")
        needsComma = false
    }

    /// A value that is JSON already.
    mutating func value(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    /// A member whose value is JSON already, unless there is none.
    mutating func member(_ key: String, _ json: String?) {
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

    mutating func drain(to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try bytes.withUnsafeBytes(sink)
        bytes.removeAll(keepingCapacity: true)
    }
}
