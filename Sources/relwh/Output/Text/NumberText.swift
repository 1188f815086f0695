/// Numbers as people read them.
enum NumberText {
    /// `20000` as `20,000`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }

    /// `20,000 samples`, `1 sample`.
    static func counted(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A size in decimal units, to three digits: `512 B`, `1.25 kB`, `196 MB`.
    static func bytes(_ count: Int) -> String { bytes(Double(count)) }

    static func bytes(_ count: Double) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var value = count
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let places = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
        return "\(fixed(value, places: places)) \(units[unit])"
    }

    /// A time that something took: `0.04 s`, `1.2 s`, `3 min 05 s`, `2 h 10 min`.
    static func seconds(_ seconds: Double) -> String {
        if seconds < 0.995 { return "\(fixed(seconds, places: 2)) s" }
        if seconds < 59.95 { return "\(fixed(seconds, places: 1)) s" }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3600) h \(padded(whole / 60 % 60)) min"
    }

    /// A time on a clock's face: `0:07`, `12:30`, `1:02:30`.
    static func clock(_ seconds: Int) -> String {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let tail = padded(seconds % 60)
        return hours > 0 ? "\(hours):\(padded(minutes)):\(tail)" : "\(minutes):\(tail)"
    }

    /// `value` with exactly `places` decimals, for values of everyday size.
    static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return value.description }
        let scale = (0..<places).reduce(1.0) { factor, _ in factor * 10 }
        let scaled = Int((value.magnitude * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int(scale))
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(sign)\(scaled / Int(scale)).\(zeros)\(fraction)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension NumberText {
    /// A share of a whole: `12.5%`. `0%` is nothing at all and `100%` all of it; what would only round to them is
    /// `<0.1%`, `>99.9%` or `>100%`.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return RealText.of(share) }
        if share < 0 { return "-" + percent(-share) }
        if share == 0 { return "0%" }
        if share == 1 { return "100%" }
        switch fixed(share * 100, places: 1) {
        case "0.0": return "<0.1%"
        case "100.0": return share < 1 ? ">99.9%" : ">100%"
        case let text: return grouped(decimal: text) + "%"
        }
    }

    /// A difference of shares, or a growth: `+12.5%`, `-3.0%`, `0%`.
    static func signedPercent(_ share: Double) -> String { (share > 0 ? "+" : "") + percent(share) }

    /// A difference: `+1,200`, `-3`, `0`.
    static func signed(_ difference: Int) -> String { (difference > 0 ? "+" : "") + grouped(difference) }

    /// `1234.5` as `1,234.5`: the digits before the point set apart. What is no plain decimal stays as it is.
    static func grouped(decimal text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = Int(first) else { return text }
        return parts.count == 2 ? "\(grouped(whole)).\(parts[1])" : grouped(whole)
    }
}

/// Reals in text formats: the shortest text that reads back as the same number.
enum RealText {
    static func of(_ number: Double) -> String {
        number.isFinite ? number.description : number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
}
