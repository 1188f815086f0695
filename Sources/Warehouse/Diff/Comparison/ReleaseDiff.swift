import ReleaseFormat

/// Compares two releases: the order of things.
struct ReleaseDiff {
    let old: DiffRelease
    let new: DiffRelease
    let options: DiffOptions
    let teller: DiffTeller
    let noise: DiffNoise
    let categories: CategoryAlignment
    let filter: DiffFilter

    /// - Throws: ``WarehouseError``.
    init(_ old: DiffSide, _ new: DiffSide, _ options: DiffOptions, _ teller: DiffTeller) throws {
        self.old = try DiffRelease(old)
        self.new = try DiffRelease(new)
        self.options = options
        self.teller = teller
        noise = DiffNoise(options)
        categories = CategoryAlignment(self.old, self.new)
        filter = DiffFilter(options, categories)
    }

    func run() throws -> DiffSummary {
        if old.warehouse !== new.warehouse || old.id != new.id {
            try tellRelease()
            try tellCategories()
            try tellLabelsets()
        }
        if teller.tells(.sample) {
            let counts = try tellSamples()
            let totals = try UnchangedTotals(release: new, filter: filter)
            teller.summary.samples.unchanged = new.samples - counts.samples
            if teller.tells(.label) {
                teller.summary.labels.unchanged = totals.labels - counts.labels
            }
            if teller.tells(.annotation) {
                teller.summary.annotations.unchanged = totals.annotations - counts.annotations
            }
        }
        teller.summary.statusTransitions = teller.transitions
        teller.summary.hidden = noise.hidden
        return teller.summary
    }

    /// What of the newer release was found to be new or changed, whether it was told or not.
    struct Accounted {
        var samples = 0
        var labels = 0
        var annotations = 0
    }

    private func tellSamples() throws -> Accounted {
        var accounted = Accounted()
        let pairs = try SamplePairs(
            old: old, new: new, byName: options.pairsSamplesByName,
            numbers: teller.tells(.label) ? categories.numbers : nil
        ).changed()
        for pair in pairs {
            if options.cancellation?.isCancelled == true {
                throw WarehouseError(kind: .interrupted, message: "interrupted")
            }
            var comparison = try SampleComparison(self, pair)
            try comparison.tell()
            accounted.samples += comparison.accounted.samples
            accounted.labels += comparison.accounted.labels
            accounted.annotations += comparison.accounted.annotations
        }
        return accounted
    }
}
