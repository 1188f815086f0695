extension Warehouse {
    /// Checks a release against rules, as ``validate(_:options:finding:)`` does, and separates known findings from new ones.
    ///
    /// - Parameter finding: is called with each finding, and whether it is known.
    /// - Returns: the new findings, counted, and what became of the known ones.
    public func validate(
        _ reference: String, options: ValidationOptions = ValidationOptions(), baseline: Baseline,
        finding: (Finding, _ isKnown: Bool) throws -> Void
    ) throws -> (summary: ValidationSummary, outcome: BaselineOutcome) {
        var left = baseline.entries.mapValues(\.times)
        var hidden = 0
        var counter = FindingCounter()
        var summary = try validate(reference, options: options) { found in
            let fingerprint = found.fingerprintNumber
            if let times = left[fingerprint] {
                hidden += 1
                left[fingerprint] = times > 1 ? times - 1 : nil
                try finding(found, true)
            } else {
                counter.count(found)
                try finding(found, false)
            }
        }
        summary.counts = counter.counts
        let isWhole = options.labelsets == nil && options.statuses == nil
        return (summary, BaselineOutcome(hidden: hidden, gone: isWhole ? gone(left, baseline, options) : nil))
    }

    private func gone(_ left: [UInt64: Int], _ baseline: Baseline, _ options: ValidationOptions) -> Int {
        let others = Set(Rule.all.filter { options.severity(of: $0) == nil }.map(\.id))
        return left.reduce(0) { sum, entry in
            guard let rule = baseline.entries[entry.key]?.rule, !others.contains(rule) else { return sum }
            return sum + entry.value
        }
    }
}

extension ValidationOptions {
    /// How severe a rule's findings are; nil for a rule that is not looked at.
    public func severity(of rule: Rule) -> Severity? {
        let severity = settings.severity(of: rule)
        return rules.contains(rule) && !settings.isOff(rule) && severity >= minimumSeverity ? severity : nil
    }
}
