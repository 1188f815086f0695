/// A moment, as a release file states it: `2024-06-01 00:30:00.123456+03:00`.
///
/// RFC 3339, and what is often written instead: a space for the `T`, no seconds, no colon in the offset, no offset at
/// all, which means UTC, or a date alone, which means its midnight.
struct Instant: Comparable, Sendable {
    /// Since 1970.
    private let seconds: Int64
    private let attoseconds: Int64

    /// Reads a text; nil where it is no moment of any calendar day.
    init?(_ text: String) {
        var text = Digits(text)
        guard let year = text.number(of: 4), text.take("-"), let month = text.number(of: 2), text.take("-"),
            let day = text.number(of: 2), year > 0, 1...12 ~= month,
            1...Self.days(of: month, year) ~= day
        else { return nil }
        var seconds = Self.days(before: year, month, day) * 86_400
        var attoseconds: Int64 = 0
        if text.take("T") || text.take("t") || text.take(" ") {
            guard let hour = text.number(of: 2), text.take(":"), let minute = text.number(of: 2),
                hour < 24, minute < 60
            else { return nil }
            seconds += hour * 3600 + minute * 60
            if text.take(":") {
                // 60 is a leap second.
                guard let second = text.number(of: 2), second <= 60 else { return nil }
                seconds += second
                if text.take(".") || text.take(",") {
                    guard let fraction = text.fraction() else { return nil }
                    attoseconds = fraction
                }
            }
            guard let offset = Self.offset(&text) else { return nil }
            seconds -= offset
        }
        guard text.isAtEnd else { return nil }
        self.seconds = seconds
        self.attoseconds = attoseconds
    }

    static func < (one: Instant, other: Instant) -> Bool {
        (one.seconds, one.attoseconds) < (other.seconds, other.attoseconds)
    }

    /// The seconds by which local time is ahead: 0 where nothing more is said, nil where what follows is no offset.
    private static func offset(_ text: inout Digits) -> Int64? {
        if text.isAtEnd || text.take("Z") || text.take("z") { return 0 }
        _ = text.take(" ")
        let isBehind = text.take("-")
        guard isBehind || text.take("+"), let hours = text.number(of: 2), hours < 24 else { return nil }
        let hasColon = text.take(":")
        guard let minutes = hasColon || !text.isAtEnd ? text.number(of: 2) : 0, minutes < 60 else {
            return nil
        }
        let seconds = hours * 3600 + minutes * 60
        return isBehind ? -seconds : seconds
    }

    private static func days(of month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// From 1970 to a day of the Gregorian calendar. Years begin in March here, so that a leap day ends one.
    private static func days(before year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month > 2 ? year : year - 1
        let month = month > 2 ? month - 3 : month + 9
        return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469
    }
}

/// A text that is read from its beginning.
private struct Digits {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes a character, if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes just as many digits.
    mutating func number(of digits: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// Takes all digits that follow, one at least, as a fraction of 18 places; what is finer is cut off.
    mutating func fraction() -> Int64? {
        var fraction: Int64 = 0
        var places = 0
        while let digit = digit() {
            if places < 18 { fraction = fraction * 10 + digit }
            places += 1
        }
        guard places > 0 else { return nil }
        for _ in min(places, 18)..<18 { fraction *= 10 }
        return fraction
    }

    private mutating func digit() -> Int64? {
        guard let byte = rest.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
        rest.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }
}
