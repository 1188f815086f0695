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

    /// - Parameter sizes: how the work is cut to pieces.
    func validate(
        _ reference: String, options: ValidationOptions, sizes: ScanSizes, finding: (Finding) throws -> Void
    ) throws -> ValidationSummary {
        try reading(options.cancellation) {
            try Validation(self, release(reference), options, sizes: sizes).run(finding)
        }
    }
}
