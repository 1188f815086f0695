import Warehouse

/// Numbers and lists in what is said of a gate.
///
/// Numbers are rounded, with as many digits as it takes not to look as if they were on the other side of the gate's
/// bound, or at it.
enum FoundText {
    /// `20000` as `20,000`.
    static func count(_ number: Int) -> String {
        (number < 0 ? "-" : "") + grouped(String(number.magnitude))
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// `3 of 40 (7.5%)`.
    static func share(_ part: Int, of whole: Int, near bound: GateBound? = nil) -> String {
        "\(count(part)) of \(count(whole)) (\(percent(part, of: whole, near: bound)))"
    }

    /// `7.5%`: one decimal, or more where one would say 0%, 100% or a bound's number of what is not.
    static func percent(_ part: Int, of whole: Int, near bound: GateBound? = nil) -> String {
        guard whole > 0 else { return "-" }
        let limits = limits(of: bound, isPercent: true) + [GateNumber(0), GateNumber(100)]
        var places = 1
        var rounded = part.percent(of: whole, places: places)
        while places < mostPlaces,
            limits.contains(where: {
                $0.distanceOrder(of: rounded, places: places) != $0.distanceOrder(ofPercent: part, of: whole)
            })
        {
            places += 1
            rounded = part.percent(of: whole, places: places)
        }
        return (part < 0 ? "-" : "") + decimal(rounded, places: places) + "%"
    }

    /// A measure with four digits, or more where they matter.
    static func measure(_ value: Double, near bound: GateBound? = nil) -> String {
        if value == value.rounded(), value.magnitude < 1e15 { return count(Int(value)) }
        guard (1e-4..<1e15).contains(value.magnitude) else { return value.description }
        var places = 1
        while places < 8, value.magnitude * power(places) < 1000 { places += 1 }
        return rounded(value, places, limits(of: bound, isPercent: false)) { order(value, $0.double) }
            ?? value.description
    }

    /// A share, 1 being all, in percent.
    static func percent(_ share: Double, near bound: GateBound? = nil) -> String {
        let limits = limits(of: bound, isPercent: true) + [GateNumber(0), GateNumber(100)]
        let percent = share * 100
        guard percent.magnitude < 1e15 else { return "\(percent)%" }
        return (rounded(percent, 1, limits) { order(share, $0.fraction) } ?? percent.description) + "%"
    }

    /// A difference: `+2.5`, `-0.1`, `0`.
    static func difference(_ value: Double, near bound: GateBound? = nil) -> String {
        (value > 0 ? "+" : "") + measure(value, near: bound)
    }

    /// The first of some things, and how many more there are.
    static func list(_ items: [String], most: Int = 3) -> String {
        let shown = items.prefix(most).joined(separator: ", ")
        return items.count > most ? "\(shown) and \(count(items.count - most)) more" : shown
    }

    static func figure(_ figure: Figure, near bound: GateBound? = nil) -> String {
        switch figure {
        case .none: "nothing"
        case .count(let number): count(number)
        case .measure(let value): measure(value, near: bound)
        case .share(let share): percent(share, near: bound)
        case .text(let text), .json(let text): text
        case .list(let figures): figures.map { Self.figure($0, near: bound) }.joined(separator: ", ")
        case .flag(let flag): flag ? "true" : "false"
        case .unknown(let needs): "unknown (\(needs))"
        }
    }

    // MARK: Rounding

    private static let mostPlaces = 12

    /// The numbers of a bound that is in percent, or of one that is not.
    private static func limits(of bound: GateBound?, isPercent: Bool) -> [GateNumber] {
        guard let bound, bound.isPercent == isPercent else { return [] }
        return bound.limits
    }

    /// A number of everyday size with some decimals, or more until it is on the same side of all limits; nil where no
    /// number of decimals is enough.
    ///
    /// - Parameter order: how the exact value compares with a limit, by their distance from 0.
    private static func rounded(
        _ value: Double, _ places: Int, _ limits: [GateNumber], order: (GateNumber) -> Int
    ) -> String? {
        let size = value.magnitude
        for places in places...mostPlaces where size * power(places) < 1e17 {
            let scaled = Int128((size * power(places)).rounded())
            let isEnough = limits.allSatisfy { $0.distanceOrder(of: scaled, places: places) == order($0) }
            if isEnough { return (value < 0 ? "-" : "") + decimal(scaled, places: places) }
        }
        return nil
    }

    private static func order(_ value: Double, _ limit: Double) -> Int {
        value.magnitude < limit.magnitude ? -1 : value.magnitude > limit.magnitude ? 1 : 0
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    /// `scaled` / 10^`places`, without zeros at the end.
    private static func decimal(_ scaled: Int128, places: Int) -> String {
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        var fraction = padded.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        return grouped(String(padded.dropLast(places))) + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Int {
    /// The part's size in percent of a whole above 0, times 10^`places`, rounded.
    fileprivate func percent(of whole: Int, places: Int) -> Int128 {
        let scale = (0..<places).reduce(Int128(100)) { product, _ in product * 10 }
        return (Int128(magnitude) * scale * 2 + Int128(whole)) / (Int128(whole) * 2)
    }
}
