import ArgumentParser

/// Values of options that are numbers. A refused value is named with its option as it was typed.
///
/// Such an option is declared with `parsing: .unconditional`: a negative number is then a value, not another option.
enum NumberOption {
    /// A whole number of a range.
    static func whole(_ range: PartialRangeFrom<Int>) -> @Sendable (String) throws -> Int {
        whole(range.lowerBound...Int.max)
    }

    static func whole(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let number = Int(text), range.contains(number) else {
                let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
                throw ValidationError("it needs a whole number from \(range.lowerBound)\(end)")
            }
            return number
        }
    }

    /// A number above 0, up to 1.
    @Sendable static func share(_ text: String) throws -> Double {
        guard let number = Double(text), number > 0, number <= 1 else {
            throw ValidationError("it needs a number above 0, up to 1")
        }
        return number
    }

    /// Seconds, from 0.
    static func seconds(upTo most: Double) -> @Sendable (String) throws -> Double {
        { text in
            guard let number = Double(text), (0...most).contains(number) else {
                throw ValidationError("it needs a number of seconds, 0 or more")
            }
            return number
        }
    }

    /// A number from 0.
    @Sendable static func magnitude(_ text: String) throws -> Double {
        guard let number = Double(text), number >= 0, number.isFinite else {
            throw ValidationError("it needs a number, 0 or more")
        }
        return number
    }
}

/// How much is shown: `--limit N`. 0 is all, in every command.
struct Limit: Sendable, Equatable {
    /// nil for all.
    var most: Int?

    @Sendable static func parse(_ text: String) throws -> Limit {
        guard let number = Int(text), number >= 0 else {
            throw ValidationError("it needs a whole number from 1, or 0 for all")
        }
        return Limit(most: number == 0 ? nil : number)
    }
}
