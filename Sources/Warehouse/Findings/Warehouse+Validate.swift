extension Warehouse {
    /// Checks a release against rules and reports what they find.
    ///
    /// Findings are passed on as they come, sample by sample in the release's order; of a sample its own first, then
    /// those of its labels. Those about the whole release come last. The order is the same each time, and
    /// memory does not grow with the release or with the findings.
    ///
    /// - Parameters:
    ///   - reference: see ``release(_:)``.
    ///   - finding: is called with each finding, on this thread; throwing ends the validation.
    /// - Returns: the findings, counted.
    /// - Throws: ``WarehouseError``: `notFound` or `ambiguous`; `notFound` too for a labelset that the release does not
    ///   have; `interrupted`; whatever `finding` throws.
    public func validate(
        _ reference: String, options: ValidationOptions = ValidationOptions(),
        finding: (Finding) throws -> Void
    ) throws -> ValidationSummary {
        try validate(reference, options: options, sizes: ScanSizes(), finding: finding)
    }

    /// - Parameter sizes: how the scan is divided.
    func validate(
        _ reference: String, options: ValidationOptions, sizes: ScanSizes, finding: (Finding) throws -> Void
    ) throws -> ValidationSummary {
        try reading(options.cancellation) {
            try Validation(self, release(reference), options, sizes: sizes).run(finding)
        }
    }
}

extension Warehouse {
    /// Checks a release against rules, as ``validate(_:options:finding:)`` does, and separates known findings from new
    /// ones.
    ///
    /// - Parameter finding: is called with each finding, and whether it is known.
    /// - Returns: the counts of new findings, and of known ones.
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
    /// How severe a rule's findings are; nil for a rule that is not checked.
    public func severity(of rule: Rule) -> Severity? {
        let severity = settings.severity(of: rule)
        return rules.contains(rule) && !settings.isOff(rule) && severity >= minimumSeverity ? severity : nil
    }
}
