import CBytes

extension InputError {
    /// What a fault in some bytes means to people.
    ///
    /// - Parameters:
    ///   - bytes: what was scanned; the fault's offset counts in it.
    ///   - origin: where the bytes begin in the text.
    ///   - prefix: the JSON pointer of the bytes' value.
    init(
        fault: JSONFault, file: String, bytes: UnsafeRawBufferPointer, origin: TextPosition = TextPosition(),
        prefix: String = "", isSample: Bool = false
    ) {
        let place = Place(of: fault.offset, in: bytes)
        let position = origin.advanced(
            over: UnsafeRawBufferPointer(rebasing: bytes[..<min(fault.offset, bytes.count)]))
        var pointer = place.pointer(behind: prefix)
        if case .duplicateKey(let key) = fault.problem { pointer += "/" + Place.escaped(key) }
        self.init(
            kind: .invalid, file: file, line: position.line, column: position.column,
            offset: position.offset, pointer: pointer,
            sample: isSample ? place.name : nil)
        describe(fault, found: Self.excerpt(bytes, at: fault.offset))
        switch fault.problem {
        case .expected, .invalidNumber:
            if let habit = ForeignHabit(in: bytes, at: fault.offset) { advice = habit.advice }
        default: break
        }
    }

    private mutating func describe(_ fault: JSONFault, found excerpt: String) {
        switch fault.problem {
        case .endOfInput:
            expected = "the rest of the document"
            found = "the end of the input"
            advice = "the file is truncated: download or export it again"
        case .expected(let what):
            expected = what
            found = excerpt
            advice = "this is not valid JSON: export the release again, or fix the file here"
        case .duplicateKey(let key):
            expected = "each key once"
            found = "\"\(key)\" a second time"
            advice = "an object may have a key only once: remove one of the two"
        case .loneSurrogate:
            expected = "a pair of surrogates"
            found = "half of one: \(excerpt)"
            advice = "no text can contain half a character: fix or remove it"
        case .invalidUTF8:
            expected = "UTF-8"
            found = "\(excerpt), which is not part of any character"
            advice = "save the file as UTF-8"
        case .controlCharacter:
            expected = "a character of a string"
            found = "\(excerpt), a raw control character"
            advice =
                "inside strings JSON requires an escape, such as \\n; or the string's closing quote is missing"
        case .invalidEscape:
            expected = "an escape that JSON knows"
            found = excerpt
            advice = "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
        case .invalidNumber:
            expected = "a number as JSON writes it"
            found = excerpt
            advice = "no leading zeros or plus signs, and digits on both sides of the point"
        case .tooDeep:
            expected = "at most \(JSONCursor.maximumDepth) levels of nesting"
            found = "one more"
            advice = "no release is nested like that: check the program that wrote the file"
        case .tooLarge(let what):
            kind = .limit
            found = what
            advice = "check the program that wrote the file"
        case .rule(let expected, let found, let advice, let remedy):
            self.expected = expected
            self.found = found
            self.advice = advice
            self.remedy = remedy
        }
    }

    /// The byte at fault and a few behind it, fit to be printed.
    private static func excerpt(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> String {
        guard offset < bytes.count else { return "the end of the input" }
        let byte = bytes[offset]
        switch byte {
        case 0x09: return "a tab"
        case 0x0A, 0x0D: return "the end of the line"
        default: break
        }
        guard byte >= 0x20, byte < 0x7F else {
            let digits = String(byte, radix: 16)
            return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
        }
        var text = ""
        for byte in bytes[offset..<min(offset + 12, bytes.count)] {
            guard byte >= 0x20, byte < 0x7F else { break }
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return text.utf8.count > 11 ? "'\(text)…'" : "'\(text)'"
    }
}

/// A place in a text: bytes, lines and columns from its beginning.
struct TextPosition: Sendable, Equatable {
    var offset = 0
    /// Line feeds before this place.
    var lineFeeds = 0
    /// The offset of the byte behind the last of them.
    var lineStart = 0

    /// Counted from 1.
    var line: Int { lineFeeds + 1 }
    var column: Int { offset - lineStart + 1 }

    /// The place behind some bytes that begin here.
    func advanced(over bytes: UnsafeRawBufferPointer) -> TextPosition {
        var next = self
        next.offset += bytes.count
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return next }
        let lines = relwh_count_lines(base, bytes.count)
        guard lines > 0 else { return next }
        next.lineFeeds += lines
        var last = bytes.count - 1
        while base[last] != 0x0A { last -= 1 }
        next.lineStart = offset + last + 1
        return next
    }
}
