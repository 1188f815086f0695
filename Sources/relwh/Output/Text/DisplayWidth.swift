/// How many columns of a terminal a text takes.
///
/// Scalars are counted as terminals count them: 2 for East Asian wide ones, 0 for marks and format characters, 1 for
/// the rest. A cluster shown as one emoji is 2, however many scalars it has.
enum DisplayWidth {
    static func of(_ text: some StringProtocol) -> Int {
        if let ascii = lengthIfASCII(text) { return ascii }
        return text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        if character.isASCII { return 1 }
        let scalars = character.unicodeScalars
        if isEmoji(scalars) { return 2 }
        return scalars.reduce(0) { $0 + of($1) }
    }

    /// The longest beginning of `text` that fits in `width` columns.
    static func prefix(of text: String, fitting width: Int) -> Substring {
        var used = 0
        for index in text.indices {
            used += of(text[index])
            if used > width { return text[..<index] }
        }
        return text[...]
    }

    /// `text` cut to `width` columns, the cut marked with `ellipsis`.
    static func truncated(_ text: String, to width: Int, ellipsis: String) -> String {
        guard of(text) > width else { return text }
        let mark = ellipsis.count < width ? ellipsis : String(ellipsis.prefix(width))
        return prefix(of: text, fitting: width - mark.count) + mark
    }

    /// `text` cut to `width` columns in its middle, the cut marked with `ellipsis`.
    static func truncatedInMiddle(_ text: String, to width: Int, ellipsis: String) -> String {
        guard of(text) > width else { return text }
        let mark = ellipsis.count < width ? ellipsis : String(ellipsis.prefix(width))
        let room = width - mark.count
        let head = prefix(of: text, fitting: room - room / 2)
        let reversed = String(text[head.endIndex...].reversed())
        let tail = prefix(of: reversed, fitting: room - of(head)).reversed()
        return head + mark + String(tail)
    }

    private static func lengthIfASCII(_ text: some StringProtocol) -> Int? {
        var count = 0
        for byte in text.utf8 {
            if byte >= 0x80 { return nil }
            count += 1
        }
        return count
    }

    /// A cluster that terminals draw as one emoji: by default, by the selector U+FE0F, or as a flag.
    private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
        guard let first = scalars.first, first.value >= 0x80 || scalars.count > 1 else { return false }
        if first.properties.isEmojiPresentation { return scalars.count > 1 || !isRegionalIndicator(first) }
        return first.properties.isEmoji && scalars.contains { $0.value == 0xFE0F }
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(value) ? 2 : 1
        }
    }

    /// East Asian Width W and F (UAX #11), emoji excepted: those are asked of the standard library.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x2FFFD,
        0x30000...0x3FFFD,
    ]

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count && wideRanges[low].contains(value)
    }
}
