import ReleaseFormat

/// Compares two releases: the order of things.
struct ReleaseDiff {
    let old: DiffRelease
    let new: DiffRelease
    let options: DiffOptions
    let reporter: DiffReporter
    let noise: DiffNoise
    let categories: CategoryAlignment
    let filter: DiffFilter

    /// - Throws: ``WarehouseError``.
    init(_ old: DiffSide, _ new: DiffSide, _ options: DiffOptions, _ reporter: DiffReporter) throws {
        self.old = try DiffRelease(old)
        self.new = try DiffRelease(new)
        self.options = options
        self.reporter = reporter
        noise = DiffNoise(options)
        categories = CategoryAlignment(self.old, self.new)
        filter = DiffFilter(options, categories)
    }

    func run() throws -> DiffSummary {
        if old.warehouse !== new.warehouse || old.id != new.id {
            try reportRelease()
            try reportCategories()
            try reportLabelsets()
        }
        if reporter.wants(.sample) {
            let counts = try reportSamples()
            let totals = try UnchangedTotals(release: new, filter: filter)
            reporter.summary.samples.unchanged = new.samples - counts.samples
            if reporter.wants(.label) {
                reporter.summary.labels.unchanged = totals.labels - counts.labels
            }
            if reporter.wants(.annotation) {
                reporter.summary.annotations.unchanged = totals.annotations - counts.annotations
            }
        }
        reporter.summary.statusTransitions = reporter.transitions
        reporter.summary.hidden = noise.hidden
        return reporter.summary
    }

    /// What was found to be new or changed in the newer release, reported or not.
    struct Accounted {
        var samples = 0
        var labels = 0
        var annotations = 0
    }

    private func reportSamples() throws -> Accounted {
        var accounted = Accounted()
        let pairs = try SamplePairs(
            old: old, new: new, byName: options.pairsSamplesByName,
            numbers: reporter.wants(.label) ? categories.numbers : nil
        ).changed()
        for pair in pairs {
            if options.cancellation?.isCancelled == true {
                throw WarehouseError(kind: .interrupted, message: "interrupted")
            }
            var comparison = try SampleComparison(self, pair)
            try comparison.report()
            accounted.samples += comparison.accounted.samples
            accounted.labels += comparison.accounted.labels
            accounted.annotations += comparison.accounted.annotations
        }
        return accounted
    }
}
