/// Decodes samples into rows, and digests what they hold.
///
/// One pass over the bytes: every value is checked against RFC 8259, put into its column or into `extra`, and added
/// to the canonical bytes that the content's digest is taken of. Numbers and ranges are all that is made for what is
/// only passed on.
struct SampleDecoder: ~Copyable {
    var rows = DecodedRows()
    /// Rewritten bytes: texts without escapes, minified JSON.
    var arena = ByteBuffer(capacity: 1 << 16)
    var transcoder = JSONTranscoder()
    var remainder = Remainder()
    /// The canonical bytes of the label at hand: its frames and annotations in order, then its own columns.
    var canonical = ByteBuffer(capacity: 1 << 14)
    var linkCanonical = ByteBuffer()
    var keyText = ByteBuffer()
    /// The coordinates of the annotation at hand.
    var coordinates = CoordinateBuffer()
    /// The attributes of the batch's annotations, each once.
    var attributeSets = RepeatedTexts()
    /// The labelsets that the sample at hand has named.
    var labelsetNames = RepeatedTexts()
    /// What the label at hand counts.
    var counts = LabelCounts()
    /// The beginning of the batch's input: ranges count from here.
    var input: UnsafePointer<UInt8>
    /// The rows of the current sensor's tracks, by track id.
    var trackPlaces: [Int64: Int] = [:]

    init() {
        // Replaced before the first sample; a pointer that is never read.
        input = UnsafePointer(arena.base)
    }

    /// The nesting of a sample's object in its file: document, dataset, samples, sample.
    static let sampleDepth = 4

    mutating func reset(input: UnsafePointer<UInt8>) {
        self.input = input
        rows.removeAll()
        attributeSets.removeAll()
        arena.truncate(to: 0)
        arena.shrink(to: 8 << 20)
        resetScratch()
    }

    private mutating func resetScratch() {
        canonical.truncate(to: 0)
        canonical.shrink(to: 1 << 20)
        linkCanonical.truncate(to: 0)
        remainder.rewind(to: Remainder.Mark(piece: 0, canonical: 0))
        remainder.canonical.shrink(to: 1 << 20)
    }

    // MARK: Keys

    /// The key at the cursor, without escapes, and its offset.
    @inline(__always)
    mutating func key(_ cursor: inout JSONCursor) throws(JSONFault) -> (JSONString, Int) {
        cursor.skipSpace()
        let offset = cursor.offset
        let key = try cursor.key()
        return (key.hasEscapes ? resolved(key) : key, offset)
    }

    @inline(never)
    private mutating func resolved(_ key: JSONString) -> JSONString {
        keyText.truncate(to: 0)
        key.appendText(to: &keyText)
        return JSONString(start: UnsafePointer(keyText.base), count: keyText.count, hasEscapes: false)
    }

    @inline(__always)
    func once(_ bit: UInt32, _ seen: inout UInt32, _ key: JSONString, _ offset: Int) throws(JSONFault) {
        if seen & bit != 0 { throw JSONFault(offset: offset, problem: .duplicateKey(key.text)) }
        seen |= bit
    }

    // MARK: Columns

    /// Puts the member at hand into `extra`, whatever it is.
    ///
    /// The key may be one that ``resolved(_:)`` rewrote: then its characters may need escapes again.
    @inline(never)
    mutating func keep(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) {
        if key.start < cursor.start || key.start > cursor.end {
            // Its own spelling, once more: what was resolved is not JSON.
            var again = cursor
            again.at = again.start + offset
            let spelled = try again.string()
            try remainder.add(
                spelled, at: offset, &cursor, depth: depth, arena: &arena, transcoder: &transcoder)
            return
        }
        try remainder.add(key, at: offset, &cursor, depth: depth, arena: &arena, transcoder: &transcoder)
    }

    /// A string's characters in the batch; nil for one with U+0000, which SQLite's text functions cut off.
    @inline(__always)
    mutating func textRange(_ string: JSONString) -> ByteRange? {
        if !string.hasEscapes { return .input(string.start - input, string.count) }
        let place = arena.count
        string.appendText(to: &arena)
        for index in place..<arena.count where arena.base[index] == 0 {
            arena.truncate(to: place)
            return nil
        }
        return .arena(place, arena.count - place)
    }

    /// A text column: a string, or nothing and `extra` instead.
    @inline(__always)
    mutating func text(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) -> ByteRange {
        if cursor.at.pointee == 0x22 {
            var ahead = cursor
            if let range = textRange(try ahead.string()) {
                cursor = ahead
                return range
            }
        }
        try keep(key, offset, &cursor, depth: depth)
        return .absent
    }

