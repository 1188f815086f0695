/// The look of a name to a person who does not look closely.
///
/// Two names look alike if they share one of their ``NameLook/keys``. Swift compares texts by canonical equivalence, so
/// the Unicode normal form never matters.
struct NameLook {
    /// Characters that are easily overlooked.
    struct Details: OptionSet, Hashable {
        var rawValue: UInt8
        /// Upper and lower case.
        static let letterCase = Details(rawValue: 1)
        /// Spaces at the ends, the number and kind of those between words, and characters that are invisible.
        static let spaces = Details(rawValue: 2)
        /// Cyrillic and Greek letters that look like Latin ones.
        static let letters = Details(rawValue: 4)
        static let all: Details = [.letterCase, .spaces, .letters]

        /// Each detail in words, in the order in which messages name them.
        static let words: [(detail: Details, word: String)] = [
            (.letterCase, "case"), (.spaces, "spaces"), (.letters, "look-alike letters"),
        ]
    }

    /// The name without the details. There are two: capitals that look alike need not have small letters that do (В and
    /// в), so letters are replaced before and after the case is dropped.
    let keys: Set<String>

    init(_ name: String, without details: Details = .all) {
        let text = details.contains(.spaces) ? Self.withoutSpaces(name) : name
        let replaced = details.contains(.letters) ? Self.withLatinLetters(text) : text
        guard details.contains(.letterCase) else {
            keys = [replaced]
            return
        }
        let lowered = text.lowercased()
        keys = [
            replaced.lowercased(), details.contains(.letters) ? Self.withLatinLetters(lowered) : lowered,
        ]
    }

    /// In what two names differ that look alike: `case and spaces`, `look-alike letters (U+0430 for U+0061)`.
    static func difference(_ one: String, _ other: String) -> String {
        if one == other { return "their Unicode normal form" }
        let needed = Details.words.filter { detail, _ in
            let rest = Details.all.subtracting(detail)
            return NameLook(one, without: rest).keys.isDisjoint(with: NameLook(other, without: rest).keys)
        }
        var words = needed.map(\.word)
        // In the message the letters look alike as well.
        if needed.map(\.detail) == [.letters],
            let pair = zip(one.unicodeScalars, other.unicodeScalars).first(where: { $0 != $1 })
        {
            words[0] += " (\(code(pair.0)) for \(code(pair.1)))"
        }
        guard let last = words.popLast() else { return "details" }
        return words.isEmpty ? last : words.joined(separator: ", ") + " and " + last
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static func withoutSpaces(_ text: String) -> String {
        var result = ""
        var isPending = false
        for character in text {
            if character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) { continue }
            if character.isWhitespace {
                isPending = !result.isEmpty
            } else {
                if isPending { result.append(" ") }
                isPending = false
                result.append(character)
            }
        }
        return result
    }

    private static func withLatinLetters(_ text: String) -> String {
        String(text.map { latinLetters[$0] ?? $0 })
    }

    /// The Latin letter that a letter looks like. Only pairs that most fonts draw alike are listed; accented letters
    /// are not.
    static let latinLetters: [Character: Character] = {
        let pairs: [(look: String, latin: String)] = [
            // Cyrillic capitals: А В С Е Н І Ј К М О Р Ѕ Т Х У Ү Ԛ Ԝ
            (
                "\u{410}\u{412}\u{421}\u{415}\u{41D}\u{406}\u{408}\u{41A}\u{41C}"
                    + "\u{41E}\u{420}\u{405}\u{422}\u{425}\u{423}\u{4AE}\u{51A}\u{51C}",
                "ABCEHIJKMOPSTXYYQW"
            ),
            // Cyrillic small letters: а с е о р х у і ј ѕ һ ԁ ԛ ԝ ӏ
            (
                "\u{430}\u{441}\u{435}\u{43E}\u{440}\u{445}\u{443}\u{456}\u{458}\u{455}"
                    + "\u{4BB}\u{501}\u{51B}\u{51D}\u{4CF}",
                "aceopxyijshdqwl"
            ),
            // Greek capitals: Α Β Ε Ζ Η Ι Κ Μ Ν Ο Ρ Τ Υ Χ
            (
                "\u{391}\u{392}\u{395}\u{396}\u{397}\u{399}\u{39A}\u{39C}\u{39D}\u{39F}\u{3A1}\u{3A4}"
                    + "\u{3A5}\u{3A7}",
                "ABEZHIKMNOPTYX"
            ),
            // Greek small letters: ν ο ρ
            ("\u{3BD}\u{3BF}\u{3C1}", "vop"),
        ]
        return pairs.reduce(into: [:]) { letters, pair in
            for (look, latin) in zip(pair.look, pair.latin) { letters[look] = latin }
        }
    }()
}
