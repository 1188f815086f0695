/// A JSON value as a tree, for the small parts of a release that are looked at whole: its header.
///
/// Objects keep the order of their members, numbers their text: nothing is lost.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number by its text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: JSONValue

        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Reads a whole JSON text.
    ///
    /// - Throws: ``InputError`` naming the place, without a file.
    public init(text: String) throws {
        var buffer = ByteBuffer(capacity: text.utf8.count)
        buffer.append(text)
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        do throws(JSONFault) {
            let value = try JSONValue(&cursor, depth: 1)
            cursor.skipSpace()
            if cursor.at < cursor.end { throw cursor.fault(.expected("the end of the value")) }
            self = value
        } catch {
            throw InputError(fault: error, file: "", bytes: buffer.bytes)
        }
    }

    /// Whether the whole of a text is one JSON value that a release file could hold: as ``init(text:)`` reads it,
    /// without building the value.
    public static func isValid(_ text: String) -> Bool {
        var input = ByteBuffer(capacity: text.utf8.count)
        input.append(text)
        input.pad()
        var minified = ByteBuffer()
        var canonical = ByteBuffer()
        var transcoder = JSONTranscoder()
        var cursor = JSONCursor(UnsafePointer(input.base), count: input.count)
        do throws(JSONFault) {
            try transcoder.value(&cursor, depth: 0, text: &minified, canonical: &canonical)
        } catch {
            return false
        }
        cursor.skipSpace()
        return cursor.at == cursor.end
    }

    init(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) {
        switch cursor.peek() {
        case 0x22: self = .string(try cursor.string().text)
        case 0x7B: self = try Self.object(&cursor, depth: depth)
        case 0x5B:
            if depth > JSONCursor.maximumDepth { throw cursor.fault(.tooDeep) }
            var elements: [JSONValue] = []
            if cursor.enter(closing: 0x5D) {
                repeat {
                    elements.append(try JSONValue(&cursor, depth: depth + 1))
                } while try cursor.another(closing: 0x5D)
            }
            self = .array(elements)
        case 0x2D, 0x30...0x39:
            let number = try cursor.number()
            self = .number(
                String(decoding: UnsafeBufferPointer(start: number.start, count: number.count), as: UTF8.self)
            )
        case 0x74:
            try cursor.literal("true")
            self = .bool(true)
        case 0x66:
            try cursor.literal("false")
            self = .bool(false)
        case 0x6E:
            try cursor.literal("null")
            self = .null
        default: throw cursor.fault(.expected("a value"))
        }
    }

    private static func object(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) -> JSONValue {
        if depth > JSONCursor.maximumDepth { throw cursor.fault(.tooDeep) }
        var members: [Member] = []
        var keys: Set<[UInt8]> = []
        // Comparing a few keys is faster than to look one up.
        let few = 12
        if cursor.enter(closing: 0x7D) {
            repeat {
                cursor.skipSpace()
                let offset = cursor.offset
                let key = try cursor.key().text
                // Compared by bytes: Swift's strings are equal when Unicode says so, JSON's keys are not.
                if members.count == few { keys = Set(members.map { Array($0.key.utf8) }) }
                let isRepeated =
                    members.count < few
                    ? members.contains { $0.key.utf8.elementsEqual(key.utf8) }
                    : !keys.insert(Array(key.utf8)).inserted
                if isRepeated { throw JSONFault(offset: offset, problem: .duplicateKey(key)) }
                members.append(Member(key, try JSONValue(&cursor, depth: depth + 1)))
            } while try cursor.another(closing: 0x7D)
        }
        return .object(members)
    }

    // MARK: Looking inside

    /// The value of a key of an object; nil without such a key, and for anything but an object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }

    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var bool: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    public var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The number as a whole number that 64 bits hold: `1` and `1.0` alike.
    public var integer: Int64? {
        if case .integer(let whole) = numeric { whole } else { nil }
    }

    /// The double that has exactly this number's value.
    public var real: Double? { numeric?.exactDouble }

    private var numeric: JSONNumber? {
        guard case .number(let literal) = self else { return nil }
        var buffer = ByteBuffer(capacity: literal.utf8.count)
        buffer.append(literal)
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        return try? cursor.number().value
    }

    /// The elements when this is a list of objects; nil otherwise.
    public var objects: [JSONValue]? {
        guard let elements = array, elements.allSatisfy({ $0.members != nil }) else { return nil }
        return elements
    }

    // MARK: Text

    /// The value as minified JSON.
    public var text: String {
        var buffer = ByteBuffer()
        write(to: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    func write(to buffer: inout ByteBuffer) {
        switch self {
        case .null: buffer.append("null")
        case .bool(let flag): buffer.append(flag ? "true" : "false")
        case .number(let literal): buffer.append(literal)
        case .string(let text): Self.write(text, to: &buffer)
        case .array(let elements):
            buffer.append(0x5B)
            for (index, element) in elements.enumerated() {
                if index > 0 { buffer.append(0x2C) }
                element.write(to: &buffer)
            }
            buffer.append(0x5D)
        case .object(let members):
            buffer.append(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { buffer.append(0x2C) }
                Self.write(member.key, to: &buffer)
                buffer.append(0x3A)
                member.value.write(to: &buffer)
            }
            buffer.append(0x7D)
        }
    }

    static func write(_ text: String, to buffer: inout ByteBuffer) {
        buffer.append(0x22)
        for scalar in text.unicodeScalars { buffer.appendJSONEscaped(scalar) }
        buffer.append(0x22)
    }

    /// The digest of the value: the same for equal values, however they were spelled.
    public var digest: Digest {
        var text = ByteBuffer()
        write(to: &text)
        text.pad()
        var again = ByteBuffer()
        var canonical = ByteBuffer()
        var transcoder = JSONTranscoder()
        var cursor = JSONCursor(UnsafePointer(text.base), count: text.count)
        // A value that was read, or made of values, cannot fail to be read.
        try? transcoder.value(&cursor, depth: 0, text: &again, canonical: &canonical)
        return Digest.of(canonical.bytes)
    }
}
