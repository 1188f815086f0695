import Warehouse

/// Numbers and lists in what is said of a gate.
enum FoundText {
    /// `20000` as `20,000`.
    static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// `3 of 40 (7.5%)`; so many decimals that no share looks as if it kept to a bound that it does not keep to.
    static func share(_ part: Int, of whole: Int) -> String {
        "\(count(part)) of \(count(whole)) (\(percent(part, of: whole)))"
    }

    /// `7.5%`, cut, not rounded, to at most four decimals.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let scaled = Int128(part.magnitude) * 1_000_000 / Int128(whole)
        let (units, rest) = (Int(scaled / 10_000), Int(scaled % 10_000))
        let zeros = String(repeating: "0", count: 4 - "\(rest)".count)
        var fraction = (zeros + "\(rest)")[...]
        while fraction.last == "0" { fraction.removeLast() }
        // One decimal tells enough, unless only the others tell it from a round number.
        if fraction.count > 1, fraction.first != "0" { fraction = fraction.prefix(1) }
        return (part < 0 ? "-" : "") + count(units) + (fraction.isEmpty ? "" : "." + fraction) + "%"
    }

    /// A measure, as short as reads back the same.
    static func measure(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? count(Int(value)) : value.description
    }

    /// The first of some things, and how many more there are.
    static func list(_ items: [String], most: Int = 3) -> String {
        let shown = items.prefix(most).joined(separator: ", ")
        return items.count > most ? "\(shown) and \(count(items.count - most)) more" : shown
    }

    static func figure(_ figure: Figure) -> String {
        switch figure {
        case .none: "nothing"
        case .count(let number): count(number)
        case .measure(let value): measure(value)
        case .share(let share): measure((share * 1e8).rounded() / 1e6) + "%"
        case .text(let text), .json(let text): text
        case .list(let figures): figures.map(Self.figure).joined(separator: ", ")
        case .flag(let flag): flag ? "true" : "false"
        case .unknown(let needs): "unknown (\(needs))"
        }
    }
}
