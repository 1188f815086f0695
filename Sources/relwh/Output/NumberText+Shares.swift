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
