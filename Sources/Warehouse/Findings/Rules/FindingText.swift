import ReleaseFormat

/// The short texts that findings quote.
enum FindingText {
    /// At most this many characters of a value are quoted.
    static let longest = 120

    /// A value as JSON, cut where it is long.
    static func of(_ value: JSONValue) -> String { cut(value.text) }

    /// A text, cut where it is long.
    static func cut(_ text: String, to longest: Int = longest) -> String {
        guard text.unicodeScalars.count > longest else { return text }
        var head = String.UnicodeScalarView()
        head.append(contentsOf: text.unicodeScalars.prefix(longest - 1))
        return String(head) + "…"
    }

    /// A number as people write it: `5`, not `5.0`.
    static func of(_ number: Double) -> String {
        if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 { return "\(whole)" }
        return "\(number)"
    }

    /// A number with at most two decimals; large and tiny ones as they are.
    static func rounded(_ number: Double) -> String {
        let scaled = (number * 100).rounded()
        guard scaled.magnitude < 0x1p53, scaled != 0 || number == 0 else { return of(number) }
        return of(scaled / 100)
    }
}

/// Numbers as findings show them.
enum FindingNumber {
    /// As JSON has it: whole numbers without a point.
    static func text(_ value: Double) -> String {
        if value == value.rounded(), value.magnitude < 1e15 { return "\(Int64(value))" }
        return "\(value)"
    }

    /// Rounded to a few decimals, for what was calculated.
    static func rounded(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return text((value * scale).rounded() / scale)
    }

    /// Rounded to three digits that count.
    static func significant(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return text(value) }
        var scale = 1.0
        while (value * scale).magnitude < 100, scale < 1e15 { scale *= 10 }
        return text((value * scale).rounded() / scale)
    }
}

/// The axes of space.
enum Axis {
    static let names = ["x", "y", "z"]
}
