/// What is left of an object when its columns are taken out: the members that go to `extra`.
///
/// Objects nest, so remainders are kept on a stack: a child's is closed before its parent's goes on.
struct Remainder: ~Copyable {
    /// Where an object's remainder begins.
    struct Mark {
        var piece: Int
        var canonical: Int
    }

    private struct Piece {
        /// The member as text, `"key":value`, in the arena.
        var text: Int
        var textCount: Int
        /// The member's canonical bytes: length of the key, key, value.
        var canonical: Int
        var canonicalCount: Int
        var keyCount: Int
        var inputOffset: Int
    }

    private var pieces: [Piece] = []
    /// Canonical bytes of members and of values that wait for their place in a digest.
    var canonical = ByteBuffer(capacity: 4096)
    private var scratch = ByteBuffer()

    var mark: Mark { Mark(piece: pieces.count, canonical: canonical.count) }

    mutating func rewind(to mark: Mark) {
        pieces.removeLast(pieces.count - mark.piece)
        canonical.truncate(to: mark.canonical)
    }

    /// Whether anything was added since the mark.
    func isEmpty(since mark: Mark) -> Bool { pieces.count == mark.piece }

    /// Adds a member with the value at the cursor.
    mutating func add(
        _ key: JSONString, at inputOffset: Int, _ cursor: inout JSONCursor, depth: Int,
        arena: inout ByteBuffer, transcoder: inout JSONTranscoder
    ) throws(JSONFault) {
        let text = arena.count
        key.appendJSON(to: &arena)
        arena.append(0x3A)
        let start = canonical.count
        let keyCount = JSONTranscoder.appendCounted(key, to: &canonical)
        try transcoder.value(&cursor, depth: depth, text: &arena, canonical: &canonical)
        pieces.append(
            Piece(
                text: text, textCount: arena.count - text, canonical: start,
                canonicalCount: canonical.count - start, keyCount: keyCount, inputOffset: inputOffset))
    }

    /// Adds a member whose value was put together from remainders: `text` in the arena, and canonical bytes that
    /// stand at the end of ``canonical`` from `value` on.
    mutating func add(
        _ key: StaticString, text: ByteRange, canonicalFrom value: Int, arena: inout ByteBuffer
    ) {
        scratch.truncate(to: 0)
        scratch.append(word: UInt64(key.utf8CodeUnitCount))
        scratch.append(key)
        scratch.append(canonical.base + value, canonical.count - value)
        canonical.truncate(to: value)
        canonical.append(scratch.base, scratch.count)
        let start = arena.count
        arena.append(0x22)
        arena.append(key)
        arena.append("\":")
        arena.appendOwn(text.offset, text.count)
        pieces.append(
            Piece(
                text: start, textCount: arena.count - start, canonical: value,
                canonicalCount: canonical.count - value, keyCount: key.utf8CodeUnitCount, inputOffset: 0))
    }

    /// Puts the members since `mark` together as one object.
    ///
    /// Its canonical bytes replace those of the members, from the mark's start to the end of ``canonical``.
    /// - Returns: the object's text in the arena; none, and no canonical bytes, when there is no member and the
    ///   object need not be there.
    mutating func close(
        _ mark: Mark, arena: inout ByteBuffer, evenIfEmpty: Bool = false
    ) throws(JSONFault) -> ByteRange {
        let first = mark.piece
        if pieces.count == first {
            canonical.truncate(to: mark.canonical)
            guard evenIfEmpty else { return .absent }
            canonical.append("{}")
            arena.append("{}")
            return .arena(arena.count - 2, 2)
        }
        let start = arena.count
        arena.append(0x7B)
        for index in first..<pieces.count {
            if index > first { arena.append(0x2C) }
            arena.appendOwn(pieces[index].text, pieces[index].textCount)
        }
        arena.append(0x7D)

        if pieces.count - first > 1 { try sort(from: first) }
        scratch.truncate(to: 0)
        scratch.append(0x7B)
        for piece in pieces[first...] {
            scratch.append(canonical.base + piece.canonical, piece.canonicalCount)
        }
        scratch.append(0x7D)
        canonical.truncate(to: mark.canonical)
        canonical.append(scratch.base, scratch.count)
        pieces.removeLast(pieces.count - first)
        return .arena(start, arena.count - start)
    }

    private mutating func sort(from first: Int) throws(JSONFault) {
        let bytes = UnsafePointer(canonical.base)
        func order(_ one: Piece, _ other: Piece) -> Int {
            let common = min(one.keyCount, other.keyCount)
            for index in 0..<common {
                let left = bytes[one.canonical + 8 + index]
                let right = bytes[other.canonical + 8 + index]
                if left != right { return Int(left) - Int(right) }
            }
            return one.keyCount - other.keyCount
        }
        pieces[first...].sort { order($0, $1) < 0 }
        for index in (first + 1)..<pieces.count where order(pieces[index - 1], pieces[index]) == 0 {
            let twin = pieces[index]
            let key = UnsafeBufferPointer(start: bytes + twin.canonical + 8, count: twin.keyCount)
            throw JSONFault(
                offset: max(pieces[index - 1].inputOffset, twin.inputOffset),
                problem: .duplicateKey(String(decoding: key, as: UTF8.self)))
        }
    }
}