    /// An INTEGER column: a whole number that 64 bits hold, or nothing and `extra` instead.
    @inline(__always)
    mutating func integer(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) -> Int64? {
        if Self.beginsNumber(cursor.at.pointee) {
            var ahead = cursor
            if case .integer(let whole) = try ahead.number().value {
                cursor = ahead
                return whole
            }
        }
        try keep(key, offset, &cursor, depth: depth)
        return nil
    }

    /// A REAL column: a number that a double holds, or nothing and `extra` instead.
    mutating func real(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) -> Double? {
        if Self.beginsNumber(cursor.at.pointee) {
            var ahead = cursor
            if let double = try ahead.number().value.exactDouble {
                cursor = ahead
                return double
            }
        }
        try keep(key, offset, &cursor, depth: depth)
        return nil
    }

    /// A column of the file's own choice of kind.
    mutating func scalar(
        _ key: JSONString, _ offset: Int, _ cursor: inout JSONCursor, depth: Int
    ) throws(JSONFault) -> Scalar {
        let byte = cursor.at.pointee
        var ahead = cursor
        if byte == 0x22, let range = textRange(try ahead.string()) {
            cursor = ahead
            return .text(range)
        }
        if Self.beginsNumber(byte) {
            switch try ahead.number().value {
            case .integer(let whole):
                cursor = ahead
                return .integer(whole)
            case .real(let double):
                cursor = ahead
                return .real(double)
            case .huge: break
            }
        }
        try keep(key, offset, &cursor, depth: depth)
        return .absent
    }

    /// A JSON column: any value, minified. Its canonical bytes go to the end of the remainder's.
    @inline(__always)
    mutating func json(_ cursor: inout JSONCursor, depth: Int) throws(JSONFault) -> ByteRange {
        if cursor.at.pointee == 0x7B, cursor.at[1] == 0x7D {
            let range = ByteRange.input(cursor.at - input, 2)
            cursor.at += 2
            remainder.canonical.append("{}")
            return range
        }
        let start = arena.count
        try transcoder.value(&cursor, depth: depth, text: &arena, canonical: &remainder.canonical)
        return .arena(start, arena.count - start)
    }

    @inline(__always)
    static func beginsNumber(_ byte: UInt8) -> Bool { byte == 0x2D || byte &- 0x30 <= 9 }

    // MARK: Canonical bytes of columns

    /// What comes next in a label's canonical bytes. Told apart by their first byte, so that they can be read in one
    /// way only: an annotation's is below 0x60 and that of what is left of an object `{`.
    enum Mark {
        static let annotation: UInt64 = 0x40
        static let frame: UInt8 = 0x81
        static let body: UInt8 = 0x82
        static let sensor: UInt8 = 0x83
        static let sensors: UInt8 = 0x84
        static let label: UInt8 = 0x85
    }

    func bytes(_ range: ByteRange) -> UnsafePointer<UInt8> {
        range.isInArena ? UnsafePointer(arena.base) + range.offset : input + range.offset
    }

    /// A text column: its length first, or a mark that there is none.
    @inline(__always)
    mutating func digest(_ range: ByteRange) {
        Self.digest(range, bytes(range), into: &canonical)
    }

    @inline(__always)
    static func digest(_ range: ByteRange, _ bytes: UnsafePointer<UInt8>, into buffer: inout ByteBuffer) {
        if range.isAbsent {
            buffer.append(word: .max)
        } else {
            buffer.append(word: UInt64(range.count))
            buffer.append(bytes, range.count)
        }
    }

    mutating func digest(_ scalar: Scalar) {
        switch scalar {
        case .absent: canonical.append(0)
        case .integer(let whole):
            canonical.append(1)
            canonical.append(word: UInt64(bitPattern: whole))
        case .real(let double):
            canonical.append(2)
            canonical.append(word: double.bitPattern)
        case .text(let range):
            canonical.append(3)
            digest(range)
        }
    }

    mutating func digest(_ double: Double?) {
        canonical.append(double == nil ? 0 : 1)
        if let double { digest(value: double) }
    }

    /// Zero has one form: -0 is the same number.
    @inline(__always)
    mutating func digest(value: Double) {
        canonical.append(word: (value + 0).bitPattern)
    }

    static func digest(_ integer: Int64?, into buffer: inout ByteBuffer) {
        buffer.append(integer == nil ? 0 : 1)
        if let integer { buffer.append(word: UInt64(bitPattern: integer)) }
    }

    /// Moves canonical bytes from the remainder to the label's.
    @inline(__always)
    mutating func digestRemainder(from start: Int, count: Int) {
        canonical.append(remainder.canonical.base + start, count)
    }
}
