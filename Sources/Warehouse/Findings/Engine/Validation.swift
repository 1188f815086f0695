import SQLite

/// Checks one release against the rules that are asked for.
struct Validation {
    private let warehouse: Warehouse
    private let families: ActiveFamilies
    private let options: ValidationOptions
    private let sizes: ScanSizes

    var context: RuleContext { families.context }

    /// - Parameters:
    ///   - includesWhole: whether rules about the whole release are among them.
    /// - Throws: ``WarehouseError``: `notFound` for a labelset or status that the release does not have, if the whole
    ///   release is validated.
    init(
        _ warehouse: Warehouse, _ release: ReleaseSummary, _ options: ValidationOptions,
        includesWhole: Bool = true, sizes: ScanSizes = ScanSizes()
    ) throws {
        self.warehouse = warehouse
        self.options = options
        self.sizes = sizes
        let context = try RuleContext(warehouse, release, options, needsValues: includesWhole)
        families = ActiveFamilies(context, includesWhole: includesWhole)
    }

    /// All of the release: its samples, then what concerns it as a whole.
    func run(_ finding: (Finding) throws -> Void) throws -> ValidationSummary {
        var counter = FindingCounter()
        var summary = ValidationSummary(ref: context.release.ref)
        let gatherers = try scan(try plan()) { outcome in
            summary.samples += outcome.samples
            summary.labels += outcome.labels
            summary.annotations += outcome.annotations
            for one in outcome.findings {
                counter.count(one)
                try finding(one)
            }
        }
        func report(_ findings: [Finding]) throws {
            for one in findings {
                counter.count(one)
                try finding(one)
            }
        }
        try report(headerFindings())
        var sink = FindingSink(context)
        let locator = SampleLocator(warehouse.connection, context)
        for gatherer in gatherers {
            try gatherer.report(locator, &sink)
            try report(sink.takeAll())
        }
        summary.counts = counter.counts
        return summary
    }

    /// Findings outside the samples.
    func headerFindings() throws -> [Finding] {
        var sink = FindingSink(context)
        for family in families.header { try family.check(context, &sink) }
        return sink.takeAll()
    }

    /// The samples of the release, in its order.
    func plan() throws -> [PlannedSample] {
        var plan: [PlannedSample] = []
        plan.reserveCapacity(context.release.samples)
        try warehouse.connection.query(
            "SELECT sample_id, sample_state_id, position FROM release_sample WHERE release_id = ?",
            Value(context.releaseID)
        ) { row in
            plan.append(
                PlannedSample(
                    sampleID: row.int64(at: 0), stateID: row.int64(at: 1),
                    position: Int32(clamping: row.int64(at: 2))))
        }
        // Ids were given in the order of the first release; others keep it mostly.
        let isSorted = zip(plan, plan.dropFirst()).allSatisfy { $0.position <= $1.position }
        return isSorted ? plan : plan.sorted { $0.position < $1.position }
    }

    /// Looks at samples, with a second thread where that pays.
    ///
    /// - Returns: what was gathered.
    func scan(
        _ plan: [PlannedSample], passOn: (ContentScan.Outcome) throws -> Void
    ) throws -> [any ReleaseRules] {
        let parts = parts(of: plan.count)
        let shared = SharedScan(parts)
        var worker: Worker?
        if warehouse.isFile, parts.count > 1, averageAnnotations * plan.count >= sizes.leastToShare {
            worker = Worker { [path = warehouse.path, families, sizes, cancellation = options.cancellation] in
                // Without a second connection the first thread does it all.
                try? Warehouse.readingAgain(
                    families.context.release, id: families.context.releaseID, at: path, cancellation
                ) { shared.help(ContentScan($0, families, sizes), plan) }
            }
        }
        let scan = ContentScan(warehouse, families, sizes)
        let outcome = Result { try shared.run(scan, plan, options.cancellation, passOn: passOn) }
        // Always wait for the thread: it must not outlive what it borrows.
        shared.stop()
        worker?.join()
        try outcome.get()
        var gatherers = scan.gatherers
        for (index, other) in shared.othersGathered.enumerated() { gatherers[index].appendSame(other) }
        return gatherers
    }

    /// Of a sample, and at least one.
    private var averageAnnotations: Int {
        max(context.release.annotations / max(context.release.samples, 1), 1)
    }

    /// The samples that one thread checks at a time: some thousand annotations, on average.
    private func parts(of samples: Int) -> [Range<Int>] {
        let size = sizes.part ?? min(max(8192 / (averageAnnotations + 8), 1), 512)
        return stride(from: 0, to: samples, by: size).map { $0..<min($0 + size, samples) }
    }
}

/// How a scan is divided. The findings do not depend on it.
struct ScanSizes: Sendable {
    /// How many annotations and frames are read at a time; at least one sample.
    var batch = 16_384
    /// How many samples a thread checks at a time; nil to derive it from the release's average.
    var part: Int?
    /// Checking fewer annotations takes less time than starting a second thread.
    var leastToShare = 40_000
}
