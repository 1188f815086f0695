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
