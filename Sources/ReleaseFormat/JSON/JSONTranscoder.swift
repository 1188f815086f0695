import Platform

/// Reads any JSON value once and writes it twice: minified, in the order of the file, and in canonical form.
///
/// The canonical form is what content is digested in: two values have the same form exactly when they are equal,
/// whatever their white space, escapes, order of keys and spelling of numbers. Each value begins with a tag:
///
/// | tag | followed by |
/// |---|---|
/// | `n` `t` `f` | nothing: null, true, false |
/// | `i` | 8 bytes: a whole number that 64 bits hold |
/// | `d` | 8 bytes: any other number that a double represents |
/// | `T` | length and text, normalised: a number beyond both |
/// | `s` | length and UTF-8 |
/// | `[` … `]` | the elements |
/// | `{` … `}` | length and UTF-8 of each key, and its value, in the order of the keys' bytes |
struct JSONTranscoder: ~Copyable {
    /// A member of an object that is being read: where its canonical bytes are.
    private struct Member {
        var start: Int
        var end: Int
        var keyCount: Int
        var inputOffset: Int
    }

    private var members: [Member] = []
    private var scratch = ByteBuffer()

    /// Reads the value at the cursor.
    mutating func value(
        _ cursor: inout JSONCursor, depth: Int, text: inout ByteBuffer, canonical: inout ByteBuffer
    ) throws(JSONFault) {
        switch cursor.peek() {
        case 0x22:
            let string = try cursor.string()
            string.appendJSON(to: &text)
            canonical.append(0x73)
            Self.appendCounted(string, to: &canonical)
        case 0x7B: try object(&cursor, depth: depth, text: &text, canonical: &canonical)
        case 0x5B: try array(&cursor, depth: depth, text: &text, canonical: &canonical)
        case 0x2D, 0x30...0x39:
            let number = try cursor.number()
            text.append(number.start, number.count)
            Self.append(number, to: &canonical)
        case 0x74:
            try cursor.literal("true")
            text.append("true")
            canonical.append(0x74)
        case 0x66:
            try cursor.literal("false")
            text.append("false")
            canonical.append(0x66)
        case 0x6E:
            try cursor.literal("null")
            text.append("null")
            canonical.append(0x6E)
        default: throw cursor.fault(.expected("a value"))
        }
    }

    private mutating func array(
        _ cursor: inout JSONCursor, depth: Int, text: inout ByteBuffer, canonical: inout ByteBuffer
    ) throws(JSONFault) {
        if depth >= JSONCursor.maximumDepth { throw cursor.fault(.tooDeep) }
        text.append(0x5B)
        canonical.append(0x5B)
        if cursor.enter(closing: 0x5D) {
            while true {
                try value(&cursor, depth: depth + 1, text: &text, canonical: &canonical)
                guard try cursor.another(closing: 0x5D) else { break }
                text.append(0x2C)
            }
        }
        text.append(0x5D)
        canonical.append(0x5D)
    }

    private mutating func object(
        _ cursor: inout JSONCursor, depth: Int, text: inout ByteBuffer, canonical: inout ByteBuffer
    ) throws(JSONFault) {
        if depth >= JSONCursor.maximumDepth { throw cursor.fault(.tooDeep) }
        text.append(0x7B)
        canonical.append(0x7B)
        let firstMember = members.count
        let firstByte = canonical.count
        if cursor.enter(closing: 0x7D) {
            var isSorted = true
            while true {
                cursor.skipSpace()
                let inputOffset = cursor.offset
                let key = try cursor.key()
                key.appendJSON(to: &text)
                text.append(0x3A)
                let start = canonical.count
                let keyCount = Self.appendCounted(key, to: &canonical)
                try value(&cursor, depth: depth + 1, text: &text, canonical: &canonical)
                let member = Member(
                    start: start, end: canonical.count, keyCount: keyCount, inputOffset: inputOffset)
                if isSorted, members.count > firstMember {
                    isSorted = Self.order(members[members.count - 1], member, canonical) < 0
                }
                members.append(member)
                guard try cursor.another(closing: 0x7D) else { break }
                text.append(0x2C)
            }
            if !isSorted { try sort(from: firstMember, firstByte: firstByte, &canonical) }
            members.removeSubrange(firstMember...)
        }
        text.append(0x7D)
        canonical.append(0x7D)
    }

    private mutating func sort(
        from first: Int, firstByte: Int, _ canonical: inout ByteBuffer
    ) throws(JSONFault) {
        let bytes = canonical.base
        members[first...].sort { Self.order($0, $1, bytes) < 0 }
        for index in (first + 1)..<members.count
        where Self.order(members[index - 1], members[index], bytes) == 0 {
            let twin = members[index]
            let key = String(
                decoding: UnsafeBufferPointer(start: bytes + twin.start + 8, count: twin.keyCount),
                as: UTF8.self)
            throw JSONFault(
                offset: max(members[index - 1].inputOffset, twin.inputOffset), problem: .duplicateKey(key))
        }
        scratch.truncate(to: 0)
        for member in members[first...] { scratch.append(bytes + member.start, member.end - member.start) }
        canonical.truncate(to: firstByte)
        canonical.append(scratch.base, scratch.count)
    }

    private static func order(_ one: Member, _ other: Member, _ bytes: borrowing ByteBuffer) -> Int {
        order(one, other, bytes.base)
    }

    private static func order(_ one: Member, _ other: Member, _ bytes: UnsafePointer<UInt8>) -> Int {
        let common = memcmp(
            bytes + one.start + 8, bytes + other.start + 8, min(one.keyCount, other.keyCount))
        return common != 0 ? Int(common) : one.keyCount - other.keyCount
    }

    // MARK: Scalars

    /// Appends a string's length and characters; answers the length.
    @discardableResult
    static func appendCounted(_ string: JSONString, to canonical: inout ByteBuffer) -> Int {
        guard string.hasEscapes else {
            canonical.append(word: UInt64(string.count))
            canonical.append(string.start, string.count)
            return string.count
        }
        let place = canonical.count
        canonical.append(word: 0)
        string.appendText(to: &canonical)
        let count = canonical.count - place - 8
        UnsafeMutableRawPointer(canonical.base + place)
            .storeBytes(of: UInt64(count).littleEndian, as: UInt64.self)
        return count
    }

    static func append(_ number: JSONNumberLiteral, to canonical: inout ByteBuffer) {
        switch number.value {
        case .integer(let whole):
            canonical.append(0x69)
            canonical.append(word: UInt64(bitPattern: whole))
        case .real(let double):
            canonical.append(0x64)
            canonical.append(word: double.bitPattern)
        case .huge: appendHuge(number, to: &canonical)
        }
    }

    /// A number that is exact only as text.
    @inline(never)
    private static func appendHuge(_ number: JSONNumberLiteral, to canonical: inout ByteBuffer) {
        let literal = String(
            decoding: UnsafeBufferPointer(start: number.start, count: number.count), as: UTF8.self)
        canonical.append(0x54)
        let text = DecimalText(literal).description
        canonical.append(word: UInt64(text.utf8.count))
        canonical.append(text)
    }
}
